"""Appointments to come, those of which nobody said what became, and the free hours of the site."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from comptoir.context import Context
from comptoir.desk.appointments.booking import SETTINGS, house
from comptoir.desk.appointments.publishing import behind
from comptoir.desk.due.task import Task
from comptoir.modules import Module
from comptoir.profiles import DataClass
from comptoir.store import appointments, reading
from comptoir.store.appointments import State

SEES = DataClass.REACH

PAST = timedelta(days=30)
AHEAD = timedelta(days=60)

MODULE = Module.APPOINTMENTS


def tasks(ctx: Context) -> Iterator[Task]:
    """One task an appointment, for who receives."""
    if not (ctx.root / SETTINGS).is_file():
        return
    here = house(ctx)
    if behind(ctx, here):
        said = "Publier les heures libres : le site en montre de passées ou de prises"
        yield Task(ctx.today, said, "comptoir rendez-vous publier")
    now = here.instant(datetime.combine(ctx.today, time()))
    with reading(ctx) as db:
        found = appointments.between(db, now - PAST, now + AHEAD, states=(State.BOOKED.value,))
    for one in found:
        at = here.local(one.starts)
        whom = f"{one.contact} à {at:%H:%M}"
        if one.ends <= now:
            said = f"Dire si {whom} est venu ({one.reference})"
            yield Task(at.date(), said, f"comptoir rendez-vous clore {one.reference}", one.agent)
        else:
            said = f"Recevoir {whom} ({one.reference})"
            yield Task(at.date(), said, f"comptoir contact montrer {one.contact}", one.agent)
