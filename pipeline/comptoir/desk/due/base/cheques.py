"""Cheques in hand, by the day on which they may be taken to the bank."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from comptoir.context import Context
from comptoir.desk.due.task import Task
from comptoir.money import ZERO, french_amount
from comptoir.profiles import DataClass
from comptoir.store import cheques, reading
from comptoir.text import plural

SEES = DataClass.LEDGER


def tasks(ctx: Context) -> Iterator[Task]:
    """One task for those that may go today, since the oldest; one a day for the others."""
    with reading(ctx) as db:
        held = cheques.in_hand(db)
    oldest = min((one.cheque.planned_on for one in held), default=ctx.today)
    days: dict[date, list[Decimal]] = {}
    for one in held:
        planned = one.cheque.planned_on
        days.setdefault(planned if planned > ctx.today else oldest, []).append(one.cheque.amount)
    for day, amounts in sorted(days.items()):
        said = f"Remettre {plural(len(amounts), 'chèque')} en banque : "
        yield Task(day, said + french_amount(sum(amounts, ZERO)), "comptoir règlement remettre")
