"""Papers of one contact, issued or filed, and what they owe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, func, select

from comptoir.documents.kinds import FILE_NAMES, ISSUED
from comptoir.money import ZERO
from comptoir.store.tables.filed import filed_document
from comptoir.store.tables.sales import document, document_void, invoice, quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper in somebody's file."""

    number: str
    dated: date
    title: str
    amount: Decimal | None = None  # tax included; none for what has no price
    left: Decimal | None = None  # to pay; < 0: to give back
    void_on: date | None = None


def issued_to(db: Connection, contact_id: int) -> list[Paper]:
    """Return what the house issued to somebody, the latest first."""
    wanted = (
        select(
            document.c.number, document.c.kind, document.c.issued_on, document_void.c.on,
            invoice.c.amount_due, func.coalesce(invoice.c.gross, quote.c.gross,
                                                type_=invoice.c.gross.type).label("gross"),
        )
        .outerjoin(document_void, document_void.c.document_id == document.c.id)
        .outerjoin(invoice, invoice.c.number == document.c.number)
        .outerjoin(quote, quote.c.number == document.c.number)
        .where(document.c.contact_id == contact_id)
        .order_by(document.c.issued_on.desc(), document.c.id.desc())
    )  # fmt: skip
    return [
        Paper(
            number=row.number,
            dated=row.issued_on,
            title=issued_title(row.kind),
            amount=row.gross,
            left=row.amount_due or None,
            void_on=row.on,
        )
        for row in db.execute(wanted)
    ]


def issued_title(kind: str) -> str:
    """Say in French what an issued document is.

    >>> issued_title("deposit")
    'Facture d’acompte'
    """
    name = FILE_NAMES.get(kind, kind)
    return ISSUED[name][0] if name in ISSUED else name


def filed_for(db: Connection, contact_id: int, *, readers: Sequence[str]) -> list[Paper]:
    """Return what the house filed about somebody and still has, the latest first.

    Args:
        db: the base.
        contact_id: of whom.
        readers: the circles that who asks belongs to.
    """
    table = filed_document.c
    wanted = (
        select(table.reference, table.dated, table.title)
        .where(table.contact_id == contact_id, table.readers.in_(readers))
        .where(table.gone_at.is_(None))
        .order_by(table.dated.desc(), table.id.desc())
    )
    return [
        Paper(number=row.reference, dated=row.dated, title=row.title) for row in db.execute(wanted)
    ]


def balance(db: Connection, contact_id: int) -> Decimal:
    """Return what somebody owes on their invoices, net of credit notes; < 0: we owe them."""
    due = func.sum(invoice.c.amount_due, type_=invoice.c.amount_due.type)
    return db.execute(select(due).where(invoice.c.contact_id == contact_id)).scalar() or ZERO
