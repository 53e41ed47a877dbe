"""The gateway of payments: what was received, and what each share of it paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, insert, select

from comptoir.errors import InputError
from comptoir.money import ZERO
from comptoir.payments import VERSION, Kind, Method, Payment, Share, ShareKind
from comptoir.store.doors import Transaction
from comptoir.store.ids import next_ids
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.members import membership, receipt_gift
from comptoir.store.tables.payments import payment, payment_part
from comptoir.store.tables.sales import document, invoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A payment to write: whose it is, and the record that each share pays."""

    payment: Payment
    contact_id: int
    records: tuple[int | None, ...]  # one a share: id of the invoice, membership or donation
    reverses_id: int | None = None


RECORDS = {
    ShareKind.INVOICE: "invoice_id",
    ShareKind.MEMBERSHIP: "membership_id",
    ShareKind.DONATION: "donation_id",
}

RECEIPTS = {ShareKind.MEMBERSHIP: "dues_receipt", ShareKind.DONATION: "gift_receipt"}


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
                "kind": each.payment.kind.value,
                "reverses_id": each.reverses_id,
                "reason": each.payment.reason,
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
            if column := RECORDS.get(share.kind):
                row[column] = record
            rows.append(row | {"amount": share.amount})
    if rows:
        tx.db.execute(insert(payment_part), rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A payment as the base holds it."""

    id: int
    contact_id: int
    payment: Payment
    records: tuple[int | None, ...] = ()  # what each share pays
    gone: Decimal = ZERO  # what was taken back of it


def all_payments(db: Connection) -> list[Kept]:
    """Read every payment with its shares, in order."""
    return _read(db)


def payment_numbered(db: Connection, number: str) -> Kept:
    """Return one payment, and what was taken back of it.

    Raises:
        InputError: there is none of that number.
    """
    found = _read(db, number.strip().upper())
    if not found:
        raise InputError(
            f"Aucun règlement n’a le numéro {number.strip().upper()}.",
            remedy="Voyez-les : comptoir règlement lister.",
        )
    return found[0]


def taking_back(db: Connection, payment_id: int) -> list[Payment]:
    """Return what took back a payment, oldest first."""
    query = select(payment.c.number).where(payment.c.reverses_id == payment_id)
    numbers = db.execute(query.order_by(payment.c.id)).scalars().all()
    return [payment_numbered(db, number).payment for number in numbers]


def receipts_of(db: Connection, kept: Kept) -> list[str]:
    """Return the receipts of the fees and gifts that a payment brought."""
    found: list[str] = []
    for share, record in zip(kept.payment.shares, kept.records, strict=True):
        kind = RECEIPTS.get(share.kind)
        if kind and record is not None:
            here = (document.c.kind == kind) & (document.c.record_id == record)
            if share.kind is ShareKind.DONATION:
                mine = receipt_gift.c.donation_id == record
                here |= document.c.id.in_(select(receipt_gift.c.document_id).where(mine))
            found += db.execute(select(document.c.number).where(here)).scalars()
    return found


def _read(db: Connection, number: str = "") -> list[Kept]:
    reversed_ = payment.alias()
    query = (
        select(payment, contact.c.reference.label("payer"), reversed_.c.number.label("reverses"))
        .join(contact, contact.c.id == payment.c.contact_id)
        .join(reversed_, reversed_.c.id == payment.c.reverses_id, isouter=True)
        .order_by(payment.c.id)
    )
    if number:
        query = query.where(payment.c.number == number)
    rows = db.execute(query).all()
    only = rows[0].id if number and rows else None
    shares, gone = _shares(db, only), payments_gone(db, only)
    return [
        Kept(
            id=row.id,
            contact_id=row.contact_id,
            payment=_payment(row, [share for share, _ in shares.get(row.id, ())]),
            records=tuple(record for _, record in shares.get(row.id, ())),
            gone=gone.get(row.id, ZERO),
        )
        for row in rows
    ]


def _payment(row: Any, shares: Sequence[Share]) -> Payment:
    return Payment(
        number=row.number,
        payer=row.payer,
        received_on=row.received_on,
        method=Method(row.method),
        amount=row.amount,
        reference=row.reference,
        shares=tuple(shares),
        kind=Kind(row.kind),
        reverses=row.reverses or "",
        reason=row.reason,
    )


def _shares(db: Connection, only: int | None) -> dict[int, list[tuple[Share, int | None]]]:
    """Return the shares of payments, or of one, each with the record that it pays."""
    query = (
        select(payment_part, invoice.c.number, membership.c.season)
        .join(invoice, invoice.c.id == payment_part.c.invoice_id, isouter=True)
        .join(membership, membership.c.id == payment_part.c.membership_id, isouter=True)
        .order_by(payment_part.c.payment_id, payment_part.c.rank)
    )
    if only is not None:
        query = query.where(payment_part.c.payment_id == only)
    found: dict[int, list[tuple[Share, int | None]]] = {}
    for row in db.execute(query):
        kind = ShareKind(row.kind)
        about = row.number or row.season or ""
        made = Share(kind=kind, amount=row.amount, about=about)
        record = getattr(row, RECORDS[kind]) if kind in RECORDS else None
        found.setdefault(row.payment_id, []).append((made, record))
    return found


def payments_gone(db: Connection, only: int | None = None) -> dict[int, Decimal]:
    """Return what was taken back of each payment, or of one."""
    query = (
        select(payment.c.reverses_id, func.sum(payment.c.amount).label("sum"))
        .where(payment.c.reverses_id.is_not(None))
        .group_by(payment.c.reverses_id)
    )
    if only is not None:
        query = query.where(payment.c.reverses_id == only)
    return {row.reverses_id: -row.sum for row in db.execute(query)}


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
