"""`comptoir reminder plan`: who has not paid, what is to be said next, and what suspends it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection

from comptoir.campaigns.address import address_block
from comptoir.channels.mime import is_sendable
from comptoir.consent import ContactState, decide
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.desk import project as projects
from comptoir.desk.project import Project
from comptoir.desk.reminder_words import PURPOSE
from comptoir.errors import RefusedError
from comptoir.money import ZERO, french_amount
from comptoir.reminders import FORMAL_NOTICE, Done, days_late, next_step
from comptoir.settings.reminders import ReminderSettings
from comptoir.store import begin, billing, contact_states, contacts, reading, reminders
from comptoir.store.billing import KeptInvoice
from comptoir.store.reminders import Held
from comptoir.text import on_one_line

EMAIL, LETTER = "email", "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """An invoice that ought to have been paid, and what comes next."""

    invoice: str
    contact: str
    due_on: date
    days_late: int
    amount_due: Decimal
    level: int = 0  # the next one; 0 when nothing comes next
    channel: str = ""  # email, letter; nothing when it is not reminded today
    waits: str = ""  # why it is not reminded today


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What `plan` shows: overdue invoices, the latest first, and how many are not due yet."""

    overdue: tuple[Overdue, ...]
    not_due: int

    @property
    def ready(self) -> tuple[Overdue, ...]:
        return tuple(one for one in self.overdue if one.channel)


def plan(ctx: Context) -> Plan:
    """Return each overdue invoice with its next reminder, or why there is none today."""
    project = projects.load(ctx)
    with reading(ctx) as db:
        return _plan(db, ctx, project)


def _plan(db: Connection, ctx: Context, project: Project) -> Plan:
    unpaid = billing.invoices(db, unpaid=True)
    late = [kept for kept in unpaid if days_late(kept.invoice.due_on, ctx.today)]
    ids = sorted({kept.contact_id for kept in late})
    known = _Known(
        people={one.id: one for one in contacts.many(db, ids)},
        states=contact_states.states(db, ids, ctx.today),
        done=reminders.done(db, [kept.id for kept in late]),
        held=reminders.held(db),
        credits=billing.to_give_back(db),
    )
    settings = project.site.reminders
    overdue = tuple(_overdue(kept, known, settings, ctx.today) for kept in late)
    return Plan(overdue=overdue, not_due=len(unpaid) - len(late))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What the base says of overdue invoices and of whose they are."""

    people: Mapping[int, Contact]
    states: Mapping[int, ContactState]
    done: Mapping[int, tuple[Done, ...]]
    held: Mapping[int, Held]
    credits: Mapping[str, Decimal]  # by reference of the contact


def _overdue(kept: KeptInvoice, known: _Known, settings: ReminderSettings, today: date) -> Overdue:
    invoice, done = kept.invoice, known.done.get(kept.id, ())
    person, state = known.people.get(kept.contact_id), known.states.get(kept.contact_id)
    told = Overdue(
        invoice=invoice.number,
        contact=person.reference if person else invoice.offer.buyer.reference,
        due_on=invoice.due_on,
        days_late=days_late(invoice.due_on, today),
        amount_due=kept.amount_due,
    )
    step = next_step(invoice.due_on, done, settings)
    if step is None:
        return replace(told, waits=f"mise en demeure du {short_date(max(done).on)}")
    told = replace(told, level=step.level)
    if person is None or state is None:
        return replace(told, waits="fiche effacée")
    if waits := _stopped(state, known.held.get(kept.id), known.credits.get(told.contact, ZERO)):
        return replace(told, waits=waits)
    if step.on > today:
        return replace(told, waits=f"à partir du {short_date(step.on)}")
    if channel := _channel(person, state, step.level):
        return replace(told, channel=channel)
    return replace(told, waits="ni courriel ni adresse postale complète")


def _stopped(state: ContactState, held: Held | None, credit: Decimal) -> str:
    """Say what stops any reminder of an invoice, or nothing."""
    if state.deceased:
        return "décès connu : voyez la succession"
    if held:
        return f"suspendue le {short_date(held.on)} : {held.reason}"
    if credit:
        return f"un avoir de {french_amount(credit)} lui est dû"
    return ""


def _channel(person: Contact, state: ContactState, level: int) -> str:
    """Return email where the contact has one, else letter; a formal notice is a letter."""
    by_email = decide(PURPOSE, "email", state).allowed and is_sendable(person.email)
    if by_email and level < FORMAL_NOTICE:
        return EMAIL
    by_post = decide(PURPOSE, "post", state).allowed and address_block(person).deliverable
    return LETTER if by_post else ""


def hold(ctx: Context, number: str, *, note: str) -> str:
    """Suspend the reminders of an invoice: it is disputed, or a delay was agreed."""
    day, told = ctx.act_on(), on_one_line(note)
    if not told:
        raise RefusedError(
            "Il manque la raison de suspendre les relances.", remedy="Dites-la par --note."
        )
    with begin(ctx, act="reminder.hold") as tx:
        kept = billing.invoice_numbered(tx.db, number.strip().upper())
        if kept.amount_due <= 0:
            raise RefusedError(f"La facture {kept.invoice.number} est soldée.")
        reminders.hold(tx, kept.id, kept.invoice.number, Held(day, told))
    return kept.invoice.number


def resume(ctx: Context, number: str) -> str:
    """Take up the reminders of an invoice again."""
    ctx.act_on()
    with begin(ctx, act="reminder.resume") as tx:
        kept = billing.invoice_numbered(tx.db, number.strip().upper())
        if not reminders.resume(tx, kept.id, kept.invoice.number):
            raise RefusedError(f"Les relances de {kept.invoice.number} ne sont pas suspendues.")
    return kept.invoice.number
