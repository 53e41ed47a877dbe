"""Where something was found."""

from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A file, and inside it a line, a column or a field: what a reader needs to go there.

    >>> str(Place("contacts.csv", 12, "Date de naissance"))
    'contacts.csv, ligne 12, « Date de naissance »'
    >>> str(Place("legal/organisation.toml", field="siren"))
    'legal/organisation.toml, « siren »'
    """

    path: str
    line: int = 0  # 1-based; 0 where lines mean nothing
    field: str = ""
    column: int = 0  # 1-based; 0 when unknown

    @classmethod
    def of(cls, path: PurePath | str, line: int = 0, field: str = "") -> "Place":
        return cls(str(path), line, field)

    def __str__(self) -> str:
        parts = [self.path] if self.path else []
        if self.line:
            parts.append(f"ligne {self.line}")
        if self.field:
            parts.append(f"« {self.field} »")
        return ", ".join(parts)
