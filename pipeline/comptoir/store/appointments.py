"""The gateway of appointments: taken in a transaction, so that nobody is promised twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from comptoir.errors import InputError
from comptoir.store.doors import Transaction
from comptoir.store.sequences import next_number
from comptoir.store.tables.appointments import appointment
from comptoir.store.tables.contacts import contact

SERIES = "RV"


class State(StrEnum):
    BOOKED = "booked"
    KEPT = "kept"
    MISSED = "missed"
    CANCELLED = "cancelled"
    BUSY = "busy"  # of an imported calendar


TAKES = (State.BOOKED.value, State.KEPT.value, State.BUSY.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """An appointment as the base holds it; instants in UTC."""

    id: int
    reference: str
    contact_id: int | None
    contact: str
    agent: str
    room: str
    starts: datetime
    ends: datetime
    subject: str
    state: State
    request: str
    uid: str
    revision: int
    reminded_at: datetime | None


def add(
    tx: Transaction, *, uid: str = "", state: State = State.BOOKED, **values: Any
) -> Appointment:
    reference = next_number(tx.db, series=SERIES, year=tx.ctx.today.year)
    row = {**values, "reference": reference, "uid": uid or reference, "state": state.value,
           "made_at": tx.now}  # fmt: skip
    tx.db.execute(insert(appointment).values(row))
    tx.record("appointment", reference, {"starts": (None, values["starts"])})
    return by_reference(tx.db, reference)


def change(tx: Transaction, one: Appointment, **values: Any) -> Appointment:
    """Change an appointment: its calendar file is of the next revision."""
    said = {**values, "revision": one.revision + 1}
    tx.db.execute(update(appointment).where(appointment.c.id == one.id).values(said))
    changes = {name: (str(getattr(one, name)), str(value)) for name, value in values.items()}
    tx.record("appointment", one.reference, changes)
    return by_reference(tx.db, one.reference)


def reminded(tx: Transaction, one: Appointment) -> None:
    said = update(appointment).where(appointment.c.id == one.id).values(reminded_at=tx.now)
    tx.db.execute(said)
    tx.record("appointment", one.reference, {"reminded": (None, True)})


def _query() -> Any:
    return select(appointment, contact.c.reference.label("contact")).outerjoin(
        contact, contact.c.id == appointment.c.contact_id
    )


def by_reference(db: Connection, reference: str) -> Appointment:
    """Return one appointment.

    Raises:
        InputError: none bears that number.
    """
    wanted = appointment.c.reference == reference.strip().upper()
    row = db.execute(_query().where(wanted)).first()
    if row is None:
        raise InputError(
            f"aucun rendez-vous ne porte le numéro « {reference} ».",
            remedy="Voyez-les : comptoir rendez-vous lister",
        )
    return _made(row)


def by_uid(db: Connection, uid: str) -> Appointment | None:
    row = db.execute(_query().where(appointment.c.uid == uid)).first()
    return None if row is None else _made(row)


def between(
    db: Connection, first: datetime, last: datetime, *, states: Sequence[str] = TAKES
) -> list[Appointment]:
    """Return what overlaps a span of time, in order."""
    inside = (appointment.c.starts < last) & (appointment.c.ends > first)
    query = _query().where(inside, appointment.c.state.in_(states))
    rows = db.execute(query.order_by(appointment.c.starts, appointment.c.id))
    return [_made(row) for row in rows]


def of_contact(db: Connection, contact_id: int) -> list[Appointment]:
    query = _query().where(appointment.c.contact_id == contact_id)
    return [_made(row) for row in db.execute(query.order_by(appointment.c.starts.desc()))]


def _made(row: Row[Any]) -> Appointment:
    values = row._asdict()
    del values["made_at"]
    return Appointment(**{**values, "contact": row.contact or "", "state": State(row.state)})
