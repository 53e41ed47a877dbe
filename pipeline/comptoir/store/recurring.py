"""The gateway of recurring sales: what comes back, and the periods that were invoiced."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select, update

from comptoir.errors import InputError
from comptoir.sales import Offer
from comptoir.sales.plain import from_json, to_json
from comptoir.sales.recurring import Recurring, Term
from comptoir.store.doors import Transaction
from comptoir.store.ids import next_id
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.recurring import recurring, recurring_term


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A recurring sale as the base holds it."""

    id: int
    contact_id: int
    made: Recurring
    done: dict[date, str]  # invoice of each period, by its first day


def add(tx: Transaction, made: Recurring, *, contact_id: int) -> None:
    tx.db.execute(
        insert(recurring).values(
            id=next_id(tx.db, recurring),
            number=made.number,
            contact_id=contact_id,
            every=made.every,
            starts=made.starts,
            ends=made.ends,
            content=to_json(made.offer),
            recorded_at=tx.now,
        )
    )
    tx.record("recurring", made.number, {"starts": (None, made.starts)})


def end(tx: Transaction, kept: Kept, on: date) -> None:
    """Invoice no period that starts after a day."""
    tx.db.execute(update(recurring).where(recurring.c.id == kept.id).values(ends=on))
    tx.record("recurring", kept.made.number, {"ends": (kept.made.ends, on)})


def note(tx: Transaction, kept: Kept, term: Term, invoice: str) -> None:
    """Say that a period is invoiced; the base refuses a second time."""
    values = {"recurring_id": kept.id, "starts": term.starts, "invoice": invoice}
    tx.db.execute(insert(recurring_term).values(values))


def all_recurring(db: Connection) -> list[Kept]:
    """Return every recurring sale of those who are in the base, oldest first."""
    query = (
        select(recurring, contact.c.reference)
        .join(contact, contact.c.id == recurring.c.contact_id)
        .where(contact.c.erased_at.is_(None))
        .order_by(recurring.c.id)
    )
    done: dict[int, dict[date, str]] = {}
    for row in db.execute(select(recurring_term)):
        done.setdefault(row.recurring_id, {})[row.starts] = row.invoice
    return [_kept(row, done.get(row.id, {})) for row in db.execute(query)]


def numbered(db: Connection, number: str) -> Kept:
    """Return a recurring sale by its number.

    Raises:
        InputError: there is none.
    """
    wanted = number.strip().upper()
    for one in all_recurring(db):
        if one.made.number == wanted:
            return one
    raise InputError(
        f"Aucun abonnement n’a le numéro {wanted}.",
        remedy="Voyez-les : comptoir facture récurrente.",
    )


def _kept(row: Any, done: dict[date, str]) -> Kept:
    return Kept(
        id=row.id,
        contact_id=row.contact_id,
        made=Recurring(
            number=row.number,
            customer=row.reference,
            offer=from_json(Offer, row.content),
            every=row.every,
            starts=row.starts,
            ends=row.ends,
        ),
        done=done,
    )
