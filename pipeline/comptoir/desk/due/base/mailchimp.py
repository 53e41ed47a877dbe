"""Erasures that Mailchimp has not been told of yet."""

from collections.abc import Iterator

from comptoir.context import Context
from comptoir.desk.due.task import Task
from comptoir.store import mailchimp, reading
from comptoir.text import plural


def tasks(ctx: Context) -> Iterator[Task]:
    """Erasures that Mailchimp has not been told of yet (GDPR, art. 17.2 and 19)."""
    with reading(ctx) as db:
        campaigns = mailchimp.erasures_waiting(db)
    for campaign, count in campaigns.items():
        said = f"Effacer aussi chez Mailchimp : {plural(count, 'personne')}"
        yield Task(ctx.today, said, f"comptoir campagne bilan {campaign}")
