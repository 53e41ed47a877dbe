"""Pages that forward by themselves, for hosts that read no rule; and addresses that vanished."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape

from comptoir.site.addresses import GONE, LEDGER, Addresses, redirections, vanished
from comptoir.website.edition import Edition, Facts
from comptoir.website.keeping import inside
from comptoir.website.report import Held
from comptoir.website.shelf import Shelf

FORWARDS = '<meta http-equiv="refresh"'
PAGE = """\
<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{whole}">
<link rel="icon" href="{base}/favicon.svg" type="image/svg+xml">
</head>
<body>
<h1>{title}</h1>
<p>Vous y êtes conduit. <a href="{target}">Aller à la page {named}</a></p>
</body>
</html>
"""


def moved(edition: Edition, told: Addresses) -> dict[str, str]:
    """Return where old addresses lead this time: a page that is not published leads nowhere."""
    return redirections(edition.pages, told.book)


def forwarding_pages(targets: Mapping[str, str], facts: Facts) -> dict[str, str]:
    """Return the text of each page that forwards, by its file."""
    return {
        inside(old): forwarding_page(new, facts)
        for old, new in targets.items()
        if new != GONE and old.endswith(("/", ".html", ".htm"))
    }


def forwarding_page(target: str, facts: Facts) -> str:
    here = target.startswith("/")
    return PAGE.format(
        lang=facts.site.site.lang,
        title="Cette page a changé d’adresse",
        target=escape(f"{facts.base}{target}" if here else target),
        whole=escape(f"{facts.site.site.url}{target}" if here else target),
        named=escape(target),
        base=facts.base,
    )


def with_lost(
    held: Iterable[Held], told: Addresses, shelf: Shelf, known: Iterable[str]
) -> tuple[Held, ...]:
    """Add the published addresses that this build answers no more to the pages held back.

    Args:
        held: what is held back already.
        told: the address book.
        shelf: what was just built.
        known: addresses whose fate is known otherwise: to appear, past their term.
    """
    held = list(held)
    lost = _lost(told, shelf, {*known, *(page.url for page in held)})
    said = {reason for page in lost for reason in page.reasons}
    kept = (replace(page, reasons=tuple(r for r in page.reasons if r not in said)) for page in held)
    return (*(page for page in kept if page.reasons), *lost)


def _lost(told: Addresses, shelf: Shelf, known: set[str]) -> list[Held]:
    settled = known | {old for old, target in told.book.moved.items() if target == GONE}
    found = []
    for table, urls in (("pages", told.book.pages), ("lists", told.book.lists)):
        for url in sorted(urls.keys() - settled):
            if not shelf.has(inside(url)):
                fault = vanished(url, told.place(table, url))
                found.append(Held(path=LEDGER, url=url, reasons=(str(fault),)))
    return found
