"""What the dashboard counts, and what the journal says of the same days."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Connection, Select, case, func, or_, select, union_all

from comptoir.dashboard.measures import Facts, Period, Point
from comptoir.money import ZERO
from comptoir.payments import Method
from comptoir.sales import InvoiceKind
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.ledger import entry, posting
from comptoir.store.tables.payments import payment, payment_part
from comptoir.store.tables.sales import invoice, invoice_line
from comptoir.store.types import Day

SOLD = invoice_line.c.account.like("7%")  # an advance is no sale


def facts(db: Connection) -> Facts:
    """Return the measures' sources on an open base."""
    return Facts(
        dues=lambda period: _shares(db, period, "membership"),
        gifts=lambda period: _shares(db, period, "donation"),
        invoices=lambda period: _invoices(db, period),
        payments=lambda period: _payments(db, period),
        items=lambda period: _items(db, period),
        contacts=lambda period: _contacts(db, period),
    )


def _shares(db: Connection, period: Period, kind: str) -> Iterator[Point]:
    query = (
        select(
            payment.c.received_on,
            func.count(case((payment_part.c.amount > ZERO, 1))).label("number"),
            func.sum(payment_part.c.amount).label("amount"),
        )
        .join(payment, payment.c.id == payment_part.c.payment_id)
        .where(payment_part.c.kind == kind, _within(payment.c.received_on, period))
        .group_by(payment.c.received_on)
    )
    for row in db.execute(query):
        yield Point(row.received_on, Decimal(row.number), row.amount)


def _invoices(db: Connection, period: Period) -> Iterator[Point]:
    """What was sold by day, credits taken off; credits and deposits do not count as invoices."""
    query = (
        select(
            invoice.c.issued_on,
            func.count(
                case((invoice.c.kind == InvoiceKind.INVOICE.value, invoice.c.id)).distinct()
            ).label("number"),
            func.sum(invoice_line.c.net).label("net"),
        )
        .join(invoice_line, invoice_line.c.invoice_id == invoice.c.id)
        .where(_within(invoice.c.issued_on, period), SOLD)
        .group_by(invoice.c.issued_on)
    )
    for row in db.execute(query):
        yield Point(row.issued_on, Decimal(row.number), row.net)


def _payments(db: Connection, period: Period) -> Iterator[Point]:
    query = (
        select(
            payment.c.method,
            func.count(case((payment.c.amount > ZERO, 1))).label("number"),
            func.sum(payment.c.amount).label("amount"),
        )
        .where(_within(payment.c.received_on, period))
        .group_by(payment.c.method)
    )
    for row in db.execute(query):
        yield Point(Method(row.method).french, Decimal(row.number), row.amount)


OTHERS = {"allowance": "Remises", "charge": "Ports et frais"}


def _items(db: Connection, period: Period) -> Iterator[Point]:
    query = (
        select(
            invoice_line.c.kind,
            invoice_line.c.sku,
            func.max(invoice_line.c.name).label("name"),
            func.sum(invoice_line.c.quantity).label("quantity"),
            func.sum(invoice_line.c.net).label("net"),
        )
        .join(invoice, invoice.c.id == invoice_line.c.invoice_id)
        .where(_within(invoice.c.issued_on, period), SOLD)
        .group_by(
            invoice_line.c.kind,
            invoice_line.c.sku,
            case((invoice_line.c.sku == "", invoice_line.c.name), else_=""),
        )
    )
    for row in db.execute(query):
        volume = row.quantity if row.kind == "line" else Decimal(0)
        yield Point(OTHERS.get(row.kind, row.name), volume, row.net)


def _contacts(db: Connection, period: Period) -> Iterator[Point]:
    """New contacts by the day they came from, and what they brought in the period."""
    brought = union_all(_brought_by_payments(period), _brought_by_invoices(period)).subquery()
    sums = (
        select(brought.c.contact_id, func.sum(brought.c.amount).label("amount"))
        .group_by(brought.c.contact_id)
        .subquery()
    )
    came = func.coalesce(contact.c.source_on, func.substr(contact.c.created_at, 1, 10), type_=Day)
    query = (
        select(
            came.label("day"), func.count().label("number"), func.sum(sums.c.amount).label("sum")
        )
        .join(sums, sums.c.contact_id == contact.c.id, isouter=True)
        .where(contact.c.erased_at.is_(None), _within(came, period))
        .group_by(came)
    )
    for row in db.execute(query):
        yield Point(row.day, Decimal(row.number), row.sum or ZERO)


def _brought_by_payments(period: Period) -> Select[tuple[int, Decimal]]:
    return (
        select(payment.c.contact_id, payment_part.c.amount)
        .join(payment_part, payment_part.c.payment_id == payment.c.id)
        .where(payment_part.c.kind.in_(("membership", "donation")))
        .where(_within(payment.c.received_on, period))
    )


def _brought_by_invoices(period: Period) -> Select[tuple[int, Decimal]]:
    return (
        select(invoice.c.contact_id, invoice_line.c.net.label("amount"))
        .join(invoice_line, invoice_line.c.invoice_id == invoice.c.id)
        .where(_within(invoice.c.issued_on, period), SOLD)
    )


def _within(day: ColumnElement[date], period: Period) -> ColumnElement[bool]:
    return day.between(period.starts, period.ends)


def booked(db: Connection, accounts: Sequence[str], starts: date, ends: date) -> Decimal:
    """Return what the journal says of accounts over days, as a positive amount."""
    query = (
        select(func.sum(posting.c.amount))
        .join(entry, entry.c.id == posting.c.entry_id)
        .where(entry.c.date.between(starts, ends))
        .where(_any_of(accounts))
    )
    found: Decimal | None = db.execute(query).scalar()
    return abs(found or ZERO)


def _any_of(accounts: Sequence[str]) -> ColumnElement[bool]:
    return or_(*(posting.c.account.like(f"{account}%") for account in accounts))
