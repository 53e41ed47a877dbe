"""The gateway of events: registrations counted where they are taken, within one transaction."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from comptoir.errors import InputError
from comptoir.store.doors import Transaction
from comptoir.store.sequences import next_number
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.events import event_cost, event_done, event_registration, event_ticket
from comptoir.store.tables.outbox import outbox

SERIES = "INS"


class State(StrEnum):
    REGISTERED = "registered"
    WAITING = "waiting"
    CANCELLED = "cancelled"
    ATTENDED = "attended"
    MISSED = "missed"


SEATED = (State.REGISTERED.value, State.ATTENDED.value, State.MISSED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    id: int
    reference: str
    event: str
    contact_id: int
    contact: str
    seats: int
    state: State
    source: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    line: str
    what: str
    amount: Decimal
    on: date
    voucher: str


def add(
    tx: Transaction, event: str, contact_id: int, *, seats: int, state: State, source: str
) -> Registration:
    reference = next_number(tx.db, series=SERIES, year=tx.ctx.today.year)
    tx.db.execute(
        insert(event_registration).values(
            reference=reference, event=event, contact_id=contact_id, seats=seats,
            state=state.value, source=source, made_at=tx.now,
        )
    )  # fmt: skip
    tx.record("event_registration", reference, {"state": (None, state.value)})
    return by_reference(tx.db, reference)


def change(tx: Transaction, one: Registration, *, state: State, seats: int | None = None) -> None:
    """Change a registration; who cancels and comes back stands last."""
    values: dict[str, Any] = {"state": state.value, "seats": seats or one.seats}
    if one.state is State.CANCELLED:
        values["made_at"] = tx.now
    here = event_registration.c.id == one.id
    tx.db.execute(update(event_registration).where(here).values(values))
    tx.record("event_registration", one.reference, {"state": (one.state.value, state.value)})


def _query() -> Any:
    return select(event_registration, contact.c.reference.label("contact")).join(
        contact, contact.c.id == event_registration.c.contact_id
    )


def by_reference(db: Connection, reference: str) -> Registration:
    """Return one registration.

    Raises:
        InputError: none bears that number.
    """
    wanted = event_registration.c.reference == reference.strip().upper()
    row = db.execute(_query().where(wanted)).first()
    if row is None:
        raise InputError(
            f"aucune inscription ne porte le numéro « {reference} ».",
            remedy="Voyez-les : comptoir évènement montrer ÉVÈNEMENT",
        )
    return _made(row)


def of_contact(db: Connection, event: str, contact_id: int) -> Registration | None:
    here = (event_registration.c.event == event) & (event_registration.c.contact_id == contact_id)
    row = db.execute(_query().where(here)).first()
    return None if row is None else _made(row)


def registrations(db: Connection, event: str) -> list[Registration]:
    """Return all registrations of an event, the first come first."""
    order = (event_registration.c.made_at, event_registration.c.id)
    rows = db.execute(_query().where(event_registration.c.event == event).order_by(*order))
    return [_made(row) for row in rows]


def invited(db: Connection, campaign: str) -> frozenset[int]:
    """Return the contacts to whom an invitation left."""
    sent = (outbox.c.campaign == campaign) & (outbox.c.state == "sent")
    return frozenset(db.execute(select(outbox.c.contact_id).where(sent)).scalars())


def taken(db: Connection, event: str) -> int:
    """Return how many seats are taken: by registrations, and by tickets sold at the door."""
    here = (event_registration.c.event == event) & event_registration.c.state.in_(SEATED)
    seats = select(func.coalesce(func.sum(event_registration.c.seats), 0)).where(here)
    door = select(func.count()).where(
        event_ticket.c.event == event, event_ticket.c.registration_id.is_(None),
        event_ticket.c.state != "cancelled",
    )  # fmt: skip
    return int(db.execute(seats).scalar() or 0) + int(db.execute(door).scalar() or 0)


def awaited(db: Connection) -> frozenset[str]:
    """Return the events of which somebody is registered, and not known to have come or not."""
    here = event_registration.c.state == State.REGISTERED.value
    return frozenset(
        db.execute(select(event_registration.c.event).where(here).distinct()).scalars()
    )


def done(db: Connection, event: str) -> dict[str, date]:
    """Return the tasks that were done, and when."""
    rows = db.execute(select(event_done).where(event_done.c.event == event))
    return {row.task: row.on for row in rows}


def mark_done(tx: Transaction, event: str, task: str, on: date) -> None:
    tx.db.execute(
        insert(event_done).values(event=event, task=task, on=on, login=tx.ctx.actor.login)
    )
    tx.record("event", event, {"task": (None, task)})


def add_cost(tx: Transaction, event: str, cost: Cost) -> None:
    tx.db.execute(
        insert(event_cost).values(
            event=event, line=cost.line, what=cost.what, amount=cost.amount, on=cost.on,
            voucher=cost.voucher,
        )
    )  # fmt: skip
    tx.record("event", event, {"cost": (None, str(cost.amount))})


def costs(db: Connection, event: str) -> list[Cost]:
    rows = db.execute(
        select(event_cost).where(event_cost.c.event == event).order_by(event_cost.c.id)
    )
    return [
        Cost(line=r.line, what=r.what, amount=r.amount, on=r.on, voucher=r.voucher) for r in rows
    ]


def _made(row: Row[Any]) -> Registration:
    return Registration(**{**row._asdict(), "state": State(row.state)})
