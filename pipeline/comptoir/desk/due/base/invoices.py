"""Unpaid invoices, by their due date."""

from collections.abc import Iterator

from sqlalchemy import select

from comptoir.context import Context
from comptoir.desk.due.task import Task
from comptoir.modules import Module
from comptoir.money import ZERO, french_amount
from comptoir.profiles import DataClass
from comptoir.store import reading
from comptoir.store.tables.sales import invoice

MODULE = Module.SALES
SEES = DataClass.SALE


def tasks(ctx: Context) -> Iterator[Task]:
    """Unpaid invoices, by their due date."""
    unpaid = select(invoice).where(invoice.c.amount_due > ZERO)
    with reading(ctx) as db:
        for row in db.execute(unpaid):
            late = row.due_on < ctx.today
            what = "en retard, à relancer" if late else "à encaisser"
            said = f"Facture {row.number} {what} : {french_amount(row.amount_due)}"
            then = "comptoir relance prévoir" if late else f"comptoir facture montrer {row.number}"
            yield Task(row.due_on, said, then)
