"""Invoices of suppliers to pay, and accounts to confirm."""

from collections.abc import Iterator

from comptoir.context import Context
from comptoir.desk.due.task import Task
from comptoir.desk.purchases.accounts import pending
from comptoir.modules import Module
from comptoir.money import french_amount
from comptoir.profiles import DataClass
from comptoir.store import purchases, reading

MODULE = Module.PURCHASES
SEES = DataClass.LEDGER


def tasks(ctx: Context) -> Iterator[Task]:
    """What is to be paid, by its due date; what waits for a second person, today."""
    told: set[str] = set()
    with reading(ctx) as db:
        for kept in purchases.purchases(db, unpaid=True):
            made = kept.made
            if made.credit:
                continue
            late = "en retard, à payer" if made.due_on < ctx.today else "à payer"
            said = f"Achat {made.number} {late} : {french_amount(kept.amount_due)}"
            yield Task(made.due_on, said, f"comptoir achat payer {made.number}")
            if made.supplier not in told and pending(db, kept.supplier_id):
                told.add(made.supplier)
                said = f"Confirmer le nouvel IBAN de {made.supplier}, à deux"
                yield Task(ctx.today, said, f"comptoir achat confirmer {made.supplier}")
