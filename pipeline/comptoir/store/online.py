"""The gateway of online payments: what a service holds for us, and what it paid out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, insert, select, update

from comptoir.money import ZERO
from comptoir.store.doors import Transaction
from comptoir.store.ids import next_ids
from comptoir.store.payments import payments_gone
from comptoir.store.tables.members import donation
from comptoir.store.tables.payments import online_payment, payment, payout


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOnline:
    """A payment that a service still holds for us."""

    payment_id: int
    reference: str
    on: date
    amount: Decimal  # less what was taken back of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """What a service says of a payment."""

    reference: str
    payout: str  # what brought it to the bank, if something did
    paid_out_on: date | None
    gave_receipt: bool  # to the donor


def theirs(db: Connection) -> dict[int, Theirs]:
    """Return what services say of payments, by id of payment."""
    given = select(donation.c.payment_id).where(donation.c.receipt_by != "")
    receipted = set(db.execute(given).scalars())
    query = select(
        online_payment.c.payment_id, online_payment.c.reference,
        payout.c.reference.label("payout"), payout.c.on,
    ).join(payout, payout.c.id == online_payment.c.payout_id, isouter=True)  # fmt: skip
    return {
        row.payment_id: Theirs(
            reference=row.reference, payout=row.payout or "", paid_out_on=row.on,
            gave_receipt=row.payment_id in receipted,
        )
        for row in db.execute(query)
    }  # fmt: skip


def references(db: Connection) -> set[str]:
    """Return the references of the service that are recorded."""
    return set(db.execute(select(online_payment.c.reference)).scalars())


def add(tx: Transaction, payment_id: int, reference: str) -> None:
    values = {"payment_id": payment_id, "reference": reference}
    tx.db.execute(insert(online_payment).values(values))


def held(db: Connection) -> list[HeldOnline]:
    """Return what no payout has brought yet, oldest first."""
    query = (
        select(payment, online_payment.c.reference.label("theirs"))
        .join(online_payment, online_payment.c.payment_id == payment.c.id)
        .where(online_payment.c.payout_id.is_(None))
        .order_by(payment.c.received_on, payment.c.id)
    )
    gone = payments_gone(db)
    return [
        HeldOnline(
            payment_id=row.id,
            reference=row.theirs,
            on=row.received_on,
            amount=row.amount - gone.get(row.id, ZERO),
        )
        for row in db.execute(query)
    ]


def add_payout(
    tx: Transaction,
    number: str,
    reference: str,
    *,
    on: date,
    payments: Sequence[HeldOnline],
) -> Decimal:
    """Write a payout and the payments that it brings; return its amount."""
    amount = sum((one.amount for one in payments), ZERO)
    (id_,) = next_ids(tx.db, payout, 1)
    values = {"id": id_, "number": number, "reference": reference, "on": on, "amount": amount}
    tx.db.execute(insert(payout).values(values | {"recorded_at": tx.now}))
    for one in payments:
        here = online_payment.c.payment_id == one.payment_id
        tx.db.execute(update(online_payment).where(here).values(payout_id=id_))
    tx.record("payout", number, {"amount": (None, amount)})
    return amount


def payouts(db: Connection) -> dict[str, tuple[str, date, Decimal]]:
    """Return the number, the day and the amount of each payout, by the service's reference."""
    return {row.reference: (row.number, row.on, row.amount) for row in db.execute(select(payout))}
