"""What a build did, and what it held back."""

from dataclasses import dataclass, field
from pathlib import Path

from comptoir.errors import Fault
from comptoir.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A page that is not published as it stands."""

    path: str  # source, relative to the project
    url: str  # empty when the page could not even be read
    reasons: tuple[str, ...]  # French; places, never values
    kept: bool = False  # its last published version is still there


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """An image shown as a neutral frame."""

    name: str
    reason: str
    pages: tuple[str, ...] = ()  # sources that use it


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """The whole account."""

    output: Path
    published: int = 0  # source pages
    files: int = 0
    changed: int = 0  # files that differ from what was there
    touched: tuple[str, ...] = field(default=(), compare=False)  # those files, from the output
    images: int = 0
    held: tuple[Held, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    drafts: int = 0
    scheduled: tuple[str, ...] = ()  # sources whose date has not come
    findings: tuple[Finding, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()  # French: what was left out and holds nothing back
    stopped: str = ""  # French: why nothing was published
    seconds: float = field(default=0.0, compare=False)

    @property
    def urls(self) -> tuple[str, ...]:
        """The addresses of the pages that changed, for a browser that shows one of them."""
        pages = (file for file in self.touched if file.endswith(".html"))
        return tuple(f"/{file.removesuffix('index.html')}" for file in pages)

    @property
    def written(self) -> bool:
        return not self.stopped

    @property
    def blocking(self) -> bool:
        return bool(self.stopped or self.held)
