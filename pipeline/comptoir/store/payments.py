"""The gateway of payments: what was received, and what each share of it paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select

from comptoir.payments import VERSION, Method, Payment, Share, ShareKind
from comptoir.store.doors import Transaction
from comptoir.store.ids import next_ids
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.payments import payment, payment_part


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A payment to write: whose it is, and the record that each share pays."""

    payment: Payment
    contact_id: int
    records: tuple[int, ...]  # one a share: id of the invoice, membership or donation


RECORDS = {
    ShareKind.INVOICE: "invoice_id",
    ShareKind.MEMBERSHIP: "membership_id",
    ShareKind.DONATION: "donation_id",
}


def payment_ids(db: Connection, count: int) -> range:
    return next_ids(db, payment, count)


def add(tx: Transaction, received: Sequence[Received], *, ids: Sequence[int]) -> None:
    """Write payments and their shares; the rank of a share is that of its posting."""
    if not received:
        return
    tx.db.execute(
        insert(payment),
        [
            {
                "id": payment_id,
                "number": each.payment.number,
                "contact_id": each.contact_id,
                "received_on": each.payment.received_on,
                "method": each.payment.method.value,
                "amount": each.payment.amount,
                "reference": each.payment.reference,
                "recorded_at": tx.now,
                "module": VERSION,
            }
            for payment_id, each in zip(ids, received, strict=True)
        ],
    )


def add_shares(tx: Transaction, received: Sequence[Received], *, ids: Sequence[int]) -> None:
    """Write the shares, once the records that they pay are there."""
    rows: list[dict[str, Any]] = []
    for payment_id, each in zip(ids, received, strict=True):
        for rank, (share, record) in enumerate(
            zip(each.payment.shares, each.records, strict=True), 1
        ):
            row: dict[str, Any] = dict.fromkeys(RECORDS.values())
            row |= {"payment_id": payment_id, "rank": rank, "kind": share.kind.value}
            rows.append(row | {"amount": share.amount, RECORDS[share.kind]: record})
    if rows:
        tx.db.execute(insert(payment_part), rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A payment as the base holds it."""

    id: int
    contact_id: int
    payment: Payment


def all_payments(db: Connection) -> list[Kept]:
    """Read every payment with its shares, in order."""
    shares: dict[int, list[Share]] = {}
    for row in db.execute(
        select(payment_part).order_by(payment_part.c.payment_id, payment_part.c.rank)
    ):
        share = Share(kind=ShareKind(row.kind), amount=row.amount)
        shares.setdefault(row.payment_id, []).append(share)
    return [
        Kept(
            id=row.id,
            contact_id=row.contact_id,
            payment=Payment(
                number=row.number,
                payer=row.payer,
                received_on=row.received_on,
                method=Method(row.method),
                amount=row.amount,
                reference=row.reference,
                shares=tuple(shares.get(row.id, ())),
            ),
        )
        for row in db.execute(
            select(payment, contact.c.reference.label("payer"))
            .join(contact, contact.c.id == payment.c.contact_id)
            .order_by(payment.c.id)
        )
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidShare:
    """A share that paid an invoice: where its posting is."""

    payment_number: str
    received_on: date
    rank: int
    amount: Any


def shares_of(db: Connection, invoice_id: int) -> list[PaidShare]:
    """Return what paid an invoice, oldest first."""
    query = (
        select(
            payment.c.number,
            payment.c.received_on,
            payment_part.c.rank,
            payment_part.c.amount,
        )
        .join(payment, payment.c.id == payment_part.c.payment_id)
        .where(payment_part.c.invoice_id == invoice_id)
        .order_by(payment.c.id, payment_part.c.rank)
    )
    return [
        PaidShare(
            payment_number=row.number,
            received_on=row.received_on,
            rank=row.rank,
            amount=row.amount,
        )
        for row in db.execute(query)
    ]
