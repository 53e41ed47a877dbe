"""The gateway of tickets: numbered within the act that sells them, used once."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from comptoir.agenda.tickets import State, Ticket
from comptoir.errors import InputError
from comptoir.store.doors import Transaction
from comptoir.store.tables.events import event_registration, event_ticket


def add(
    tx: Transaction, event: str, codes: Sequence[str], *, category: str, price: Decimal,
    registration_id: int | None, voucher: str,
) -> list[Ticket]:  # fmt: skip
    """Write tickets, numbered after the last of the event."""
    last = tx.db.execute(
        select(func.max(event_ticket.c.number)).where(event_ticket.c.event == event)
    ).scalar()
    first = int(last or 0) + 1
    tx.db.execute(
        insert(event_ticket),
        [
            {
                "event": event, "number": number, "code": code, "category": category,
                "price": price, "sold_on": tx.ctx.today, "registration_id": registration_id,
                "voucher": voucher, "state": State.VALID.value,
            }
            for number, code in enumerate(codes, first)
        ],
    )  # fmt: skip
    tx.record("event", event, {"tickets": (None, f"{first}-{first + len(codes) - 1}")})
    return [one for one in of_event(tx.db, event) if one.number >= first]


def _query() -> Select[Any]:
    return select(event_ticket, event_registration.c.reference).outerjoin(
        event_registration, event_registration.c.id == event_ticket.c.registration_id
    )


def of_event(db: Connection, event: str) -> list[Ticket]:
    """Return the tickets of an event, by number."""
    query = _query().where(event_ticket.c.event == event).order_by(event_ticket.c.number)
    return [_made(row) for row in db.execute(query)]


def by_code(db: Connection, code: str) -> Ticket:
    """Return the ticket that bears a code.

    Raises:
        InputError: none does.
    """
    row = db.execute(_query().where(event_ticket.c.code == code)).first()
    if row is None:
        raise InputError(
            f"aucun billet ne porte le code « {code} ».",
            remedy="Relisez-le : huit lettres et chiffres, sans O, I, L, U, 0 ni 1.",
        )
    return _made(row)


def settle(tx: Transaction, one: Ticket, state: State) -> None:
    """Change what a ticket is worth."""
    used = tx.now if state is State.USED else None
    here = event_ticket.c.code == one.code
    tx.db.execute(update(event_ticket).where(here).values(state=state.value, used_at=used))
    tx.record("event", one.event, {f"ticket {one.label}": (one.state.value, state.value)})


def _made(row: Row[Any]) -> Ticket:
    return Ticket(
        event=row.event, number=row.number, code=row.code, category=row.category, price=row.price,
        sold_on=row.sold_on, registration=row.reference or "", voucher=row.voucher,
        state=State(row.state), used_at=row.used_at,
    )  # fmt: skip
