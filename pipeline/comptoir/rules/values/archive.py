"""What is kept, for how long, and what is destroyed."""

from dataclasses import dataclass
from datetime import date

from comptoir.errors import Place


@dataclass(frozen=True, kw_only=True)
class ArchiveItem:
    """One thing of the archive."""

    id: str = "A-000001"
    name: str = ""  # of the file
    kind: str = ""  # invoice, credit_note, quote, book, gift_receipt, statutes, minutes, mail…
    category: str = ""  # sales, dues, gifts, bank…
    retention: str = ""  # class of retention
    starts_on: date | None = None
    keep_until: date | None = None
    permanent: bool = False
    recorded_hash: str = ""
    current_hash: str = ""
    access: str = ""  # public, team, finance, health, legal
    country: str = "FR"
    hold_reason: str = ""
    hold_owner: str = ""
    hold_until: date | None = None
    on_hold: bool = False
    erased_on: date | None = None

    def at(self, part: str = "") -> Place:
        return Place(f"archive {self.id}", field=part)


@dataclass(frozen=True, kw_only=True)
class Destruction:
    """A purge: what, how many, by which rule, on whose word."""

    id: str = "purge 1"
    on: date | None = None
    category: str = ""
    count: int | None = None
    rule: str = ""
    names_kept: bool = False  # the log holds what was destroyed
    visa: str = ""  # of the public archives

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)
