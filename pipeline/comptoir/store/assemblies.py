"""The gateway of general meetings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, case, delete, func, insert, select, update

from comptoir.errors import InputError
from comptoir.members.meeting import Kind, Member, Presence, Seat, State
from comptoir.settings.assembly import MeetingRules
from comptoir.store.doors import Transaction
from comptoir.store.members import belongs
from comptoir.store.sequences import next_number
from comptoir.store.tables.assemblies import assembly, assembly_item, assembly_seat, officer
from comptoir.store.tables.contacts import contact, contact_role, contact_tag
from comptoir.store.tables.members import membership

SERIES = "AG"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A point of the agenda, and what was voted on it."""

    position: int
    title: str
    said: str = ""
    voices: int | None = None
    in_favour: int | None = None
    against: int | None = None
    abstained: int | None = None
    carried: bool | None = None
    chair: bool | None = None  # the casting vote, where the sides were even


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    id: int
    number: str
    kind: Kind
    title: str
    on: date
    at: str
    place: str
    event: str
    call: int
    first_id: int | None
    state: State
    convened_on: date | None
    campaign: str
    rules: str  # those it was opened under, in JSON; nothing before
    members: int | None
    voters: int | None
    needed: int | None
    opened_at: datetime | None
    closed_at: datetime | None
    minutes: str

    @property
    def frozen(self) -> MeetingRules | None:
        """The rules it was opened under."""
        return MeetingRules.model_validate_json(self.rules) if self.rules else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """A mandate that a meeting gave."""

    id: int
    assembly: str
    elected_on: date
    contact: str
    contact_id: int
    position: int  # of the point of the agenda
    role: str
    since: date
    until: date | None
    votes: int | None
    declared_on: date | None
    receipt: str


def add(tx: Transaction, values: dict[str, Any], items: Sequence[str], *, year: int) -> Assembly:
    number = next_number(tx.db, series=SERIES, year=year)
    blank = {"campaign": "", "rules": "", "minutes": "", "event": "", "call": 1}
    tx.db.execute(
        insert(assembly).values(blank | values | {"number": number, "state": State.PLANNED.value})
    )
    made = numbered(tx.db, number)
    tx.db.execute(
        insert(assembly_item),
        [
            {"assembly_id": made.id, "position": place, "title": title, "said": ""}
            for place, title in enumerate(items, 1)
        ],
    )
    tx.record("assembly", number, {"state": (None, State.PLANNED.value)})
    return made


def numbered(db: Connection, number: str) -> Assembly:
    """Return one meeting.

    Raises:
        InputError: none bears that number.
    """
    wanted = select(assembly).where(assembly.c.number == number.strip().upper())
    row = db.execute(wanted).first()
    if row is None:
        raise InputError(
            f"aucune assemblée ne porte le numéro « {number} ».",
            remedy="Voyez-les : comptoir assemblée lister",
        )
    return _made(row)


def assemblies(db: Connection) -> list[Assembly]:
    """Return all meetings, the oldest first."""
    return [
        _made(row) for row in db.execute(select(assembly).order_by(assembly.c.on, assembly.c.id))
    ]


def by_id(db: Connection, id_: int) -> Assembly:
    return _made(db.execute(select(assembly).where(assembly.c.id == id_)).one())


def after(db: Connection, first: Assembly) -> Assembly | None:
    """Return the second call of a meeting."""
    row = db.execute(select(assembly).where(assembly.c.first_id == first.id)).first()
    return None if row is None else _made(row)


def _made(row: Row[Any]) -> Assembly:
    return Assembly(**{**row._asdict(), "kind": Kind(row.kind), "state": State(row.state)})


def change(tx: Transaction, one: Assembly, **values: Any) -> Assembly:
    """Change a meeting; the trail says each value."""
    tx.db.execute(update(assembly).where(assembly.c.id == one.id).values(values))
    was = {name: getattr(one, name, "") for name in values}
    tx.record(
        "assembly", one.number, {name: (was[name], new) for name, new in values.items()
                                 if name != "rules"}
    )  # fmt: skip
    return numbered(tx.db, one.number)


def items(db: Connection, one: Assembly) -> list[Item]:
    query = select(assembly_item).where(assembly_item.c.assembly_id == one.id)
    rows = db.execute(query.order_by(assembly_item.c.position))
    return [Item(**{k: v for k, v in row._asdict().items() if k != "assembly_id"}) for row in rows]


def set_item(tx: Transaction, one: Assembly, item: Item, **values: Any) -> None:
    here = (assembly_item.c.assembly_id == one.id) & (assembly_item.c.position == item.position)
    tx.db.execute(update(assembly_item).where(here).values(values))
    place = f"{one.number}/{item.position}"
    tx.record("assembly_item", place, {n: (getattr(item, n), v) for n, v in values.items()})


def members_on(db: Connection, day: date, season: str | None) -> list[Member]:
    """Return the members on a day: of a season or a plan, or by their role without any of these.

    Args:
        db: the base.
        day: the one on which they belong.
        season: that of the day; "" where there are only plans, none where dues are not told.
    """
    since = (
        select(membership.c.contact_id, func.min(membership.c.recorded_on).label("since"))
        .where(membership.c.cancelled_on.is_(None))
        .group_by(membership.c.contact_id)
        .subquery()
    )
    columns = (
        contact.c.id, contact.c.reference, contact.c.kind, contact.c.first_name,
        contact.c.last_name, contact.c.organisation, contact.c.birth_date,
    )  # fmt: skip
    living = contact.c.erased_at.is_(None) & contact.c.deceased_on.is_(None)
    if season is None:
        paid = func.min(contact_role.c.since)
        query = select(*columns, paid.label("since"), paid.label("paid_on")).join(
            contact_role, contact_role.c.contact_id == contact.c.id
        ).where(
            living, contact_role.c.role == "member",
            contact_role.c.since.is_(None) | (contact_role.c.since <= day),
            contact_role.c.until.is_(None) | (contact_role.c.until >= day),
        )  # fmt: skip
    else:
        paid = func.min(case((membership.c.paid_on <= day, membership.c.paid_on)))
        query = select(*columns, since.c.since, paid.label("paid_on")).join(
            membership, membership.c.contact_id == contact.c.id
        ).outerjoin(since, since.c.contact_id == contact.c.id).where(
            living, belongs(season, day), membership.c.recorded_on <= day,
            membership.c.cancelled_on.is_(None) | (membership.c.cancelled_on > day),
        ).group_by(since.c.since)  # fmt: skip
    rows = db.execute(query.group_by(*columns).order_by(contact.c.id))
    return [
        Member(
            id=row.id,
            reference=row.reference,
            name=" ".join(part for part in (row.last_name, row.first_name) if part)
            or row.organisation,
            is_person=row.kind == "person",
            born=row.birth_date,
            since=row.since,
            paid_on=row.paid_on if season is not None else row.paid_on or day,
        )
        for row in rows
    ]


def tags_of(db: Connection, tags: Collection[str]) -> dict[int, set[str]]:
    """Return who bears which of some tags."""
    found: dict[int, set[str]] = {}
    query = select(contact_tag.c.contact_id, contact_tag.c.tag).where(contact_tag.c.tag.in_(tags))
    for row in db.execute(query):
        found.setdefault(row.contact_id, set()).add(row.tag)
    return found


def seats(db: Connection, one: Assembly) -> list[Seat]:
    query = select(assembly_seat).where(assembly_seat.c.assembly_id == one.id)
    return [
        Seat(
            member=row.contact_id, presence=Presence(row.presence), by=row.by_id, voices=row.voices
        )
        for row in db.execute(query.order_by(assembly_seat.c.id))
    ]


def seat(tx: Transaction, one: Assembly, who: Seat, *, label: str) -> None:
    """Say how somebody takes part; it replaces what was said before."""
    unseat(tx, one, who.member)
    tx.db.execute(
        insert(assembly_seat).values(
            assembly_id=one.id, contact_id=who.member, presence=who.presence.value,
            by_id=who.by, voices=who.voices, at=tx.now,
        )
    )  # fmt: skip
    tx.record("assembly", one.number, {"presence": (None, f"{label} {who.presence.value}")})


def unseat(tx: Transaction, one: Assembly, contact_id: int) -> None:
    here = (assembly_seat.c.assembly_id == one.id) & (assembly_seat.c.contact_id == contact_id)
    tx.db.execute(delete(assembly_seat).where(here))


def add_officer(tx: Transaction, one: Assembly, contact_id: int, values: dict[str, Any]) -> None:
    tx.db.execute(
        insert(officer).values(assembly_id=one.id, contact_id=contact_id, receipt="", **values)
    )
    tx.record("assembly", one.number, {"officer": (None, values["role"])})


def officers(db: Connection, one: Assembly | None = None) -> list[Officer]:
    query = (
        select(officer, assembly.c.number, assembly.c.on, contact.c.reference)
        .join(assembly, assembly.c.id == officer.c.assembly_id)
        .join(contact, contact.c.id == officer.c.contact_id)
        .order_by(officer.c.id)
    )
    if one is not None:
        query = query.where(officer.c.assembly_id == one.id)
    return [
        Officer(
            id=row.id, assembly=row.number, elected_on=row.on, contact=row.reference,
            contact_id=row.contact_id, position=row.position, role=row.role, since=row.since,
            until=row.until, votes=row.votes, declared_on=row.declared_on, receipt=row.receipt,
        )
        for row in db.execute(query)
    ]  # fmt: skip


def declare(tx: Transaction, one: Assembly, *, on: date, receipt: str) -> int:
    """Say that the mandates of a meeting were declared; return how many."""
    here = (officer.c.assembly_id == one.id) & officer.c.declared_on.is_(None)
    done = tx.db.execute(update(officer).where(here).values(declared_on=on, receipt=receipt))
    tx.record("assembly", one.number, {"declared_on": (None, on)})
    return done.rowcount
