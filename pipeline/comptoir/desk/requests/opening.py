"""Take a request down: by a form, from a message of the site, or as a message for somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from comptoir.contacts.model import Contact
from comptoir.contacts.privacy import masked
from comptoir.context import Context
from comptoir.desk.project import Project, load
from comptoir.desk.requests import forms, messages
from comptoir.errors import InputError
from comptoir.requests.answers import Answers, fill, stored
from comptoir.requests.form import Form
from comptoir.requests.model import Channel, Kind, State, moved
from comptoir.store import Transaction, access, begin, billing, contacts, reading, reminders
from comptoir.store import requests as store
from comptoir.store.billing import KeptInvoice
from comptoir.store.reminders import Held
from comptoir.store.requests import NewRequest
from comptoir.text import on_one_line

USUAL = "accueil"
LONGEST = 260  # working days that may be promised: a year


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said at the desk, before it is a request."""

    form: str = USUAL
    channel: Channel = Channel.PHONE
    kind: Kind | None = None
    contact: str = ""  # a reference, when who it is is known
    caller: str = ""  # else, who they say they are
    owner: str = ""  # who takes care of it: a login or a name of [people]
    delay: int | None = None  # working days promised
    invoice: str = ""  # what a complaint or a dispute is about
    received_on: date | None = None
    answers: Mapping[str, str] = field(default_factory=dict)  # by question


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A request taken down."""

    number: str
    kind: Kind
    state: State
    owner: str
    due_on: date | None
    notice: str  # what is to be told to the person about their data
    held: str = ""  # the invoice that is reminded no more
    message: Path | None = None  # what was handed to the person in charge
    sent_to: str = ""  # login of who got it by e-mail
    like: tuple[Contact, ...] = ()  # contacts that the caller may be


def who(ctx: Context, text: str, *, limit: int = 6) -> tuple[Contact, ...]:
    """Return the contacts that somebody may be, by what was typed of a name, mail or number."""
    if len(text.strip()) < 2:
        return ()
    with reading(ctx) as db:
        found = contacts.find(db, text, limit=limit)
    access.note(ctx, act="request.who", rows=len(found))
    return tuple(masked(one, ctx.actor.rights) for one in found)


def facts(ctx: Context, told: Told) -> dict[str, tuple[str, ...]]:
    """Return what conditions may ask besides the answers."""
    kinds = (told.kind.value,) if told.kind else ()
    known: dict[str, tuple[str, ...]] = {"channel": (told.channel.value,), "kind": kinds}
    if not told.contact:
        return known
    with reading(ctx) as db:
        one = contacts.by_reference(db, told.contact)
        roles = contacts.roles_of(db, one.id)
    held = tuple(str(role.role.value) for role in roles if role.until is None)
    return {**known, "role": held}


def usual(project: Project, form: Form, told: Told) -> dict[str, str]:
    """Return the answers that other options already say."""
    given: dict[str, str] = {}
    motive, caller, delay = (form.filling(part) for part in ("motive", "caller", "delay"))
    if motive and told.kind:
        of_kind = [one.value for one in motive.choices if one.kind is told.kind]
        if len(of_kind) == 1:
            given[motive.id] = of_kind[0]
    if caller and (said := told.contact or told.caller):
        given[caller.id] = said
    days = told.delay
    if days is None and told.kind not in (None, Kind.INFORMATION):
        days = usual_delay(project)
    if delay and days is not None and (not delay.choices or delay.choice(str(days))):
        given[delay.id] = str(days)
    return given


def usual_delay(project: Project) -> int:
    """Return the working days in which a complaint is answered: the charter's, else ten."""
    return project.organisation.charter.answer_days or 10


def new(ctx: Context, told: Told) -> Opened:
    """Take a request down, with what follows from it, in one act.

    Raises:
        InputError: an answer is missing or wrong, a name is not known, a dispute names no invoice.
    """
    day, project = ctx.act_on(), load(ctx)
    form = forms.read_form(ctx, project, told.form)
    answers = fill(
        form,
        told.answers,
        usual=usual(project, form, told),
        facts=facts(ctx, told),
        shown=forms.shown(told.form),
    )
    received = told.received_on or day
    if received > day:
        raise InputError("le jour de réception est à venir.", remedy="Corrigez --on.")
    with begin(ctx, act="request.new") as tx:
        made = _new(ctx, project, form, told, answers, received)
        contact = contacts.by_reference(tx.db, told.contact) if told.contact else None
        number = told.invoice or _named_invoice(answers, made.kind)
        invoice = _contested(tx.db, number, made.kind, contact)
        number = store.add(tx, _row(made, contact, invoice))
        one = store.numbered(tx.db, number, year=received.year)
        held = _hold(tx, invoice, made.kind, number, day)
        if reply := answers.filled("answer"):
            _answered_at_once(tx, number, str(reply), told.channel)
    handed = messages.hand_over(ctx, project, form, one) if form.hand_over else None
    state = State.ANSWERED if reply else State.NEW
    like = () if contact or not made.caller else who(ctx, made.caller, limit=3)
    return Opened(
        number=number,
        kind=made.kind,
        state=state,
        owner=made.owner,
        due_on=made.due_on,
        notice=form.notice,
        held=held,
        message=handed.path if handed else None,
        sent_to=handed.login if handed and handed.sent else "",
        like=like,
    )


def _new(
    ctx: Context, project: Project, form: Form, told: Told, answers: Answers, received: date
) -> NewRequest:
    motive = form.filling("motive")
    choice = motive.choice(answers.filled("motive")) if motive else None
    kind = told.kind or (choice.kind if choice else None) or Kind.INFORMATION
    owner = _owner(ctx, project, told.owner or (choice.owner if choice else ""))
    reply = _said(answers, "reply_by")
    days = _days(project, told, answers, kind)
    if answers.filled("answer"):
        days = None
    confirmed = answers.filled("confirmed")
    return NewRequest(
        kind=kind,
        form=told.form,
        channel=told.channel,
        received_on=received,
        owner=owner,
        caller="" if told.contact else on_one_line(told.caller or _said(answers, "caller")),
        demand=_said(answers, "demand"),
        need=_said(answers, "need"),
        confirmed=confirmed if isinstance(confirmed, bool) else None,
        motive=choice.value if choice else "",
        answers=stored(answers.held),
        reply_by="" if reply == "none" else reply,
        promised_days=days,
        due_on=project.organisation.working_days.after(received, days) if days else None,
    )


def _said(answers: Answers, part: str) -> str:
    return str(answers.filled(part) or "")


def _owner(ctx: Context, project: Project, said: str) -> str:
    if not said:
        return ctx.actor.login
    login = forms.login_of(project, said)
    if login is None:
        raise InputError(
            f"« {said} » n’est pas dans [people] de comptoir.toml.",
            remedy=f"Il y a : {', '.join(project.site.people) or 'personne'}.",
        )
    return login


def _days(project: Project, told: Told, answers: Answers, kind: Kind) -> int | None:
    """Return the working days promised; a complaint is never left without (charter, else ten)."""
    said = told.delay if told.delay is not None else answers.filled("delay")
    if said is None:
        return None if kind is Kind.INFORMATION else usual_delay(project)
    days = int(str(said))
    if not 1 <= days <= LONGEST:
        raise InputError(f"un délai promis va de 1 à {LONGEST} jours ouvrés.", value=str(days))
    return days


def _named_invoice(answers: Answers, kind: Kind) -> str:
    """Return the invoice that an answer names; a gift receipt or a quote is none."""
    said = _said(answers, "invoice").strip().upper()
    return said if kind is not Kind.INFORMATION and said.startswith("F-") else ""


def _contested(
    db: Connection, number: str, kind: Kind, contact: Contact | None
) -> KeptInvoice | None:
    """Return the invoice that it is about."""
    if not number:
        if kind is Kind.DISPUTE:
            raise InputError(
                "un litige porte sur une facture : laquelle ?",
                remedy="Ajoutez --invoice F-2026-0001 ; sans facture, c’est une réclamation.",
            )
        return None
    kept = billing.invoice_numbered(db, number.strip().upper())
    if contact and kept.contact_id != contact.id:
        raise InputError(
            f"la facture {kept.invoice.number} n’est pas celle de {contact.reference}.",
            remedy="Vérifiez le numéro de la facture, ou celui du contact.",
        )
    return kept


def _row(made: NewRequest, contact: Contact | None, invoice: KeptInvoice | None) -> NewRequest:
    about = contact.id if contact else invoice.contact_id if invoice else None
    return replace(made, contact_id=about, invoice_id=invoice.id if invoice else None)


def _hold(tx: Transaction, invoice: KeptInvoice | None, kind: Kind, number: str, day: date) -> str:
    """Suspend the reminders of an invoice that is complained of, while it is looked into."""
    if invoice is None or kind is Kind.INFORMATION or invoice.amount_due <= 0:
        return ""
    if invoice.id in reminders.held(tx.db):
        return ""
    why = Held(day, f"{kind.french} {number}")
    reminders.hold(tx, invoice.id, invoice.invoice.number, why)
    return invoice.invoice.number


def _answered_at_once(tx: Transaction, number: str, said: str, channel: Channel) -> None:
    """Answer on the spot: taken, then answered, by who took it down."""
    one = store.numbered(tx.db, number, year=tx.ctx.today.year)
    state = moved(number, one.state, "take")
    store.happened(tx, one.id, "taken")
    store.change(
        tx, one, state=moved(number, state, "answer").value, answered_on=tx.ctx.today, answer=said,
        answer_channel=channel.value, owner=tx.ctx.actor.login,
    )  # fmt: skip
    store.happened(tx, one.id, "answered", channel.value)
