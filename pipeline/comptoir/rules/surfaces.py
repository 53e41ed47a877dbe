"""What rules read besides built pages: facts of the organisation, pictures, files, waivers.

A surface is a type: a rule says which one it reads, and the engine hands it things of that type.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from comptoir.errors import Fault as ReadingFault
from comptoir.errors import Place
from comptoir.rules.waiving import WaiverUse
from comptoir.settings.organisation import Organisation
from comptoir.settings.processing import Processing, Purpose
from comptoir.site.register import ImageEntry, Release

__all__ = [
    "Identity",
    "Picture",
    "ProcessingRecord",
    "ProjectFile",
    "Unreadable",
    "WaiverUse",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """`legal/organisation.toml`, with the line of each key."""

    organisation: Organisation
    path: str = "legal/organisation.toml"
    lines: Mapping[str, int] = field(default_factory=dict)

    def at(self, key: str) -> Place:
        table = key.rpartition(".")[0]
        return Place(self.path, self.lines.get(key) or self.lines.get(table, 0), key)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessingRecord:
    """`legal/processing.toml`, beside the organisation that its processors belong to."""

    processing: Processing
    organisation: Organisation
    path: str = "legal/processing.toml"
    lines: Mapping[str, int] = field(default_factory=dict)

    def at(self, purpose: str, key: str = "") -> Place:
        table = f"purposes.{purpose}"
        dotted = f"{table}.{key}" if key else table
        return Place(self.path, self.lines.get(dotted) or self.lines.get(table, 0), dotted)

    @property
    def purposes(self) -> Mapping[str, Purpose]:
        return self.processing.purposes


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One image of content/images: its file, its entry in the register, its releases, its use."""

    name: str
    path: str
    today: date
    exists: bool = True
    size: int = 0
    located: bool = False  # tells where it was taken
    recorded: Mapping[str, object] | None = None  # as written; None: not in the register
    entry: ImageEntry | None = None  # when it is complete
    releases: Mapping[str, Release | None] = field(default_factory=dict)
    register: str = "content/images/register.toml"
    lines: Mapping[str, int] = field(default_factory=dict)  # of the register
    used_by: tuple[Place, ...] = ()

    def at(self, key: str = "") -> Place:
        """Return the place of a key of its entry; the file itself when it has none."""
        if self.recorded is None:
            return self.used_by[0] if self.used_by else Place(self.path)
        table = f"images.{self.name}"
        dotted = f"{table}.{key}" if key else table
        return Place(self.register, self.lines.get(dotted) or self.lines.get(table, 0), key)

    def at_release(self, name: str, key: str = "") -> Place:
        table = f"releases.{name}"
        dotted = f"{table}.{key}" if key else table
        return Place(self.register, self.lines.get(dotted) or self.lines.get(table, 0), key)

    @property
    def where_used(self) -> str:
        pages = sorted({place.path for place in self.used_by})
        return (
            f" (page {pages[0]})" if len(pages) == 1 else f" ({len(pages)} pages)" if pages else ""
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFile:
    """A file that Git keeps, or would: its text when it is text."""

    path: str
    size: int = 0
    text: str = field(default="", repr=False)
    own: tuple[str, ...] = ()  # identifiers that the organisation publishes: its e-mails, its IBAN
    tracked: bool = True


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A page or a register that could not be read."""

    fault: ReadingFault
