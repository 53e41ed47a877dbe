"""A text that readers get, read as prose: a page, a mailing, a model of letter or of reply."""

import re
from collections.abc import Iterator
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
class WrittenText:
    """One text in French.

    Attributes:
        path: its file.
        kind: what it is for.
        title: what its head calls it.
        writing: its prose.
        charter: how the organisation writes.
        unknown: words that neither a dictionary nor the project knows; none when nothing was asked.
    """

    path: str
    kind: TextKind
    title: str
    writing: Writing
    charter: Charter = field(default_factory=Charter)
    unknown: frozenset[str] = frozenset()

    def at(self, offset: int) -> Place:
        return Place(self.path, self.writing.line_of(offset))

    def found(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield where an expression stands in the prose."""
        yield from pattern.finditer(self.writing.prose)
