"""After an event: who came, what it cost, who was new, who gave afterwards; and its sheets."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection, func, select

from comptoir import resources
from comptoir.agenda.tickets import State as Ticketed
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk.events.audience import Invitation, invitation
from comptoir.desk.events.planning import Line, budget, named
from comptoir.desk.project import load
from comptoir.desk.sheets import export_path
from comptoir.money import ZERO, to_cents
from comptoir.printing.letterhead import letterhead
from comptoir.printing.record import Record, Section, print_record
from comptoir.private import write_private
from comptoir.store import access, contacts, events, reading, tickets
from comptoir.store.events import SEATED, State
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.members import donation
from comptoir.text import fold

AFTER = timedelta(days=90)  # in which a gift is told to follow the event


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an event was."""

    slug: str
    title: str
    on: str
    capacity: int | None
    registered: int  # seats
    waiting: int
    attended: int
    missed: int
    new_contacts: int
    invitation: Invitation | None
    gifts: int
    gifts_amount: Decimal
    tickets: int  # sold
    takings: Decimal  # that they brought
    lines: tuple[Line, ...]
    spent: Decimal
    received: Decimal
    cost_per_attendee: Decimal | None


def report(ctx: Context, slug: str) -> Report:
    """Reckon an event: people, money, and what came of it."""
    event = named(ctx, slug)
    lines = budget(ctx, event)
    with reading(ctx) as db:
        found = events.registrations(db, slug)
        came = [one.contact_id for one in found if one.state is State.ATTENDED]
        count, amount = _gifts(db, came, event.day, event.day + AFTER)
        fresh = _fresh(db, came, event.day)
        sold = [one for one in tickets.of_event(db, slug) if one.state is not Ticketed.CANCELLED]

    def seats(*states: str) -> int:
        return sum(one.seats for one in found if one.state.value in states)

    door = sum(1 for one in sold if one.state is Ticketed.USED and not one.registration)
    attended = seats(State.ATTENDED.value) + door
    takings = sum((one.price for one in sold), ZERO)
    spent = sum((line.actual for line in lines if not line.income), ZERO)
    received = sum((line.actual for line in lines if line.income), ZERO) + takings
    return Report(
        slug=slug,
        title=event.meta.title,
        on=french_date(event.day, weekday=True),
        capacity=event.meta.capacity,
        registered=seats(*SEATED),
        waiting=seats(State.WAITING.value),
        attended=attended,
        missed=seats(State.MISSED.value),
        new_contacts=fresh,
        invitation=invitation(ctx, event),
        gifts=count,
        gifts_amount=amount,
        tickets=len(sold),
        takings=takings,
        lines=tuple(lines),
        spent=spent,
        received=received,
        cost_per_attendee=to_cents((spent - received) / attended) if attended else None,
    )


def _gifts(db: Connection, people: list[int], first: date, last: date) -> tuple[int, Decimal]:
    if not people:
        return 0, ZERO
    inside = (
        donation.c.received_on.between(first, last)
        & donation.c.contact_id.in_(people)
        & donation.c.cancelled_on.is_(None)
    )
    rows = db.execute(select(donation.c.amount).where(inside)).scalars().all()
    return len(rows), sum(rows, ZERO)


def _fresh(db: Connection, people: list[int], day: date) -> int:
    """Count those whom the base knows since the event, or later."""
    if not people:
        return 0
    query = select(func.count()).where(contact.c.id.in_(people), contact.c.source_on >= day)
    return int(db.execute(query).scalar() or 0)


def _sorted_name(person: Contact) -> str:
    parts = (person.last_name, person.first_name)
    return " ".join(part for part in parts if part) or person.full_name


def attendance_sheet(ctx: Context, slug: str) -> Path:
    """Print the sheet that people sign, in the order of their names."""
    event, project = named(ctx, slug), load(ctx)
    with reading(ctx) as db:
        found = [one for one in events.registrations(db, slug) if one.state.value in SEATED]
        people = {one.id: one for one in contacts.many(db, [r.contact_id for r in found])}
    named_ = sorted(((_sorted_name(people[one.contact_id]), one) for one in found),
                    key=lambda pair: (fold(pair[0]), pair[1].reference))  # fmt: skip
    access.note(ctx, act="event.sheet", noun="event", record_id=slug, rows=len(found),
                purpose="feuille d’émargement")  # fmt: skip
    rows = tuple((name, one.contact, str(one.seats), "") for name, one in named_)
    blank = tuple(("", "", "", "") for _ in range(6))
    record = Record(
        title="Feuille d’émargement",
        subtitle=f"{event.meta.title}, {french_date(event.day, weekday=True)}",
        intro=(f"Lieu : {event.meta.place}." if event.meta.place else "",),
        sections=(Section(title="Inscrits", header=("Nom", "Référence", "Places", "Signature"),
                          rows=rows + blank, widths=(4, 2, 1, 5), signed=True),),
    )  # fmt: skip
    head = letterhead(project.organisation, project.site, specimen=ctx.demonstration)
    content = print_record(
        record, head, folders=resources.theme_folders(ctx.root), timestamp=ctx.now()
    )
    return write_private(export_path(ctx, f"emargement-{slug}", ".pdf"), content)
