"""Sales that come back: the next period to invoice."""

from collections.abc import Iterator

from comptoir.context import Context
from comptoir.desk import recurring
from comptoir.desk.due.task import Task
from comptoir.text import plural

HOW = "comptoir facture récurrente --emettre"


def tasks(ctx: Context) -> Iterator[Task]:
    """One task a recurring sale: what has started, else the next period."""
    for one in recurring.listing(ctx):
        name = f"{one.number} ({one.customer})"
        if one.due:
            said = f"Facturer {name} : {plural(len(one.due), 'période')}"
            yield Task(one.due[0].starts, said, HOW)
        elif one.next_on:
            yield Task(one.next_on, f"Facturer {name}", HOW)
