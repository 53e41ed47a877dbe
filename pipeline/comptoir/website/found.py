"""What search engines look for: the map of the site, and who may read it."""

from datetime import date
from xml.sax.saxutils import escape

from comptoir.site.front_matter import NewsMeta
from comptoir.site.source import PageKind, SourcePage
from comptoir.text import slug
from comptoir.website.edition import Edition

LISTS = {
    "/actualites/": PageKind.NEWS,
    "/agenda/": PageKind.EVENT,
    "/offres/": PageKind.OFFER,
    "/lettres/": PageKind.NEWSLETTER,
}


TOPICS = "/actualites/themes/"
ARCHIVES = "/actualites/archives/"


def topic_slug(name: str) -> str:
    """Return the address of a category or a tag.

    >>> topic_slug("Vie de l’association")
    'vie-de-l-association'
    """
    return slug(name) or "divers"


def lists_to_write(edition: Edition) -> set[str]:
    """Return the lists that have something to list, or that a menu leads to."""
    away = edition.facts.away
    items = (*edition.facts.site.menu, *edition.facts.site.footer)
    named = {item.url for item in items if not item.url.startswith(away)}
    return {url for url, kind in LISTS.items() if edition.of(kind) or url in named}


def sitemap(edition: Edition) -> str:
    """Write every page with the day it last changed."""
    days = {page.url: _changed(page) for page in edition.pages}
    for url, kind in LISTS.items():
        if pages := edition.of(kind):
            days[url] = max(map(_changed, pages))
    for page in edition.of(PageKind.NEWS):
        if isinstance(page.meta, NewsMeta):
            for url in (
                TOPICS,
                f"/actualites/categorie/{topic_slug(page.meta.category)}/",
                ARCHIVES,
                f"{ARCHIVES}{page.meta.date.year}/",
            ):
                days[url] = max(days.get(url, date.min), _changed(page))
    if "/" not in days and days:
        days["/"] = max(days.values())
    root = edition.facts.site.site.url
    entries = "".join(
        f"<url><loc>{escape(root + url)}</loc><lastmod>{day.isoformat()}</lastmod></url>\n"
        for url, day in sorted(days.items())
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{entries}</urlset>\n"
    )


def _changed(page: SourcePage) -> date:
    return page.meta.modified or page.meta.date
