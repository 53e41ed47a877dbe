"""`comptoir invoice chain`: a sale from its quote to its payments, each with its amount."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection

from comptoir.context import Context
from comptoir.store import billing, deliveries, payments, reading, sales


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One document or payment of a sale."""

    kind: str  # quote, order, delivery, deposit, invoice, credit, payment
    number: str
    on: date
    amount: Decimal | None = None  # gross; none for a delivery


def chain(ctx: Context, number: str) -> list[Link]:
    """Return the whole of the sale that an invoice belongs to, in the order of a sale."""
    with reading(ctx) as db:
        kept = billing.invoice_numbered(db, number.strip().upper())
        order_id = billing.order_id_of(db, kept)
        bills = [*billing.deposits_of(db, order_id), *billing.finals_of(db, order_id)]
        links = list(_before(db, order_id))
        for bill in bills or [kept]:
            made = bill.invoice
            links.append(
                Link(kind=made.kind.value, number=made.number, on=made.issued_on, amount=made.gross)
            )
            links += [
                Link(kind="credit", number=n.number, on=n.issued_on, amount=-n.gross)
                for n in bill.notes
            ]
            links += [
                Link(
                    kind="payment",
                    number=share.payment_number,
                    on=share.received_on,
                    amount=-share.amount,
                )
                for share in payments.shares_of(db, bill.id)
            ]
    return links


def _before(db: Connection, order_id: int | None) -> list[Link]:
    if order_id is None:
        return []
    kept = sales.order_by_id(db, order_id)
    order = kept.order
    links = []
    if order.quote_number:
        quote = sales.quote_numbered(db, order.quote_number).quote
        gross = quote.offer.totals.gross
        links.append(Link(kind="quote", number=quote.number, on=quote.issued_on, amount=gross))
    gross = order.offer.totals.gross
    links.append(Link(kind="order", number=order.number, on=order.ordered_on, amount=gross))
    return links + [
        Link(kind="delivery", number=note.number, on=note.delivered_on)
        for note in deliveries.of_order(db, order_id)
    ]
