"""People to call again, asked for or not reached."""

from collections.abc import Iterator

from comptoir.context import Context
from comptoir.desk.due.task import Task
from comptoir.store import calls, reading
from comptoir.text import plural


def tasks(ctx: Context) -> Iterator[Task]:
    """People to call again, asked for or not reached."""
    with reading(ctx) as db:
        found = calls.to_call_again(db, until=ctx.now())
    for campaign, count in found.items():
        said = f"Rappeler {plural(count, 'personne')} (« {campaign} »)"
        yield Task(ctx.today, said, f"comptoir campagne envoyer {campaign} --canal téléphone")
