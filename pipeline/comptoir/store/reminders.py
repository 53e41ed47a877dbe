"""The gateway of reminders: each level of an invoice once, and what suspends them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, insert, select

from comptoir.reminders import Done
from comptoir.store.contacts import chunks
from comptoir.store.doors import Transaction
from comptoir.store.tables.reminders import reminder, reminder_hold


def done(db: Connection, invoice_ids: Sequence[int]) -> dict[int, tuple[Done, ...]]:
    """Return the reminders that left, by invoice."""
    found: dict[int, tuple[Done, ...]] = {}
    for piece in chunks(invoice_ids):
        query = select(reminder).where(reminder.c.invoice_id.in_(piece)).order_by(reminder.c.level)
        for row in db.execute(query):
            known = found.get(row.invoice_id, ())
            found[row.invoice_id] = (*known, Done(row.level, row.on))
    return found


def add(
    tx: Transaction, invoice_id: int, number: str, done: Done, *, channel: str, path: str
) -> None:
    """Record a reminder: the base takes each level of an invoice once."""
    tx.db.execute(
        insert(reminder).values(
            invoice_id=invoice_id, level=done.level, on=done.on, channel=channel, path=path,
            made_at=tx.now,
        )
    )  # fmt: skip
    tx.record("invoice", number, {f"reminder_{done.level}": (None, done.on)})


@dataclass(frozen=True, slots=True)
class Held:
    """Why an invoice is reminded no more, and since when."""

    on: date
    reason: str


def held(db: Connection) -> dict[int, Held]:
    """Return the invoices whose reminders are suspended."""
    rows = db.execute(select(reminder_hold))
    return {row.invoice_id: Held(row.on, row.reason) for row in rows}


def hold(tx: Transaction, invoice_id: int, number: str, told: Held) -> None:
    """Suspend the reminders of an invoice; the newest reason replaces the one before."""
    resume(tx, invoice_id, number)
    tx.db.execute(
        insert(reminder_hold).values(invoice_id=invoice_id, on=told.on, reason=told.reason)
    )
    tx.record("invoice", number, {"reminders": (None, "suspended")})


def resume(tx: Transaction, invoice_id: int, number: str) -> bool:
    """Take up the reminders of an invoice again; return whether they were suspended."""
    was = reminder_hold.c.invoice_id == invoice_id
    if not tx.db.execute(delete(reminder_hold).where(was)).rowcount:
        return False
    tx.record("invoice", number, {"reminders": ("suspended", None)})
    return True
