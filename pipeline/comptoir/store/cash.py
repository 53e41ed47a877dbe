"""The gateway of the cash box: its movements, as the journal has them, and its counts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, func, insert, select

from comptoir.law import chart
from comptoir.money import ZERO
from comptoir.store.doors import Transaction
from comptoir.store.tables.ledger import entry, posting
from comptoir.store.tables.payments import cash_count


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Money that came into the cash box, or left it."""

    on: date
    voucher: str
    label: str
    amount: Decimal  # > 0 came in


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A count of the cash box, beside what the books say."""

    number: str  # CC-2026-0001
    on: date
    counted: Decimal
    expected: Decimal
    booked: Decimal  # of the gap
    note: str
    counted_by: str  # login

    @property
    def gap(self) -> Decimal:
        return self.counted - self.expected


def held(db: Connection, *, before: date | None = None) -> Decimal:
    """Return what the books say is in the cash box, now or on the eve of a day."""
    query = select(func.sum(posting.c.amount)).join(entry, entry.c.id == posting.c.entry_id)
    query = query.where(posting.c.account == chart.CASH)
    if before:
        query = query.where(entry.c.date < before)
    return db.execute(query).scalar() or ZERO


def movements(db: Connection, first: date, last: date) -> list[Movement]:
    query = (
        select(entry.c.date, entry.c.voucher, posting.c.label, posting.c.amount)
        .join(entry, entry.c.id == posting.c.entry_id)
        .where(posting.c.account == chart.CASH, entry.c.date.between(first, last))
        .order_by(entry.c.date, entry.c.id, posting.c.rank)
    )
    return [
        Movement(on=row.date, voucher=row.voucher, label=row.label, amount=row.amount)
        for row in db.execute(query)
    ]


def add_count(tx: Transaction, made: Count) -> None:
    values = {name: getattr(made, name) for name in made.__slots__}
    tx.db.execute(insert(cash_count).values(values | {"recorded_at": tx.now}))
    tx.record("cash_count", made.number, {"counted": (None, made.counted)})


def counts(db: Connection, first: date, last: date) -> list[Count]:
    """Return the counts of some days, oldest first."""
    names = Count.__slots__
    query = select(cash_count).where(cash_count.c.on.between(first, last)).order_by(cash_count.c.id)
    return [Count(**{name: row[name] for name in names}) for row in db.execute(query).mappings()]
