"""What was quoted and sold: by month, item, outlet, department and promotion."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    func,
    literal,
    select,
    union_all,
)

from comptoir.contacts.departments import department_said
from comptoir.dashboard import Period
from comptoir.sales import InvoiceKind
from comptoir.sales.outlets import outlet_said
from comptoir.store.measures.lines import NOTHING, ONE, Lines, line, within
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.sales import invoice, invoice_line, quote

SOLD = invoice_line.c.account.like("7%")  # an advance is no sale
OTHERS = {":allowance": "Remises", ":charge": "Ports et frais"}
STATES = {"open": "en cours", "accepted": "accepté", "refused": "refusé", "expired": "expiré"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Promoted:
    """Items in promotion, and when."""

    code: str
    skus: Sequence[str]
    starts: date
    ends: date


def sources(db: Connection, today: date, promotions: Sequence[Promoted]) -> dict[str, Lines]:
    """Return the lines of each indicator of sales."""
    names = _names(db)
    found = {
        "devis": Lines(db=db, ask=lambda p: _quotes(p, today), said=_state),
        "ventes": Lines(db=db, ask=lambda p: _invoices(p, invoice.c.issued_on)),
        "articles": Lines(db=db, ask=_items, said=lambda key: names.get(key, key)),
        "canaux": Lines(db=db, ask=lambda p: _invoices(p, invoice.c.outlet), said=outlet_said),
        "lieux": Lines(
            db=db, ask=lambda p: _invoices(p, contact.c.department), said=department_said
        ),
    }
    if promotions:
        found["promotions"] = Lines(db=db, ask=lambda p: _promoted(p, promotions))
    return found


def _state(key: str) -> str:
    return STATES[key.partition(" ")[2]]


def _quotes(period: Period, today: date) -> Select[Any]:
    """Quotes and their state today, in the order of its life."""
    late = and_(quote.c.state == "open", quote.c.valid_to < today)
    key = case(
        (late, "4 expired"),
        (quote.c.state == "open", "1 open"),
        (quote.c.state == "accepted", "2 accepted"),
        (quote.c.state == "refused", "3 refused"),
        else_="4 expired",
    )
    accepted = case((quote.c.state == "accepted", 1), else_=0)
    decided = case((and_(quote.c.state == "open", quote.c.valid_to >= today), 0), else_=1)
    return line(
        key=key,
        number=quote.c.number,
        on=quote.c.issued_on,
        volume=ONE,
        value=quote.c.net,
        part=accepted,
        whole=decided,
    ).where(within(quote.c.issued_on, period))


def _invoices(period: Period, key: ColumnElement[Any]) -> Select[Any]:
    """What was sold, credits taken off; credits and deposits do not count as invoices."""
    sold = (
        select(invoice_line.c.invoice_id, func.sum(invoice_line.c.net).label("net"))
        .join(invoice, invoice.c.id == invoice_line.c.invoice_id)
        .where(SOLD, within(invoice.c.issued_on, period))
        .group_by(invoice_line.c.invoice_id)
        .subquery()
    )
    found = line(
        key=key,
        number=invoice.c.number,
        on=invoice.c.issued_on,
        volume=case((invoice.c.kind == InvoiceKind.INVOICE.value, 1), else_=0),
        value=sold.c.net,
    ).join(sold, sold.c.invoice_id == invoice.c.id)
    if key is contact.c.department:
        found = found.join(contact, contact.c.id == invoice.c.contact_id)
    return found


def _items(period: Period) -> Select[Any]:
    key = case(
        (invoice_line.c.kind == "allowance", ":allowance"),
        (invoice_line.c.kind == "charge", ":charge"),
        (invoice_line.c.sku == "", invoice_line.c.name),
        else_=invoice_line.c.sku,
    )
    return (
        line(
            key=key,
            number=invoice.c.number,
            on=invoice.c.issued_on,
            volume=case((invoice_line.c.kind == "line", invoice_line.c.quantity), else_=NOTHING),
            value=invoice_line.c.net,
        )
        .join(invoice, invoice.c.id == invoice_line.c.invoice_id)
        .where(within(invoice.c.issued_on, period), SOLD)
    )


def _names(db: Connection) -> dict[str, str]:
    """Return the name of each item, as it was last invoiced."""
    query = (
        select(invoice_line.c.sku, func.max(invoice_line.c.name).label("name"))
        .where(invoice_line.c.sku != "", invoice_line.c.kind == "line")
        .group_by(invoice_line.c.sku)
    )
    return OTHERS | {row.sku: row.name for row in db.execute(query)}


def _promoted(period: Period, promotions: Sequence[Promoted]) -> Select[Any]:
    rows = union_all(*(_promotion(period, one) for one in promotions)).subquery()
    return select(*rows.c)


def _promotion(period: Period, one: Promoted) -> Select[Any]:
    return (
        line(
            key=literal(one.code),
            number=invoice.c.number,
            on=invoice.c.issued_on,
            volume=invoice_line.c.quantity,
            value=invoice_line.c.net,
        )
        .join(invoice, invoice.c.id == invoice_line.c.invoice_id)
        .where(within(invoice.c.issued_on, period), SOLD, invoice_line.c.kind == "line")
        .where(invoice_line.c.sku.in_(list(one.skus)))
        .where(invoice.c.issued_on.between(one.starts, one.ends))
    )
