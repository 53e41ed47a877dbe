"""A text that readers get, read as prose: a page, a mailing, a model of letter or of reply."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from comptoir.errors import Place
from comptoir.settings.organisation import Charter
from comptoir.site.writing import Writing


class TextKind(Enum):
    """What a text is for."""

    PAGE = "page"
    MAILING = "mailing"
    LETTER = "letter"
    REPLY = "reply"

    @property
    def greets(self) -> bool:
        """Whether it speaks to one person, and so greets and signs."""
        return self is not TextKind.PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelHead:
    """What the front matter of a model of letter says.

    Attributes:
        told: the keys that say something.
        subject: the object of the letter, fields and all.
        lines: the line of each key.
        declared: fields that this model adds, filled by who uses it.
        fields: fields that every mailing has.
        readable: whether it reads at all.
    """

    told: frozenset[str] = frozenset()
    subject: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)
    declared: tuple[str, ...] = ()
    fields: frozenset[str] = frozenset()
    readable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenText:
    """One text in French.

    Attributes:
        path: its file.
        kind: what it is for.
        title: what its head calls it.
        writing: its prose.
        charter: how the organisation writes.
        head: the front matter, of a model of letter alone.
        unknown: words that neither a dictionary nor the project knows; none when nothing was asked.
    """

    path: str
    kind: TextKind
    title: str
    writing: Writing
    charter: Charter = field(default_factory=Charter)
    head: ModelHead | None = None
    unknown: frozenset[str] = frozenset()

    def at(self, offset: int) -> Place:
        return Place(self.path, self.writing.line_of(offset))

    def found(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield where an expression stands in the prose."""
        yield from pattern.finditer(self.writing.prose)
