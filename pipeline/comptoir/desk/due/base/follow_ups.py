"""Whom notes say to come back to."""

from collections.abc import Iterator

from comptoir.context import Context
from comptoir.desk.due.task import Task
from comptoir.profiles import DataClass
from comptoir.store import contact_notes, reading

SEES = DataClass.NOTES


def tasks(ctx: Context) -> Iterator[Task]:
    """Whom notes say to come back to."""
    with reading(ctx) as db:
        for on, reference, login in contact_notes.follow_ups(db):
            shown = f"comptoir contact montrer {reference}"
            yield Task(on, f"Recontacter {reference}", shown, login)
