"""The quality of the service: how long answers take, what had to be redone, who complained."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Select, and_, case, exists, select, union_all

from comptoir.dashboard import Period, Point
from comptoir.dates import WorkingDays
from comptoir.requests.model import Kind
from comptoir.sales import InvoiceKind
from comptoir.store.measures.lines import NOTHING, ONE, Line, Lines, line, within
from comptoir.store.tables.requests import request
from comptoir.store.tables.sales import invoice, invoice_line, sale_order


def sources(db: Connection) -> dict[str, Lines]:
    return {"reclamations": Lines(db=db, ask=_complaints), "erreurs": Lines(db=db, ask=_errors)}


class Answers:
    """Requests and complaints that were answered, by the day of the answer."""

    def __init__(self, db: Connection, days: WorkingDays) -> None:
        self._db = db
        self._days = days

    def points(self, period: Period) -> Iterable[Point]:
        for one in self.lines(period):
            yield Point(one.key, one.volume, one.value)

    def lines(self, period: Period) -> Iterable[Line]:
        query = (
            select(request.c.number, request.c.received_on, request.c.answered_on)
            .where(within(request.c.answered_on, period), request.c.kind != Kind.DISPUTE.value)
            .order_by(request.c.answered_on, request.c.number)
        )
        for number, received, answered in self._db.execute(query):
            taken = Decimal(self._days.between(received, answered))
            yield Line(answered, number, answered, Decimal(1), taken)


def _complaints(period: Period) -> Select[Any]:
    """Complaints beside orders; an invoice made without an order stands for one."""
    complained = line(
        key=request.c.received_on, number=request.c.number, volume=NOTHING, value=ONE
    ).where(
        within(request.c.received_on, period), request.c.kind == Kind.COMPLAINT.value
    )  # fmt: skip
    ordered = line(
        key=sale_order.c.ordered_on, number=sale_order.c.number, volume=ONE, value=NOTHING
    ).where(within(sale_order.c.ordered_on, period))
    sold = line(
        key=invoice.c.issued_on, number=invoice.c.number, volume=ONE, value=NOTHING
    ).where(
        within(invoice.c.issued_on, period), invoice.c.kind == InvoiceKind.INVOICE.value,
        invoice.c.order_id.is_(None), invoice.c.part_of_order_id.is_(None),
    )  # fmt: skip
    return select(union_all(complained, ordered, sold).subquery())


def _errors(period: Period) -> Select[Any]:
    """Invoices, by the day they were issued, and those that a credit note took a sale back from.

    An early-payment discount takes no sale back: its lines are a charge (665).
    """
    credit = invoice.alias("credit")
    taken_back = exists().where(and_(
        credit.c.origin_id == invoice.c.id, invoice_line.c.invoice_id == credit.c.id,
        invoice_line.c.account.like("7%"),
    ))  # fmt: skip
    return line(
        key=invoice.c.issued_on,
        number=invoice.c.number,
        volume=ONE,
        value=case((taken_back, 1), else_=0),
    ).where(within(invoice.c.issued_on, period), invoice.c.kind == InvoiceKind.INVOICE.value)
