"""Subsidies: what to carry over, and the account of their use."""

from collections.abc import Iterator
from datetime import timedelta

from comptoir.context import Context
from comptoir.desk import subsidies
from comptoir.desk.due.task import Task
from comptoir.members.subsidies import Step
from comptoir.money import french_amount
from comptoir.profiles import DataClass

SEES = DataClass.LEDGER
WARNED = timedelta(days=90)  # before the last day


def tasks(ctx: Context) -> Iterator[Task]:
    """The account to send within six months, and what the last closed year left unused."""
    found = subsidies.listing(ctx)
    if not found:
        return
    month = subsidies.start_month(ctx)
    last = subsidies.last_close(ctx.today, month)
    for story in found:
        number = story.subsidy.number
        if not story.standing(Step.NOTIFIED):
            continue
        by = subsidies.account_by(story, month)
        if story.accounted_on is None and by - WARNED <= ctx.today:
            what = f"Envoyer le compte rendu financier de la subvention {number}"
            yield Task(by, what, f"comptoir subvention compte {number}")
        late = [one for one in story.standing(Step.USED) if one.on > last]
        if story.to_carry and story.subsidy.notified_on <= last and not late:
            what = f"Reporter {french_amount(story.to_carry)} de la subvention {number}"
            yield Task(last, what, f"comptoir subvention reporter {number}")
