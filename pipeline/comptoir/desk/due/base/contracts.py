"""Contracts: to sign, to give notice of, that end."""

from collections.abc import Iterator

from comptoir.context import Context
from comptoir.contracts import State
from comptoir.dates import french_date
from comptoir.desk.agreements import register
from comptoir.desk.due.task import Task
from comptoir.modules import Module
from comptoir.profiles import DataClass

MODULE = Module.CONTRACTS
SEES = DataClass.SALE


def tasks(ctx: Context) -> Iterator[Task]:
    """The last day to give notice, the end, and what waits for a signature."""
    for one in register.listing(ctx, running=True):
        made = one.kept.contract
        shown = f"comptoir contrat montrer {made.number}"
        name = f"{made.number} ({made.kind.french})"
        if made.state is State.DRAFT:
            yield Task(made.starts, f"Faire signer {name}", shown)
        if made.ends and not made.renews and made.ends >= ctx.today:
            yield Task(made.ends, f"Fin de {name}", shown)
        if one.notice_by and one.notice_by >= ctx.today:
            what = "se renouvelle sinon" if made.renews else "finit"
            term = made.term_on(one.notice_by)
            until = f", qui {what} le {french_date(term)}" if term else ""
            yield Task(one.notice_by, f"Dernier jour pour dénoncer {name}{until}", shown)
