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
    received_format: str = ""  # extension it came with: pdf, xml, eml, jpg…
    kept_format: str = ""
    scanned: bool = False  # made from a paper
    paper_destroyed: bool = False
    faithful: bool = False  # in full, in colour where colour means something
    sealed: bool = False  # hash and time taken when it was scanned
    readable: bool = True  # somebody can still open it
    signature: str = ""  # simple, advanced, qualified
    signed: bool = False
    registered: bool = False  # a registered letter
    proof: str = ""  # of its posting and receipt

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
    validated_by: str = ""  # profile, not a name

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)


@dataclass(frozen=True, kw_only=True)
class Reprint:
    """A document printed or sent again."""

    number: str = "F-2026-0001"
    original: str = "F-2026-0001"
    marked: bool = False  # « duplicata », printed on it

    def at(self, part: str = "") -> Place:
        return Place(self.number, field=part)


@dataclass(frozen=True, kw_only=True)
class InspectionAccess:
    """What an inspector could do from the seat."""

    id: str = "contrôle"
    read_only_role: bool = False
    export_by_period: bool = False
    export_by_customer: bool = False

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)


@dataclass(frozen=True, kw_only=True)
class OpenData:
    """A data set drawn from the archive and published."""

    id: str = "jeu de données"
    fields: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()  # fields that say who
    anonymised: bool = False
    basis: str = ""  # a text that orders it, or consents

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)


@dataclass(frozen=True, kw_only=True)
class ArchivedErasure:
    """A request for erasure that meets something the law keeps."""

    id: str = "demande 1"
    kept: int = 0  # items of the archive that stay
    ground: str = ""  # told to the person
    restricted: bool = False  # out of everyday reach

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)


@dataclass(frozen=True, kw_only=True)
class Migration:
    """A change of tool, or of place."""

    id: str = "migration 1"
    items_before: int = 0
    items_after: int = 0
    hashes_compared: bool = False
    differing: int = 0
    old_readable: bool = False

    def at(self, part: str = "") -> Place:
        return Place(self.id, field=part)
