"""Requests as they are looked at: a list, one of them, a table by motive, an export."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from comptoir.contacts.privacy import MASKED, masked, sees
from comptoir.context import Context
from comptoir.desk.leaving import Leaving, way_out
from comptoir.desk.project import Project, load
from comptoir.desk.requests import forms
from comptoir.desk.sheets import csv_bytes
from comptoir.errors import InputError
from comptoir.profiles import DataClass
from comptoir.requests.answers import spoken
from comptoir.requests.model import OPEN, Channel, Event, Kind, Outcome, Request
from comptoir.requests.report import Row, by_motive
from comptoir.store import access, contacts, reading
from comptoir.store import requests as store


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One request with everything that happened to it."""

    request: Request
    name: str  # of the contact, where it is known and may be seen
    motive: str  # in words
    owner: str  # a name
    answers: tuple[tuple[str, str], ...]  # question, answer
    events: tuple[Event, ...]
    late: bool
    days_taken: int | None  # working days


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The typed answers of a form, out of the base."""

    path: str
    rows: int


def listing(
    ctx: Context,
    *,
    still_open: bool = False,
    late: bool = False,
    mine: bool = False,
    kind: Kind | None = None,
) -> list[Request]:
    """Return requests, those promised first at the head."""
    with reading(ctx) as db:
        found = store.listing(db, states=OPEN if still_open or late else (), kind=kind)
    chosen = [
        one
        for one in found
        if (not late or one.late(ctx.today)) and (not mine or one.owner == ctx.actor.login)
    ]
    access.note(ctx, act="request.list", noun="request", rows=len(chosen))
    return [_seen(ctx, one) for one in chosen]


def show(ctx: Context, number: str) -> Shown:
    """Return one request; its reading is noted."""
    project = load(ctx)
    with reading(ctx) as db:
        one = store.numbered(db, number, year=ctx.today.year)
        events = store.events(db, one.id)
        contact = contacts.by_reference(db, one.contact) if one.contact else None
    access.note(ctx, act="request.show", noun="request", record_id=one.number)
    seen = _seen(ctx, one)
    labels, motive = _words(ctx, project, seen)
    return Shown(
        request=seen,
        name=masked(contact, ctx.actor.rights).full_name if contact else "",
        motive=motive,
        owner=forms.name_of(project, one.owner),
        answers=labels,
        events=tuple(events),
        late=one.late(ctx.today),
        days_taken=one.days_taken(project.organisation.working_days),
    )


def reply_channel(ctx: Context, number: str) -> Channel:
    """Return how somebody wants to be answered; as they came, where they did not say."""
    with reading(ctx) as db:
        one = store.numbered(db, number, year=ctx.today.year)
    return Channel(one.reply_by) if one.reply_by in list(Channel) else one.channel


def _words(ctx: Context, project: Project, one: Request) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return the answers as they were asked, where the form is still there."""
    if one.form not in forms.names(ctx):
        return tuple((name, str(value)) for name, value in one.answers.items()), one.motive
    form = forms.read_form(ctx, project, one.form)
    told = tuple(
        (form.questions[name].label if name in form.questions else name,
         spoken(form.questions.get(name), value))
        for name, value in one.answers.items()
    )  # fmt: skip
    question = form.filling("motive")
    choice = question.choice(one.motive) if question else None
    return told, choice.label if choice else one.motive


def _seen(ctx: Context, one: Request) -> Request:
    """Hide who and what from a profile that sees no address."""
    if sees(ctx.actor.rights, DataClass.REACH):
        return one
    hidden = replace(one.outcome, facts=MASKED, remedy=MASKED) if one.answered_on else Outcome()
    return replace(
        one, caller=MASKED, demand=MASKED, need=MASKED, answer=MASKED, conclusion=MASKED,
        answers=dict.fromkeys(one.answers, MASKED), outcome=hidden,
    )  # fmt: skip


def report(ctx: Context, *, since: date | None, until: date | None, kind: Kind | None) -> list[Row]:
    """Return the table by motive: counts, delays, promises kept."""
    days = load(ctx).organisation.working_days
    with reading(ctx) as db:
        found = store.listing(db, kind=kind, since=since, until=until)
    return by_motive(found, days, ctx.today)


HEAD = ("demande", "nature", "reçue le", "canal", "contact", "en charge", "état", "promise pour le",
        "répondue le", "tenue")  # fmt: skip


def export(ctx: Context, form: str, *, purpose: str, leaving: Leaving) -> Export:
    """Write the typed answers of a form, a line a request; what for is noted.

    Raises:
        InputError: nobody says what for, or there is no such form.
    """
    if not purpose.strip():
        raise InputError("à quoi servira cet export ?", remedy="Dites-le par --purpose.")
    project = load(ctx)
    asked = forms.read_form(ctx, project, form)
    way = way_out(ctx, project, leaving, name=f"demandes-{form}", suffix=".csv")
    with reading(ctx) as db:
        found = [_seen(ctx, one) for one in store.listing(db, form=form)]
    access.note(
        ctx, act="contact.export", noun="request", rows=len(found), purpose=purpose,
        recipient=leaving.told,
    )  # fmt: skip
    ids = list(asked.questions)
    rows = [[*_fixed(one), *_typed(one.answers, ids)] for one in sorted(found, key=_number)]
    return Export(path=way.write(ctx, csv_bytes([*HEAD, *ids], rows)), rows=len(rows))


def _number(one: Request) -> str:
    return one.number


def _fixed(one: Request) -> list[object]:
    kept = {True: "oui", False: "non", None: ""}[one.kept]
    return [one.number, one.kind.french, one.received_on, one.channel.french, one.contact,
            one.owner, one.state.french, one.due_on, one.answered_on, kept]  # fmt: skip


def _typed(answers: Mapping[str, object], ids: Sequence[str]) -> list[object]:
    """Return one cell a question: whole numbers and dates as such, oui or non, values of lists."""
    return [_cell(answers.get(name)) for name in ids]


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return ", ".join(map(str, value)) if isinstance(value, list) else value
