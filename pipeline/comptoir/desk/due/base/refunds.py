"""Refunds that wait for the second person."""

from collections.abc import Iterator

from comptoir.context import Context
from comptoir.desk.due.task import Task
from comptoir.money import french_amount
from comptoir.profiles import DataClass
from comptoir.store import reading, refunds

SEES = DataClass.LEDGER


def tasks(ctx: Context) -> Iterator[Task]:
    """Refunds that wait for the second person, since they were asked for."""
    with reading(ctx) as db:
        waiting = refunds.refunds(db, pending=True)
    for one in waiting:
        said = f"Approuver le remboursement {one.number} : {french_amount(one.amount)}"
        yield Task(one.asked_on, said, f"comptoir règlement approuver {one.number}")
