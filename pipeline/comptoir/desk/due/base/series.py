"""Steps of series that somebody is due."""

from collections.abc import Iterator

from comptoir.context import Context
from comptoir.desk import series
from comptoir.desk.due.task import Task
from comptoir.errors import ComptoirError
from comptoir.modules import Module
from comptoir.text import plural

MODULE = Module.CAMPAIGNS


def tasks(ctx: Context) -> Iterator[Task]:
    """Steps of series that are due and have not left."""
    try:
        found = series.due(ctx)
    except ComptoirError:  # a campaign that cannot be read: `campaign list` says why
        return
    for one in found:
        said = f"Envoyer « {one.name} » à {plural(len(one.people), 'personne')} ({one.step.french})"
        yield Task(ctx.today, said, "comptoir campagne envoyer --dus")
