"""`comptoir membership call`: ask members to renew, each once for a period.

Nothing is posted: a fee is income once it is cashed (ANC 2018-06, art. 142-1), unless the statutes
give a right to claim it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection

from comptoir import resources
from comptoir.campaigns.address import address_block
from comptoir.channels.file import FileChannel
from comptoir.channels.mime import is_sendable
from comptoir.channels.protocol import Channel
from comptoir.consent import ContactState, Purpose, decide
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk import model_letters
from comptoir.desk import project as projects
from comptoir.desk.outgoing import hand_over, mail_channel, one_message
from comptoir.desk.project import Project
from comptoir.errors import ComptoirError, InputError
from comptoir.members import plans
from comptoir.members.calls import CALL_FIELDS, Call, call_fields, is_near
from comptoir.money import ZERO
from comptoir.printing.letters import print_letters
from comptoir.private import write_private
from comptoir.settings import Basis, Organisation, PurposeClass
from comptoir.store import begin, contact_states, contacts, membership_calls, reading
from comptoir.store.membership_calls import Called, Standing

MODEL = "appel-cotisation"
FOLDER = "cotisations"  # under var/outbox
EMAIL, LETTER = "email", "letter"
# No advertising, and nothing that an unsubscription stops: it comes with belonging.
PURPOSE = Purpose(
    id="cotisations", title="Votre adhésion", kind=PurposeClass.STATUTORY, basis=Basis.CONTRACT
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A member whose time to renew has come."""

    call: Call
    contact_id: int
    channel: str = ""  # email, letter; nothing when no call leaves
    waits: str = ""  # why none does


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The calls that left, or would leave."""

    sent: tuple[Planned, ...]
    without: tuple[tuple[str, str], ...]  # who, and why no call left
    called_before: int
    batch: Path | None = None  # the letters, to print
    folder: Path | None = None  # the e-mails, where they are files

    @property
    def amount(self) -> Decimal:
        return sum((one.call.amount for one in self.sent), ZERO)


def run(ctx: Context, *, dry_run: bool = False) -> Run:
    """Call those whose membership ends within sixty days, or ended within a year.

    Letters are one file to print, in one act; each e-mail is an act of its own. Whom a fee of
    somebody else covers, who renewed and who was called for the period are not called.
    """
    ctx.act_on()
    project = projects.load(ctx)
    with reading(ctx) as db:
        found, before, lost = _planned(db, ctx.today, project.organisation)
        people = {one.id: one for one in contacts.many(db, [one.contact_id for one in found])}
    ready = tuple(one for one in found if one.channel)
    told = Run(
        sent=ready,
        without=(*((one.call.member, one.waits) for one in found if one.waits), *lost),
        called_before=before,
    )
    if dry_run or not ready:
        return told
    writer = model_letters.writer(ctx, project, MODEL, PURPOSE, CALL_FIELDS)
    mailed, folder, troubles = _mail(ctx, project, writer, people, _by(ready, EMAIL))
    printed, batch, failed = _print(ctx, writer, people, _by(ready, LETTER))
    return replace(
        told,
        sent=(*mailed, *printed),
        without=(*told.without, *troubles, *failed),
        batch=batch,
        folder=folder,
    )


def _by(ready: Sequence[Planned], channel: str) -> list[Planned]:
    return [one for one in ready if one.channel == channel]


def _planned(
    db: Connection, today: date, organisation: Organisation
) -> tuple[list[Planned], int, list[tuple[str, str]]]:
    """Return who is to renew, how many were called before, and whose plan is told no more."""
    done, before = membership_calls.called(db), 0
    latest: dict[int, Standing] = {}
    for one in membership_calls.standing(db, organisation.seasons):
        if one.contact_id not in latest or one.ends >= latest[one.contact_id].ends:
            latest[one.contact_id] = one
    found, lost = [], []
    for one in latest.values():
        if one.covered or not is_near(one.ends, today):
            continue
        try:
            call = _call(organisation, one)
        except InputError as error:
            lost.append((one.reference, error.faults[0].found))
            continue
        if call is None:
            lost.append((one.reference, "la saison suivante n’est pas dans [[seasons]]"))
        elif (one.contact_id, call.term.name) in done:
            before += 1
        else:
            found.append(Planned(call=call, contact_id=one.contact_id))
    return _with_channels(db, found, today), before, lost


def _call(organisation: Organisation, one: Standing) -> Call | None:
    plan = plans.plan_named(organisation, one.level)
    term = plans.next_term(organisation, plan, one.ends)
    if term is None:
        return None
    amount = plans.price(organisation, plan, term, on=term.starts)
    return Call(member=one.reference, plan=plan, term=term, amount=amount, until=one.ends)


def _with_channels(db: Connection, found: Sequence[Planned], today: date) -> list[Planned]:
    ids = [one.contact_id for one in found]
    people = {one.id: one for one in contacts.many(db, ids)}
    states = contact_states.states(db, ids, today)
    return [_reached(one, people[one.contact_id], states[one.contact_id]) for one in found]


def _reached(one: Planned, person: Contact, state: ContactState) -> Planned:
    if not one.call.amount:
        return replace(one, waits="cette formule est sans cotisation")
    if decide(PURPOSE, "email", state).allowed and is_sendable(person.email):
        return replace(one, channel=EMAIL)
    if decide(PURPOSE, "post", state).allowed and address_block(person).deliverable:
        return replace(one, channel=LETTER)
    return replace(one, waits="ni courriel ni adresse postale complète")


def _print(
    ctx: Context, writer: model_letters.Writer, people: Mapping[int, Contact],
    ready: Sequence[Planned],
) -> tuple[list[Planned], Path | None, list[tuple[str, str]]]:  # fmt: skip
    """Print the letters as one file, and record those that are in it."""
    if not ready:
        return [], None, []
    letters = [
        writer.letter(
            people[one.contact_id],
            {"membership": call_fields(one.call)},
            reference=_reference(one.call),
            facts=(("Période", one.call.term.said),),
            codes=writer.payment(one.call.amount, _reference(one.call)),
        )
        for one in ready
    ]
    folders = resources.theme_folders(ctx.root)
    made = print_letters(letters, writer.paper(), folders=folders, timestamp=ctx.now())
    printed = [one for one in ready if _reference(one.call) in made.pages]
    failed = [
        (one.call.member, made.failed[_reference(one.call)].found)
        for one in ready
        if _reference(one.call) in made.failed
    ]
    if not printed:
        return [], None, failed
    path = _free(ctx.var / "outbox" / FOLDER / f"{ctx.today}_appels-cotisation.pdf")
    with begin(ctx, act="receipt.call") as tx:
        relative = path.relative_to(ctx.var).as_posix()
        membership_calls.add(tx, [_called(one, relative) for one in printed], on=ctx.today)
        write_private(path, made.pdf)
    return printed, path, failed


def _mail(
    ctx: Context, project: Project, writer: model_letters.Writer,
    people: Mapping[int, Contact], ready: Sequence[Planned],
) -> tuple[list[Planned], Path | None, list[tuple[str, str]]]:  # fmt: skip
    """Send the e-mails, each recorded with its departure; what fails waits for the next time."""
    if not ready:
        return [], None, []
    folder = ctx.var / "outbox" / FOLDER
    mail = mail_channel(ctx, project.site.campaigns, folder)
    sent, troubles = [], []
    try:
        for one in ctx.progress.track(ready, label="Appels", total=len(ready)):
            try:
                _send(ctx, project, writer, people[one.contact_id], one, mail)
            except ComptoirError as error:
                troubles.append((one.call.member, str(error)))
            else:
                sent.append(one)
    finally:
        mail.close()
    return sent, folder if isinstance(mail, FileChannel) and sent else None, troubles


def _send(
    ctx: Context, project: Project, writer: model_letters.Writer, person: Contact, one: Planned,
    mail: Channel,
) -> None:  # fmt: skip
    subject, text = writer.text(person, {"membership": call_fields(one.call)})
    message = one_message(
        ctx, project, id_=_reference(one.call), to=person.email, subject=subject, text=text,
        automatic=True,
    )  # fmt: skip
    path = ""
    if isinstance(mail, FileChannel):
        path = mail.path(message.id).relative_to(ctx.var).as_posix()
    with begin(ctx, act="receipt.call") as tx:
        membership_calls.add(tx, [_called(one, path)], on=ctx.today)
        hand_over(mail, message)


def _reference(call: Call) -> str:
    return f"{call.member}-{call.term.name}"


def _called(one: Planned, path: str) -> Called:
    call = one.call
    return Called(
        contact_id=one.contact_id, reference=call.member, season=call.term.name,
        level=call.plan.name, amount=call.amount, channel=one.channel, path=path,
    )  # fmt: skip


def _free(path: Path) -> Path:
    """Return a name that no file has."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free
