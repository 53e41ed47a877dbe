"""The reader of Markdown files: front matter is typed already, one converter makes the HTML."""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pelican.contents import Category, Tag
from pelican.plugins import signals
from pelican.readers import BaseReader

from comptoir.site.source import SourcePage
from comptoir.website.edition import Edition
from comptoir.website.found import topic_slug
from comptoir.website.metadata import markdown_of, metadata_of
from comptoir.website.prose import PagesError, Prose, prose_of, too_deep
from comptoir.website.settings import KEY, PROSE

SKIPPED = {"status": "skip", "title": "—"}


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
        self.prose: Prose = settings.get(PROSE) or prose_of(self.edition)
        settings[PROSE] = self.prose
        self._topics: dict[tuple[str, str], Any] = {}

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        page = self.edition.source(Path(source_path))
        if page is None:
            return "", dict(SKIPPED)
        text, first_image = markdown_of(page, self.edition)
        try:
            html, told = self.prose.given(text, first_image=first_image)
        except RecursionError as error:
            raise PagesError(faults=[too_deep(page)]) from error
        return html, self._metadata(page) | told

    def _metadata(self, page: SourcePage) -> dict[str, Any]:
        return metadata_of(page, ZoneInfo(self.settings["TIMEZONE"]), self._topic)

    def _topic(self, kind: str, name: str) -> Any:
        if (kind, name) not in self._topics:
            wrapper = Category if kind == "category" else Tag
            topic = self._topics[kind, name] = wrapper(name, self.settings)
            topic.slug = topic_slug(name)
        return self._topics[kind, name]
