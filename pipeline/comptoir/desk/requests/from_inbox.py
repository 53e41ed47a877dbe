"""Messages of the site's forms become requests: what waited in the inbox is followed to its end."""

from dataclasses import dataclass

from comptoir.context import Context
from comptoir.desk.inbox import ANSWER_DAYS
from comptoir.desk.project import Project, load
from comptoir.desk.requests.forms import SITE
from comptoir.readers.data import read_data
from comptoir.requests.model import Channel, Kind
from comptoir.site.data import Forms
from comptoir.store import begin, inbox
from comptoir.store import requests as store
from comptoir.store.inbox import Received
from comptoir.store.requests import NewRequest
from comptoir.text import on_one_line
from comptoir.website.reception.entries import EntryKind

NAMES = ("given-name", "family-name", "name")
WORDS = ("textarea", "slot")  # what is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A message that became a request."""

    entry: str
    number: str
    owner: str


def pull(ctx: Context) -> list[Taken]:
    """Make a request of each message that waits, once; the inbox says which."""
    project = load(ctx)
    forms = read_data(ctx.root)[0].forms
    made = []
    with begin(ctx, act="request.pull") as tx:
        waiting = [one for one in inbox.waiting(tx.db) if one.kind == EntryKind.FORM.value]
        for one in waiting:
            number = store.add(tx, _row(ctx, project, forms, one))
            inbox.mark(
                tx, one.id, closed_at=tx.now, closed_by=ctx.actor.login,
                answer=f"demande {number}",
            )  # fmt: skip
            made.append(Taken(entry=one.reference, number=number, owner=ctx.actor.login))
    return made


def _row(ctx: Context, project: Project, forms: Forms, one: Received) -> NewRequest:
    day = ctx.day_of(one.at)
    form = forms.forms.get(one.form)
    fields = {f.name: f for f in form.fields} if form else {}
    who = [v for n, v in one.said.items() if n in fields and fields[n].autocomplete in NAMES]
    who += [v for n, v in one.said.items() if n in fields and fields[n].kind in ("email", "tel")]
    words = [v for n, v in one.said.items() if n not in fields or fields[n].kind in WORDS]
    return NewRequest(
        kind=Kind.INFORMATION,
        form=f"{SITE}{one.form}",
        channel=Channel.WEB,
        received_on=day,
        owner=ctx.actor.login,
        contact_id=one.contact_id,
        inbox_id=one.id,
        caller=on_one_line(", ".join(filter(None, who))),
        demand="\n".join(filter(None, words)) or "\n".join(one.said.values()),
        answers=dict(one.said),
        reply_by="email",
        promised_days=ANSWER_DAYS,
        due_on=project.organisation.working_days.after(day, ANSWER_DAYS),
    )
