"""The whole population, drawn from one seed; every part has a generator of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from example.population.contact_points import ContactPoints
from example.population.duplicates import DUPLICATES, REJECTED, Doubles, rejected
from example.population.fair import fair
from example.population.gifts import gifts
from example.population.memberships import members_by_season, memberships
from example.population.model import Contact, Gift, Membership, SaleLine
from example.population.organisations import organisations
from example.population.people import Households
from example.population.profiles import acts_of, profiled
from example.population.sales import sales
from example.population.trades import ASSOCIATIONS, BUSINESSES, PUBLIC_BODIES

SEED = "halage-2026"
ROWS = 2000
ORGANISATIONS = len(BUSINESSES) + len(ASSOCIATIONS) + len(PUBLIC_BODIES)
PEOPLE = ROWS - ORGANISATIONS - DUPLICATES - REJECTED
OLD_DUES_ON_DOUBLES = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Rows in the order of the spreadsheet, and what they stand for."""

    contacts: tuple[Contact, ...]  # people and organisations, once each
    doubles: dict[int, int]  # key of a second row → key of the person
    refused: frozenset[int]  # keys of rows that no import may accept
    rows: tuple[Contact, ...]
    dues: tuple[Membership, ...]
    gifts: tuple[Gift, ...]
    sales: tuple[SaleLine, ...]
    fair: tuple[list[str], ...]

    @property
    def references(self) -> dict[int, str]:
        return {contact.key: contact.reference for contact in self.rows}

    @property
    def history(self) -> tuple[Membership, ...]:
        """Dues of the file: all but the last, that the demonstration records itself."""
        return self.dues[:-1]

    @property
    def late_member(self) -> str:
        """Reference of the member whose dues the demonstration records."""
        return self.references[self.dues[-1].key]

    @property
    def members(self) -> frozenset[int]:
        """Keys of those whose dues of the season are paid."""
        return frozenset(due.key for due in self.dues if due.season == "2026-2027")


def draw(seed: str = SEED) -> World:
    """Draw everything; the same seed gives the same world."""

    def rng(part: str) -> Random:
        return Random(f"{seed}/{part}")

    households = Households(rng("people"), ContactPoints(rng("points")))
    contacts = households.until(PEOPLE)
    contacts += organisations(rng("organisations"), households)
    dues = memberships(members_by_season(contacts, rng("members")), rng("dues"))
    given, sold = gifts(contacts, rng("gifts")), sales(contacts, rng("sales"))
    contacts = profiled(contacts, acts_of(dues, given, sold), rng("profiles"))

    pairs = Doubles(rng("doubles"), households).drawn(contacts)
    refused = rejected(len(contacts) + len(pairs), households)
    rows = _referenced([*contacts, *(double for double, _ in pairs), *refused], rng("order"))
    doubles = {double.key: key for double, key in pairs}
    return World(
        contacts=tuple(contacts),
        doubles=doubles,
        refused=frozenset(contact.key for contact in refused),
        rows=tuple(rows),
        dues=tuple(_some_on_doubles(dues, doubles)),
        gifts=tuple(given),
        sales=tuple(sold),
        fair=tuple(fair(contacts, households, rng("fair"))),
    )


def _referenced(contacts: Sequence[Contact], rng: Random) -> list[Contact]:
    """Number the rows as they were typed in, more or less by date."""

    def typed_on(contact: Contact) -> date:
        return contact.source_on or date(2019, 1, rng.randrange(7, 31))

    ordered = sorted(contacts, key=lambda c: (typed_on(c), c.key))
    return [replace(c, reference=f"AH-{rank:04d}") for rank, c in enumerate(ordered, start=1)]


def _some_on_doubles(dues: Sequence[Membership], doubles: dict[int, int]) -> list[Membership]:
    """Old dues of some people stand on their second row: merging must bring them together."""
    second_row = {person: double for double, person in doubles.items()}
    found, moved = [], 0
    for due in dues:
        moves = due.season == "2024-2025" and due.key in second_row and moved < OLD_DUES_ON_DOUBLES
        moved += moves
        found.append(replace(due, key=second_row[due.key]) if moves else due)
    return found
