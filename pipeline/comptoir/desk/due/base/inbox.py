"""What the public sent, and waits for an answer."""

from collections.abc import Iterator

from comptoir.context import Context
from comptoir.desk import inbox
from comptoir.desk.due.task import Task


def tasks(ctx: Context) -> Iterator[Task]:
    """What the public sent, and waits for an answer."""
    for one in inbox.waiting(ctx):
        said = (
            "Répondre à une demande de droits (RGPD, un mois)"
            if one.kind == "rights"
            else f"Répondre à un message du formulaire « {one.form} »"
        )
        yield Task(inbox.due_on(one), said, f"comptoir réception montrer {one.reference}")
