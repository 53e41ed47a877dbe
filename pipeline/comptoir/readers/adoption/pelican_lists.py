"""The lists that Pelican made by itself: categories, tags, authors, years, front pages."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from comptoir.readers.adoption.pelican_texts import raw_category, slugs
from comptoir.site.adoption import fields
from comptoir.site.adoption.model import Listing, OldList
from comptoir.site.adoption.pelican import Settings
from comptoir.site.adoption.urls import filled, normal

DIRECT = {"tags": Listing.TOPICS, "categories": Listing.TOPICS, "archives": Listing.ARCHIVES}
PERIODS = ("YEAR", "MONTH", "DAY")
MOST_PAGES = 500
PAGED = "{name}{number}{extension}"
FEED = Listing.FEED
FEEDS = {  # those that Pelican made unless it was told otherwise
    "CATEGORY_FEED_ATOM": "feeds/{slug}.atom.xml",
    "AUTHOR_FEED_ATOM": "feeds/{slug}.atom.xml",
    "AUTHOR_FEED_RSS": "feeds/{slug}.rss.xml",
}


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
                yield OldList(normal(url), of, name if of is Listing.TOPIC else "")
            for feed in _feeds(settings, noun):
                yield OldList(normal(filled(feed, {"slug": made(name)}, None, lang="en")), FEED)
    spoken = (settings.texts("LOCALE") or [""])[0] or "en"
    for period in PERIODS if day else ():
        for pattern in _patterns(settings, f"{period}_ARCHIVE", ""):
            url = normal(filled(pattern, {}, day, lang=spoken))
            yield OldList(url, Listing.YEAR, str(day.year) if day else "")


def front_lists(settings: Settings) -> Iterator[OldList]:
    """Return the lists of everything: `archives.html`, `tags.html`…"""
    usual = ("index", "tags", "categories", "authors", "archives")
    for name in settings.texts("DIRECT_TEMPLATES", default=usual):
        if name in usual or name.endswith("index") or name == "blog":
            for pattern in _patterns(settings, name.upper(), f"{name}.html"):
                yield OldList(normal(pattern), DIRECT.get(name, Listing.NEWS))


def further_pages(settings: Settings, lists: Iterable[OldList], articles: int) -> Iterator[OldList]:
    """Return the second pages of lists and those after: `index2.html`, `tag/eau/page/3/`…

    Args:
        settings: those of the old site.
        lists: the lists of each article, so that one comes as often as it has articles.
        articles: how many there were.
    """
    each = settings.values.get("DEFAULT_PAGINATION")
    if not isinstance(each, int) or each <= 0:
        return
    counts = Counter(one for one in lists if one.of in (Listing.TOPIC, Listing.NEWS))
    counts[OldList(normal(settings.text("INDEX_SAVE_AS", default="index.html")))] = articles
    told = settings.values.get("PAGINATION_PATTERNS")
    rule = told[-1] if isinstance(told, list | tuple) and told else ()
    pattern = str(rule[2]) if isinstance(rule, list | tuple) and len(rule) == 3 else PAGED
    for one, count in counts.items():
        path = PurePosixPath(one.url.strip("/") if "." in one.url else f"{one.url[1:]}index.html")
        values = {
            "name": str(path.with_suffix("")),
            "extension": path.suffix,
            "base_name": str(path.parent).strip("."),
        }
        for number in range(2, min(-(-count // each), MOST_PAGES) + 1):
            url = pattern
            for name, value in {**values, "number": str(number)}.items():
                url = url.replace(f"{{{name}}}", value)
            yield replace(one, url=normal(url))


def _feeds(settings: Settings, noun: str) -> Iterator[str]:
    for suffix in ("FEED_ATOM", "FEED_RSS"):
        told = settings.values.get(f"{noun}_{suffix}", FEEDS.get(f"{noun}_{suffix}"))
        if isinstance(told, str) and told:
            yield told.replace("%s", "{slug}")


def _patterns(settings: Settings, noun: str, usual: str) -> list[str]:
    """Return where a list was written, and the address that links gave it."""
    save_as = settings.values.get(f"{noun}_SAVE_AS", settings.text(f"{noun}_URL", default=usual))
    if not isinstance(save_as, str) or not save_as:
        return []  # it was not made
    return list(dict.fromkeys((save_as, settings.text(f"{noun}_URL", default=save_as))))
