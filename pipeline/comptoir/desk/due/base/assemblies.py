"""General meetings: to convene, to hold, to write down, and their officers to declare."""

from collections.abc import Iterator

from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.desk.assemblies import planning, statutes
from comptoir.desk.due.task import Task
from comptoir.members import meeting
from comptoir.members.meeting import State
from comptoir.modules import Module
from comptoir.store import assemblies, reading

OWNER = "présidence"

MODULE = Module.ASSEMBLIES


def tasks(ctx: Context) -> Iterator[Task]:
    """One task a meeting, at the step it is at; one for officers to declare."""
    with reading(ctx) as db:
        known, elected = assemblies.assemblies(db), assemblies.officers(db)
    for one in known:
        named = f"{one.title} ({one.number}, {short_date(one.on)})"
        shown = f"comptoir assemblée montrer {one.number}"
        if one.state is State.PLANNED and (ctx.root / statutes.FILE).is_file():
            what = f"Dernier jour pour convoquer : {named}"
            command = f"comptoir assemblée convoquer {one.number}"
            yield Task(planning.last_day(ctx, one), what, command, OWNER)
        elif one.state is State.CONVENED:
            yield Task(one.on, f"Tenir : {named}", shown, OWNER)
        elif one.state is State.OPEN:
            command = f"comptoir assemblée clore {one.number}"
            yield Task(one.on, f"Clore et classer le procès-verbal : {named}", command, OWNER)
    waiting = {o.assembly: o for o in elected if o.declared_on is None}
    for number, first in waiting.items():
        what = f"Déclarer en préfecture les élus de l’assemblée {number} ({meeting.DECLARATION})"
        command = f"comptoir assemblée déclarer {number}"
        yield Task(meeting.declare_by(first.since), what, command, OWNER)
    for mandate in elected:
        if mandate.until and mandate.until >= ctx.today:
            what = f"Fin de mandat : {mandate.role} ({mandate.contact}, {mandate.assembly})"
            yield Task(mandate.until, what, f"comptoir contact montrer {mandate.contact}", OWNER)
