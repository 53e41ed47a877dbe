"""The retro-planning of events, and those whose attendance nobody read in."""

from collections.abc import Iterator
from datetime import timedelta

from comptoir.context import Context
from comptoir.desk.due.task import Task
from comptoir.desk.events import planning
from comptoir.modules import Module
from comptoir.store import events, reading

PAST = timedelta(days=30)

MODULE = Module.EVENTS


def tasks(ctx: Context) -> Iterator[Task]:
    """One task a step that is not done, for who is in charge of it."""
    if not (ctx.root / "content").is_dir():
        return
    with reading(ctx) as db:
        taken = events.awaited(db)
    if not taken and not (ctx.root / planning.FOLDER).is_dir():
        return  # the agenda alone is told by the content
    for event in planning.known(ctx):
        title, slug = event.meta.title, event.slug
        if event.meta.state != "cancelled" and event.plan.tasks:
            for step in planning.steps(ctx, event):
                if step.done_on is None:
                    said = f"{step.what} ({title})"
                    command = f"comptoir évènement fait {slug} {step.name}"
                    yield Task(step.on, said, command, step.owner)
        if slug in taken and ctx.today - PAST <= event.day < ctx.today:
            said = f"Dire qui est venu : {title}"
            yield Task(event.day, said, f"comptoir évènement émarger {slug}")
