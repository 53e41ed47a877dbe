"""Direct debits: batches whose day has come, accounts that wait for a second person."""

from collections.abc import Iterator

from comptoir.context import Context
from comptoir.desk.due.task import Task
from comptoir.money import french_amount
from comptoir.store import debits, reading


def tasks(ctx: Context) -> Iterator[Task]:
    """Batches to hand to the bank and to collect, and the accounts to confirm."""
    with reading(ctx) as db:
        batches, mandates = debits.batches(db), debits.mandates(db)
    for one in batches:
        if one.collected_on is None:
            said = f"Encaisser les prélèvements {one.number} : {french_amount(one.in_collection)}"
            yield Task(one.on, said, f"comptoir prélèvement encaisser {one.number}")
    for kept in mandates:
        if kept.new_iban and kept.told_on:
            reference = kept.mandate.reference
            yield Task(
                kept.told_on,
                f"Confirmer le nouvel IBAN du mandat {reference}",
                f"comptoir prélèvement confirmer {reference}",
            )
