"""The lists that Pelican made by itself: categories, tags, authors, years, front pages."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from comptoir.readers.adoption.pelican_texts import raw_category, slugs
from comptoir.site.adoption import fields
from comptoir.site.adoption.model import Listing, OldList
from comptoir.site.adoption.pelican import Settings
from comptoir.site.adoption.urls import filled, normal

DIRECT = {"tags": Listing.TOPICS, "categories": Listing.TOPICS, "archives": Listing.ARCHIVES}
PERIODS = ("YEAR", "MONTH", "DAY")
MOST_PAGES = 500


def lists_of(
    settings: Settings, head: dict[str, Any], inside: str, day: dt.date | None
) -> Iterator[OldList]:
    """Return the lists that an article was in.

    Args:
        settings: those of the old site.
        head: what the article says of itself.
        inside: its path from the content folder.
        day: its date.
    """
    category = fields.line(head.get("category")) or raw_category(settings, inside)
    tags = fields.words(head.get("tags") or head.get("keywords"))
    authors = fields.words(head.get("authors") or head.get("author") or settings.text("AUTHOR"))
    for noun, names, of in (
        ("CATEGORY", (category,), Listing.TOPIC),
        ("TAG", tags, Listing.TOPIC),
        ("AUTHOR", authors, Listing.NEWS),
    ):
        made = slugs(settings, f"{noun}_REGEX_SUBSTITUTIONS", "SLUG_REGEX_SUBSTITUTIONS")
        for name in names:
            for pattern in _patterns(settings, noun, f"{noun.lower()}/{{slug}}.html"):
                url = filled(pattern, {"slug": made(name)}, None, lang="en")
                if of is Listing.TOPIC:
                    yield OldList(normal(url), of, name)
                else:
                    yield OldList(normal(url))
    spoken = (settings.texts("LOCALE") or [""])[0] or "en"
    for period in PERIODS if day else ():
        for pattern in _patterns(settings, f"{period}_ARCHIVE", ""):
            url = normal(filled(pattern, {}, day, lang=spoken))
            yield OldList(url, Listing.YEAR, str(day.year) if day else "")


def front_lists(settings: Settings, articles: int) -> Iterator[OldList]:
    """Return the lists of everything: `archives.html`, `tags.html`, `index2.html`…

    Args:
        settings: those of the old site.
        articles: how many it published.
    """
    usual = ("index", "tags", "categories", "authors", "archives")
    for name in settings.texts("DIRECT_TEMPLATES", default=usual):
        if name in usual or name.endswith("index") or name == "blog":
            for pattern in _patterns(settings, name.upper(), f"{name}.html"):
                yield OldList(normal(pattern), DIRECT.get(name, Listing.NEWS))
    each = settings.values.get("DEFAULT_PAGINATION")
    if isinstance(each, int) and each > 0 and "PAGINATION_PATTERNS" not in settings.values:
        base = settings.text("INDEX_SAVE_AS", default="index.html").removesuffix(".html")
        for number in range(2, min(-(-articles // each), MOST_PAGES) + 1):
            yield OldList(normal(f"{base}{number}.html"))


def _patterns(settings: Settings, noun: str, usual: str) -> list[str]:
    """Return where a list was written, and the address that links gave it."""
    save_as = settings.values.get(f"{noun}_SAVE_AS", settings.text(f"{noun}_URL", default=usual))
    if not isinstance(save_as, str) or not save_as:
        return []  # it was not made
    return list(dict.fromkeys((save_as, settings.text(f"{noun}_URL", default=save_as))))
