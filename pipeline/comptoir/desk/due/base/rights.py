"""Requests on rights and breaches: their clocks are the law’s."""

from collections.abc import Iterator
from datetime import timedelta

from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk import breaches
from comptoir.desk.due.task import Task
from comptoir.profiles import DataClass
from comptoir.store import reading, rights

SEES = DataClass.CONSENT

ASK = timedelta(days=20)  # after which a request that waits is put forward (LAW, CTC014)


def tasks(ctx: Context) -> Iterator[Task]:
    """Requests on rights and breaches: their clocks are the law's."""
    with reading(ctx) as db:
        pending = rights.requests(db, pending=True)
    for one in pending:
        told = one.received_on + ASK
        late = "en retard, à répondre" if one.due_on < ctx.today else "à répondre"
        limit = f" avant le {french_date(one.due_on)}" if one.due_on >= ctx.today else ""
        said = f"Demande {one.number} ({one.right.french}) {late}{limit}"
        yield Task(min(told, one.due_on), said, f"comptoir contact montrer {one.contact}")
    for breach in breaches.listing(ctx):
        if breach.hours_left is not None:
            by = ctx.local(breach.notify_by)
            said = f"Violation {breach.number} à notifier à la CNIL avant {by:%H:%M}"
            yield Task(by.date(), said, f"comptoir rgpd violation {breach.number}")
