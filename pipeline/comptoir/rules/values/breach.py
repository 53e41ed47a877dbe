"""A breach of personal data, from its discovery to its closing."""

from dataclasses import dataclass
from datetime import datetime

from comptoir.errors import Place


@dataclass(frozen=True, kw_only=True)
class Breach:
    """One line of the register of breaches (GDPR, art. 33.5)."""

    id: str = "violation 1"
    known_at: datetime
    nature: str = ""
    consequences: str = ""
    measures: str = ""
    risk: bool = False  # for the persons
    high_risk: bool = False
    authority_told_at: datetime | None = None
    late_reason: str = ""
    persons_told_at: datetime | None = None
    erased: bool = False  # taken off the register

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)
