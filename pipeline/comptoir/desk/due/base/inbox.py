"""What the public sent, and waits for an answer."""

from collections.abc import Iterator

from comptoir.context import Context
from comptoir.desk import inbox
from comptoir.desk.due.task import Task
from comptoir.desk.project import load
from comptoir.profiles import DataClass

SEES = DataClass.REACH


def tasks(ctx: Context) -> Iterator[Task]:
    """What the public sent, and waits for an answer."""
    project = load(ctx)
    for one in inbox.waiting(ctx):
        said = (
            "Répondre à une demande de droits (RGPD, un mois)"
            if one.kind == "rights"
            else f"Répondre à un message du formulaire « {one.form} »"
        )
        yield Task(
            inbox.due_on(ctx, project, one), said, f"comptoir réception montrer {one.reference}"
        )
