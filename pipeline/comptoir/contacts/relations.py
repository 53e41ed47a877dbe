"""What one contact is to another: of one household, an employer, a legal guardian."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comptoir.contacts.model import Contact
from comptoir.errors.french import unknown
from comptoir.text import fold


class RelationKind(StrEnum):
    """What the other one is to the contact."""

    HOUSEHOLD = "household"
    EMPLOYER = "employer"
    GUARDIAN = "guardian"

    @property
    def french(self) -> str:
        return {"household": "foyer", "employer": "employeur", "guardian": "responsable légal"}[
            self.value
        ]

    @property
    def back(self) -> str:
        """What the contact is to the other one."""
        return {"household": "foyer", "employer": "emploie", "guardian": "représente"}[self.value]


_WORDS = {
    "foyer": RelationKind.HOUSEHOLD, "conjoint": RelationKind.HOUSEHOLD,
    "conjointe": RelationKind.HOUSEHOLD, "famille": RelationKind.HOUSEHOLD,
    "employeur": RelationKind.EMPLOYER, "representant": RelationKind.GUARDIAN,
    "responsable": RelationKind.GUARDIAN, "responsable legal": RelationKind.GUARDIAN,
    "parent": RelationKind.GUARDIAN, "tuteur": RelationKind.GUARDIAN,
    "tutrice": RelationKind.GUARDIAN, **{kind.value: kind for kind in RelationKind},
}  # fmt: skip


def relation_kind(word: str) -> RelationKind:
    """
    >>> relation_kind("Responsable légal")
    <RelationKind.GUARDIAN: 'guardian'>

    Raises:
        InputError: it is none that we know, with the nearest.
    """
    found = _WORDS.get(fold(word))
    if found is None:
        known = [kind.french for kind in RelationKind]
        raise unknown("relation", word, known, remedy=f"Relations : {', '.join(known)}.")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation, seen from one of the two."""

    word: str  # what the other one is
    other: Contact
    since: date | None = None
    until: date | None = None
