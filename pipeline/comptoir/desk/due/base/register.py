"""Mail that nobody saw to, and receipts of registered letters that are not back."""

from collections.abc import Iterator

from comptoir.context import Context
from comptoir.desk.due.task import Task
from comptoir.desk.register import RECEIPT
from comptoir.store import reading, register


def tasks(ctx: Context) -> Iterator[Task]:
    """Each on the day it came, or on the day its receipt is looked for."""
    with reading(ctx) as db:
        waiting = register.listing(db, waiting=True)
        posted = register.without_receipt(db)
    for one in waiting:
        about = f", suite de {one.request}" if one.request else ""
        said = f"Lire et rattacher le courrier {one.number}{about}"
        yield Task(one.on, said, f"comptoir courrier rattacher {one.number}", one.login)
    for one in posted:
        said = f"Chercher l’avis de réception du recommandé {one.number} ({one.registered})"
        yield Task(one.on + RECEIPT, said, f"comptoir courrier reçu {one.number}", one.login)
