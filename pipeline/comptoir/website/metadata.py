"""What Pelican and the templates are told of a page, from its source."""

import datetime as dt
from collections.abc import Callable
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from comptoir.site.figures import image_uses
from comptoir.site.front_matter import NewsMeta, PageMeta
from comptoir.site.source import PageKind, SourcePage
from comptoir.website.components.questions import page_of_questions
from comptoir.website.edition import Edition
from comptoir.website.typography import french

_TEMPLATES = {
    PageKind.NEWS: "article",
    PageKind.EVENT: "event",
    PageKind.OFFER: "offer",
    PageKind.NEWSLETTER: "newsletter",
    PageKind.LEGAL: "legal",
}
Subject = Callable[[str, str], Any]  # of « category » or « tag », and a name


def metadata_of(page: SourcePage, zone: ZoneInfo, subject: Subject) -> dict[str, Any]:
    """Return everything but the text.

    Args:
        page: the source.
        zone: of its dates.
        subject: makes what stands for a category or a tag.
    """
    meta = page.meta
    address = page.url.lstrip("/")
    told: dict[str, Any] = {
        "title": french(meta.title),
        "summary": escape(french(meta.summary), quote=False),
        "slug": page.slug,
        "lang": meta.lang,
        "status": "published",
        "template": template_of(page),
        "date": dt.datetime.combine(meta.date, dt.time(), zone),
        "url": address,
        "save_as": f"{address}index.html",
        "meta": meta,
        "source": page,
        "hero": hero_name(page),
    }
    if meta.modified:
        told["modified"] = dt.datetime.combine(meta.modified, dt.time(), zone)
    if isinstance(meta, NewsMeta):
        told["category"] = subject("category", meta.category)
        told["tags"] = [subject("tag", tag) for tag in dict.fromkeys(meta.tags)]
    return told


def markdown_of(page: SourcePage, edition: Edition) -> tuple[str, bool]:
    """Return the Markdown of a page, and whether its first image is the first that shows."""
    text = edition.body(page)
    if isinstance(page.meta, PageMeta) and page.meta.template == "faq":
        text = page_of_questions(text)
    return text, not hero_name(page)


def template_of(page: SourcePage) -> str:
    if isinstance(page.meta, PageMeta):
        return page.meta.template
    return _TEMPLATES[page.kind]


def hero_name(page: SourcePage) -> str:
    """Return the image to show above the text, unless the text shows it itself."""
    image = page.meta.image
    if not image:
        return ""
    again = any(use.name == image for use in image_uses(page)[1:])
    return "" if again else image
