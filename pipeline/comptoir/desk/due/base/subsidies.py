"""Subsidies: what to carry over, and the account of their use."""

from collections.abc import Iterator
from datetime import timedelta

from comptoir.context import Context
from comptoir.desk import books, project, subsidies
from comptoir.desk.due.task import Task
from comptoir.ledger import FiscalYear
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
    month = books.start_month(project.load(ctx))
    last = FiscalYear.of(ctx.today, start_month=month).starts - timedelta(days=1)
    for story in found:
        number = story.subsidy.number
        if not story.standing(Step.NOTIFIED):
            continue
        by = subsidies.account_by(ctx, story)
        if story.accounted_on is None and by - WARNED <= ctx.today:
            what = f"Envoyer le compte rendu financier de la subvention {number}"
            yield Task(by, what, f"comptoir subvention compte {number}")
        late = [one for one in story.standing(Step.USED) if one.on > last]
        if story.to_carry and story.subsidy.notified_on <= last and not late:
            what = f"Reporter {french_amount(story.to_carry)} de la subvention {number}"
            yield Task(last, what, f"comptoir subvention reporter {number}")
