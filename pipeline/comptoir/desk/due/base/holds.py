"""Legal holds that end: to be looked at before the file may be erased again."""

from collections.abc import Iterator

from comptoir.context import Context
from comptoir.desk.due.task import Task
from comptoir.profiles import DataClass
from comptoir.store import holds, reading

SEES = DataClass.CONSENT


def tasks(ctx: Context) -> Iterator[Task]:
    """One task a file that is held, on the day its hold ends."""
    with reading(ctx) as db:
        standing = holds.standing(db, today=ctx.today)
    for one in standing.values():
        said = f"Le gel de la fiche {one.contact} finit ce jour : le prolonger, ou le laisser finir"
        yield Task(one.until, said, f"comptoir rgpd geler {one.contact} --jusqu-au …")
