"""The source pages as they were last read: a save reads one file again, not all of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from comptoir.dates import french_date
from comptoir.errors import InputError
from comptoir.readers.content import read_content, read_page
from comptoir.site.source import SourcePage, kind_of


@dataclass(slots=True)
class SourcePages:
    """Pages by path; one that can be read no more stays as it was, until it is mended or gone."""

    root: Path
    pages: dict[str, SourcePage] = field(default_factory=dict)
    _urls: dict[str, str] = field(default_factory=dict)  # of public pages, by path

    def fill(self) -> None:
        self.pages.clear()
        self._urls.clear()
        for page in read_content(self.root).pages:
            self._keep(page)

    def _keep(self, page: SourcePage) -> None:
        self.pages[page.path] = page
        if page.kind.public:
            self._urls[page.path] = page.url

    def renew(self, files: Iterable[Path]) -> tuple[str, ...]:
        """Read these files again, and return the pages that are there, new or changed."""
        changed = []
        for file in files:
            shown = self._shown(file)
            if file.is_dir() or (shown and not file.suffix and not file.exists()):
                self.fill()  # a folder came or went: all its pages with it
                continue
            if not shown.endswith(".md") or kind_of(shown) is None:
                continue
            if not file.is_file():
                self.pages.pop(shown, None)
                self._urls.pop(shown, None)
                continue
            try:
                self._keep(read_page(file, self.root))
                changed.append(shown)
            except InputError:  # the build tells of it
                continue
        return tuple(changed)

    def _shown(self, file: Path) -> str:
        try:
            return file.relative_to(self.root).as_posix()
        except ValueError:
            return ""

    def sources(self) -> dict[str, str]:
        """Return the file of each address."""
        return {url: path for path, url in self._urls.items()}


def standing(page: SourcePage, today: date) -> str:
    """Say in French why readers do not see a page yet; nothing when they do, or no more."""
    if not page.waits_on(today):
        return ""
    if page.meta.status != "published":
        return "brouillon"
    return f"à paraître le {french_date(page.meta.date)}"
