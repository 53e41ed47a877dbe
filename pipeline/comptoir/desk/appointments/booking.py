"""Take, move and close appointments; nobody and no room is promised twice."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from sqlalchemy import Connection

from comptoir.agenda.slots import Slot, free, slots
from comptoir.context import Context
from comptoir.dates import WorkingDays
from comptoir.desk.project import load, settings_file
from comptoir.errors import InputError, Place, RefusedError
from comptoir.errors.french import meant
from comptoir.settings.appointments import Appointments
from comptoir.store import Transaction, appointments, begin, contacts, reading
from comptoir.store.appointments import Appointment, State

SETTINGS = "contacts/appointments.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """What is wanted; the first free slot of an agent when no time is said."""

    contact: str
    at: datetime  # naive, in the house's zone
    agent: str = ""
    room: str = ""
    minutes: int = 0
    subject: str = ""
    request: str = ""
    outside: bool = False  # outside the hours of the settings, on purpose


@dataclass(frozen=True, slots=True)
class House:
    """The hours of the house and its zone."""

    said: Appointments
    zone: tzinfo
    working: WorkingDays

    def local(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone).replace(tzinfo=None)

    def instant(self, local: datetime) -> datetime:
        return local.replace(tzinfo=self.zone).astimezone(UTC)

    def slot(self, one: Appointment) -> Slot:
        return Slot(self.local(one.starts), self.local(one.ends), one.agent, one.room)


def house(ctx: Context) -> House:
    """Return the hours of the house.

    Raises:
        InputError: they are not written, or badly.
    """
    if not (ctx.root / SETTINGS).is_file():
        raise InputError(
            "cette organisation n’a pas encore d’heures de rendez-vous.",
            remedy=f"Écrivez-les dans {SETTINGS} : voyez docs/guide/rendez-vous.md.",
            at=Place(SETTINGS),
        )
    said = settings_file(ctx.root, SETTINGS, Appointments)
    project = load(ctx)
    return House(said, ctx.zone, project.organisation.working_days)


def free_slots(ctx: Context, *, first: date, days: int, agent: str = "") -> list[Slot]:
    """Return what can still be had from a day on."""
    here = house(ctx)
    span = [first + timedelta(days=n) for n in range(days)]
    with reading(ctx) as db:
        taken = _taken(db, here, span[0], span[-1])
    hours = [one for one in here.said.hours if agent in ("", one.agent)]
    return list(free(hours, span, here.working, taken=taken, now=here.local(ctx.now())))


def book(ctx: Context, wanted: Booking) -> Appointment:
    """Take an appointment.

    Raises:
        InputError: the contact, the person or the room is not known.
        RefusedError: it is gone by, outside the hours, or the person or the room is taken.
    """
    ctx.act_on()
    here = house(ctx)
    with begin(ctx, act="appointment.book") as tx:
        person = contacts.by_reference(tx.db, wanted.contact)
        slot = _slot(tx, here, wanted)
        _refuse_taken(tx, here, slot)
        return appointments.add(
            tx,
            contact_id=person.id,
            agent=slot.agent,
            room=slot.room,
            starts=here.instant(slot.starts),
            ends=here.instant(slot.ends),
            subject=wanted.subject,
            request=wanted.request,
        )


def move(ctx: Context, reference: str, at: datetime, *, outside: bool = False) -> Appointment:
    """Give an appointment another time, with the same person if there is no other choice."""
    ctx.act_on()
    here = house(ctx)
    with begin(ctx, act="appointment.move") as tx:
        one = _booked(tx, reference)
        minutes = int((one.ends - one.starts).total_seconds() // 60)
        wanted = Booking(contact=one.contact, at=at, agent=one.agent, room=one.room,
                         minutes=minutes, outside=outside)  # fmt: skip
        slot = _slot(tx, here, wanted)
        _refuse_taken(tx, here, slot, but=one.id)
        return appointments.change(
            tx,
            one,
            starts=here.instant(slot.starts),
            ends=here.instant(slot.ends),
            room=slot.room,
            reminded_at=None,
        )


def close(ctx: Context, reference: str, state: State) -> Appointment:
    """Say what became of an appointment: kept, missed or cancelled.

    Raises:
        RefusedError: it is closed already, or has not happened yet.
    """
    ctx.act_on()
    with begin(ctx, act="appointment.close") as tx:
        one = _booked(tx, reference)
        if state is not State.CANCELLED and one.starts > ctx.now():
            raise RefusedError(f"{one.reference} n’a pas encore eu lieu.",
                               remedy="Pour l’annuler : comptoir rendez-vous annuler")  # fmt: skip
        return appointments.change(tx, one, state=state.value)


def listed(
    ctx: Context, *, first: date, days: int, agent: str = "", everything: bool = False
) -> list[tuple[Slot, Appointment]]:
    """Return the appointments of some days, in order."""
    here = house(ctx)
    start = here.instant(datetime.combine(first, datetime.min.time()))
    states = [each.value for each in State] if everything else appointments.TAKES
    with reading(ctx) as db:
        found = appointments.between(db, start, start + timedelta(days=days), states=states)
    return [(here.slot(one), one) for one in found if agent in ("", one.agent)]


def _booked(tx: Transaction, reference: str) -> Appointment:
    one = appointments.by_reference(tx.db, reference)
    if one.state is not State.BOOKED:
        raise RefusedError(f"{one.reference} n’est plus à venir : son état ne change plus.")
    return one


def _slot(tx: Transaction, here: House, wanted: Booking) -> Slot:
    if here.instant(wanted.at) <= tx.ctx.now():
        raise RefusedError("cette heure est passée.", remedy="Voyez : comptoir rendez-vous libres")
    agents = {one.agent for one in here.said.hours}
    _refuse_unknown("personne", wanted.agent, agents)
    _refuse_unknown("salle", wanted.room, here.said.rooms)
    if wanted.outside and wanted.agent and wanted.minutes:
        end = wanted.at + timedelta(minutes=wanted.minutes)
        return Slot(wanted.at, end, wanted.agent, wanted.room)
    for slot in _fitting(tx, here, wanted):
        return slot
    raise RefusedError(
        "personne ne reçoit à cette heure-là.",
        remedy="Voyez : comptoir rendez-vous libres ; hors des heures, dites --hors-heures, avec "
        "--agent et --minutes.",
    )


def _fitting(tx: Transaction, here: House, wanted: Booking) -> Iterator[Slot]:
    chosen = [s for s in slots(here.said.hours, wanted.at.date(), here.working)
              if s.starts == wanted.at and wanted.agent in ("", s.agent)
              and wanted.room in ("", s.room)]  # fmt: skip
    taken = _taken(tx.db, here, wanted.at.date(), wanted.at.date())
    chosen.sort(key=lambda slot: any(slot.overlaps(other) for other in taken))
    yield from chosen


def _refuse_unknown(what: str, name: str, known: Collection[str]) -> None:
    if name and name not in known:
        raise InputError(
            f"{what} inconnue : « {name} ».",
            remedy=meant(name, known, otherwise=f"Voyez {SETTINGS}."),
        )


def _taken(db: Connection, here: House, first: date, last: date) -> list[Slot]:
    start = here.instant(datetime.combine(first, datetime.min.time()))
    end = here.instant(datetime.combine(last + timedelta(days=1), datetime.min.time()))
    return [here.slot(one) for one in appointments.between(db, start, end)]


def _refuse_taken(tx: Transaction, here: House, slot: Slot, *, but: int = 0) -> None:
    day = slot.starts.date()
    start = here.instant(datetime.combine(day, datetime.min.time()))
    for one in appointments.between(tx.db, start, start + timedelta(days=2)):
        if one.id != but and here.slot(one).overlaps(slot):
            whom = "la personne" if one.agent == slot.agent else "la salle"
            raise RefusedError(
                f"{whom} est déjà prise, de {here.local(one.starts):%H h %M} à "
                f"{here.local(one.ends):%H h %M} ({one.reference}).",
                remedy="Voyez : comptoir rendez-vous libres",
            )
