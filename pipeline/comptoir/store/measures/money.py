"""What came in: dues, gifts, payments, how long invoices waited, and what is still owed."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Select, case, func, select

from comptoir.dashboard import Period, Point
from comptoir.ledger.aged import BANDS, band
from comptoir.money import ZERO
from comptoir.payments import Method
from comptoir.sales import InvoiceKind
from comptoir.store.measures.lines import Line, Lines, line, within
from comptoir.store.tables.payments import payment, payment_part
from comptoir.store.tables.sales import invoice


def sources(db: Connection) -> dict[str, Lines]:
    """Return the lines of each indicator of money that has come in."""
    return {
        "cotisations": Lines(db=db, ask=lambda p: _shares(p, "membership")),
        "dons": Lines(db=db, ask=lambda p: _shares(p, "donation")),
        "reglements": Lines(db=db, ask=_payments, said=lambda key: Method(key).french),
    }


def _shares(period: Period, kind: str) -> Select[Any]:
    """Dues or gifts; what was given back is less of them, and no other one."""
    return (
        line(
            key=payment.c.received_on,
            number=payment.c.number,
            on=payment.c.received_on,
            volume=case((payment_part.c.amount > ZERO, 1), else_=0),
            value=payment_part.c.amount,
        )
        .join(payment, payment.c.id == payment_part.c.payment_id)
        .where(payment_part.c.kind == kind, within(payment.c.received_on, period))
    )


def _payments(period: Period) -> Select[Any]:
    return line(
        key=payment.c.method,
        number=payment.c.number,
        on=payment.c.received_on,
        volume=case((payment.c.amount > ZERO, 1), else_=0),
        value=payment.c.amount,
    ).where(within(payment.c.received_on, period))


class Delays:
    """Invoices wholly paid, by the day of their last payment."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def points(self, period: Period) -> Iterable[Point]:
        for number, issued, paid, gross in self._settled(period):
            del number
            yield Point(paid, Decimal(1), gross, (paid - issued).days * gross, gross)

    def lines(self, period: Period) -> Iterable[Line]:
        for number, _, paid, gross in self._settled(period):
            yield Line(paid, number, paid, Decimal(1), gross)

    def _settled(self, period: Period) -> list[tuple[str, date, date, Decimal]]:
        last = func.max(payment.c.received_on).label("last")
        query = (
            select(invoice.c.number, invoice.c.issued_on, last, invoice.c.gross)
            .join(payment_part, payment_part.c.invoice_id == invoice.c.id)
            .join(payment, payment.c.id == payment_part.c.payment_id)
            .where(invoice.c.kind == InvoiceKind.INVOICE.value, invoice.c.amount_due == ZERO)
            .where(payment_part.c.amount > ZERO, invoice.c.gross > ZERO)
            .group_by(invoice.c.id)
            .having(within(last, period))
            .order_by(last, invoice.c.number)
        )
        return [(r.number, r.issued_on, r.last, r.gross) for r in self._db.execute(query)]


class Owed:
    """What is left of documents today, by how late it is."""

    def __init__(self, db: Connection, today: date) -> None:
        self._db = db
        self._today = today

    def points(self, period: Period) -> Iterable[Point]:
        del period
        counted = dict.fromkeys(range(len(BANDS) + 1), (0, ZERO))
        for one in self._due():
            rank = band(one.due_on, self._today)
            number, amount = counted[rank]
            counted[rank] = number + 1, amount + one.amount_due
        for rank, (number, amount) in counted.items():
            yield Point(band_said(rank), Decimal(number), amount)

    def lines(self, period: Period) -> Iterable[Line]:
        del period
        for one in self._due():
            key = band_said(band(one.due_on, self._today))
            yield Line(key, one.number, one.due_on, Decimal(1), one.amount_due)

    def _due(self) -> list[Any]:
        query = select(invoice.c.number, invoice.c.due_on, invoice.c.amount_due)
        due = query.where(invoice.c.amount_due != ZERO).order_by(invoice.c.due_on, invoice.c.id)
        return list(self._db.execute(due))


def band_said(rank: int) -> str:
    """
    >>> [band_said(rank) for rank in range(5)]
    ['non échu', '1 à 30 jours', '31 à 60 jours', '61 à 90 jours', 'plus de 90 jours']
    """
    if rank == 0:
        return "non échu"
    if rank == len(BANDS):
        return f"plus de {BANDS[-1]} jours"
    return f"{BANDS[rank - 1] + 1} à {BANDS[rank]} jours"
