"""A message taken for somebody: handed over in writing at once, as a file and by e-mail."""

from dataclasses import dataclass
from pathlib import Path

from comptoir import resources
from comptoir.context import Context
from comptoir.dates import french_date, short_date
from comptoir.desk.outgoing import mail_channel, one_message
from comptoir.desk.project import Project
from comptoir.desk.requests.forms import name_of
from comptoir.errors import OutsideError
from comptoir.message import Outcome
from comptoir.printing.letterhead import letterhead
from comptoir.printing.record import Record, Section, print_record
from comptoir.private import write_private
from comptoir.requests.answers import spoken
from comptoir.requests.form import Form
from comptoir.requests.model import Request
from comptoir.store import begin, requests

FOLDER = "messages"  # under var/outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A message handed over."""

    login: str
    path: Path  # the sheet
    sent: bool  # by e-mail too


def hand_over(ctx: Context, project: Project, form: Form, one: Request) -> Handed:
    """Print the sheet of a message, e-mail it where an address is known, and note that it was.

    Raises:
        OutsideError: the mail server did not take it; the sheet is printed and says who for.
    """
    facts = tuple(_facts(ctx, project, form, one))
    sheet = Record(
        title=f"{form.title} {one.number}",
        subtitle=f"Pour {name_of(project, one.owner)}",
        intro=(one.demand,),
        sections=(Section(title="À savoir", facts=facts),),
    )
    head = letterhead(project.organisation, project.site, specimen=ctx.demonstration)
    folders = resources.theme_folders(ctx.root)
    pdf = print_record(sheet, head, folders=folders, timestamp=ctx.now())
    path = write_private(ctx.var / "outbox" / FOLDER / f"{one.number}.pdf", pdf)
    sent = _send(ctx, project, form, one, facts)
    with begin(ctx, act="request.message") as tx:
        requests.happened(tx, one.id, "message", one.owner)
    return Handed(login=one.owner, path=path, sent=sent)


def _facts(ctx: Context, project: Project, form: Form, one: Request) -> list[tuple[str, str]]:
    at = ctx.local(one.at)
    told = [
        ("Reçu", f"{french_date(one.received_on, weekday=True)}, à {at:%H h %M}"),
        ("Par", f"{name_of(project, one.agent)} ({one.channel.french})"),
        ("De la part de", one.caller or one.contact),
        ("Ce que nous avons compris", one.need),
    ]
    apart = {
        q.id for part in ("demand", "need", "caller", "confirmed") if (q := form.filling(part))
    }
    questions = form.questions
    told += [
        (questions[name].label, spoken(questions[name], value))
        for name, value in one.answers.items()
        if name not in apart and name in questions
    ]
    if one.due_on:
        told.append(("Réponse promise pour le", short_date(one.due_on)))
    told.append(("Pour répondre", f"comptoir demande prendre {one.number}"))
    return [(label, value) for label, value in told if value]


def _send(
    ctx: Context, project: Project, form: Form, one: Request, facts: tuple[tuple[str, str], ...]
) -> bool:
    person = project.site.people.get(one.owner)
    if person is None or not person.email or one.owner == ctx.actor.login:
        return False
    lines = [one.demand, "", *(f"{label} : {value}" for label, value in facts)]
    message = one_message(
        ctx,
        project,
        id_=f"message-{one.number}",
        to=person.email,
        subject=f"{form.title} {one.number}",
        text="\n".join(lines) + "\n",
        automatic=True,
    )
    settings, folder = project.site.campaigns, ctx.var / "outbox" / FOLDER
    channel = mail_channel(ctx, settings, folder)
    try:
        answer = channel.send(message)
    finally:
        channel.close()
    if answer.outcome is not Outcome.SENT:
        raise OutsideError(
            f"{one.number} est enregistrée, mais le courriel n’est pas parti ({answer.detail}).",
            remedy=f"Remettez la fiche papier : var/outbox/{FOLDER}/{one.number}.pdf.",
        )
    return True
