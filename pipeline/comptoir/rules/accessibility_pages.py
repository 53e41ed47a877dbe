"""The accessibility statement of a site, asked by several rules."""

import re
from datetime import date

from comptoir.dates import MONTHS
from comptoir.site.built import HtmlSite
from comptoir.site.legal_pages import Legal
from comptoir.site.page_facts import PageFacts
from comptoir.site.wording import folded

_SHORT = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_LONG = re.compile(rf"\b(\d{{1,2}})(?:er)? ({'|'.join(map(folded, MONTHS))}) (\d{{4}})\b")


def statement_pages(site: HtmlSite) -> tuple[PageFacts, ...]:
    return site.legal(Legal.ACCESSIBILITY)


def statement_text(site: HtmlSite) -> str:
    """Return what the statement says, folded; the footer apart."""
    blocks = (b.text for page in statement_pages(site) for b in page.blocks if not b.footer)
    return " ".join(folded("\n".join(blocks)).split())


def last_date(text: str) -> date | None:
    """Return the latest date that a folded text gives.

    >>> last_date("etablie le 3 mars 2024, revue le 05/06/2025")
    datetime.date(2025, 6, 5)
    """
    months = {folded(name): rank for rank, name in enumerate(MONTHS, 1)}
    parts = [(int(y), int(m), int(d)) for d, m, y in _SHORT.findall(text)]
    parts += [(int(y), months[m], int(d)) for d, m, y in _LONG.findall(text)]
    found = []
    for year, month, day in parts:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return max(found, default=None)
