"""The reader of Markdown files: front matter is typed already, one converter makes the HTML."""

import datetime as dt
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pelican.contents import Category, Tag
from pelican.plugins import signals
from pelican.readers import BaseReader

from comptoir.site.figures import image_uses
from comptoir.site.front_matter import NewsMeta, PageMeta
from comptoir.site.source import PageKind, SourcePage
from comptoir.website.components.questions import page_of_questions
from comptoir.website.components.stage import Stage
from comptoir.website.edition import Edition
from comptoir.website.found import topic_slug
from comptoir.website.prose import Prose
from comptoir.website.settings import KEY, PROSE
from comptoir.website.typography import french

SKIPPED = {"status": "skip", "title": "—"}
_TEMPLATES = {
    PageKind.NEWS: "article",
    PageKind.EVENT: "event",
    PageKind.OFFER: "offer",
    PageKind.LEGAL: "legal",
}


def register() -> None:
    signals.readers_init.connect(use_our_reader)


def use_our_reader(readers: Any) -> None:
    if KEY in readers.settings:
        for extension in ("md", "markdown", "mkd", "mdown"):
            readers.reader_classes.pop(extension, None)
        readers.reader_classes["md"] = SourceReader


class SourceReader(BaseReader):  # type: ignore[misc]
    """Gives Pelican the page that was read and checked; skips what is not published."""

    file_extensions: tuple[str, ...] = ()  # named by the signal, never for others' builds

    def __init__(self, settings: Any) -> None:
        super().__init__(settings)
        self.edition: Edition = settings[KEY]
        self.prose: Prose = settings.get(PROSE) or Prose(
            self.edition.gallery, base=self.edition.facts.base, stage=Stage(self.edition)
        )
        settings[PROSE] = self.prose

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        page = self.edition.source(Path(source_path))
        if page is None:
            return "", dict(SKIPPED)
        text, first_image = markdown_of(page, self.edition)
        html = self.prose.html(text, first_image=first_image)
        return html, self._metadata(page) | {"toc": self.prose.contents()}

    def _metadata(self, page: SourcePage) -> dict[str, Any]:
        meta = page.meta
        zone = ZoneInfo(self.settings["TIMEZONE"])
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
            told["category"] = self._topic(Category, meta.category)
            told["tags"] = [self._topic(Tag, tag) for tag in dict.fromkeys(meta.tags)]
        return told

    def _topic(self, wrapper: Any, name: str) -> Any:
        topic = wrapper(name, self.settings)
        topic.slug = topic_slug(name)
        return topic


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
    again = any(use.name == image for use in image_uses(page)[1:])
    return "" if again else image
