"""Appointments as calendar files (RFC 5545), out and in: an import makes hours busy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from comptoir.context import Context
from comptoir.desk.appointments.booking import House, house
from comptoir.desk.project import load
from comptoir.desk.sheets import export_path
from comptoir.errors import InputError, Place
from comptoir.errors.french import os_error
from comptoir.private import write_private
from comptoir.store import Transaction, appointments, begin, reading
from comptoir.store.appointments import Appointment, State

LARGEST = 5_000_000  # bytes
LONGEST = timedelta(days=31)  # a longer event is no appointment


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did."""

    busy: int  # hours that are taken now
    moved: int  # appointments of ours that have another time now
    freed: int
    same: int
    left: tuple[str, ...]  # what was not taken in, and why


def write(ctx: Context, *, first: date, days: int, agent: str = "") -> Path:
    """Write the appointments of some days in one calendar; names stay in the base."""
    here = house(ctx)
    start = here.instant(datetime.combine(first, time()))
    with reading(ctx) as db:
        found = appointments.between(db, start, start + timedelta(days=days))
    mine = [one for one in found if agent in ("", one.agent)]
    return write_private(export_path(ctx, "rendez-vous", ".ics"), calendar(ctx, here, mine))


def calendar(ctx: Context, here: House, found: Iterable[Appointment]) -> bytes:
    """Return a calendar of appointments, in the house's zone."""
    project = load(ctx)
    host = urlsplit(project.site.site.url).hostname or "localhost"
    made = Calendar()
    made.add("prodid", "-//Comptoir//Rendez-vous//FR")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"Rendez-vous, {project.organisation.name}")
    for one in found:
        event = Event()
        event.add("uid", one.uid if "@" in one.uid else f"{one.uid}@{host}")
        event.add("dtstamp", ctx.now())
        event.add("sequence", one.revision)
        event.add("dtstart", one.starts.astimezone(here.zone))
        event.add("dtend", one.ends.astimezone(here.zone))
        event.add("summary", _summary(one))
        event.add("status", "CANCELLED" if one.state is State.CANCELLED else "CONFIRMED")
        if one.room in here.said.rooms:
            event.add("location", here.said.rooms[one.room])
        made.add_component(event)
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _summary(one: Appointment) -> str:
    if one.state is State.BUSY:
        return "Occupé"
    return f"Rendez-vous {one.reference} ({one.contact})" if one.contact else one.reference


def read(ctx: Context, path: Path, *, agent: str) -> Imported:
    """Take in a calendar of somebody: their hours are busy; ours that they moved are moved.

    Raises:
        InputError: it is no calendar, or the person does not receive here.
    """
    ctx.act_on()
    here = house(ctx)
    if agent not in {one.agent for one in here.said.hours}:
        raise InputError(
            f"« {agent} » ne reçoit pas ici.", remedy="Voyez contacts/appointments.toml."
        )
    events = _events(path)
    counts = dict.fromkeys(("busy", "moved", "freed", "same"), 0)
    left: list[str] = []
    with begin(ctx, act="appointment.import") as tx:
        for number, event in enumerate(events, 1):
            try:
                counts[_take(tx, here, event, agent)] += 1
            except _LeftError as why:
                left.append(f"évènement {number} : {why}")
    return Imported(**counts, left=tuple(left))


class _LeftError(Exception):
    """Why an event is no busy hour of ours."""


def _take(tx: Transaction, here: House, event: Any, agent: str) -> str:
    uid = str(event.get("uid", "")).strip()
    if not uid:
        raise _LeftError("sans identifiant (UID)")
    if event.get("rrule"):
        raise _LeftError("il se répète : exportez ses dates une à une")
    starts, ends = _span(event, here)
    cancelled = str(event.get("status", "")).upper() == "CANCELLED"
    known = appointments.by_uid(tx.db, uid) or appointments.by_uid(tx.db, uid.partition("@")[0])
    if known is None:
        if cancelled or str(event.get("transp", "")).upper() == "TRANSPARENT":
            return "same"
        appointments.add(tx, uid=uid, state=State.BUSY, agent=agent, starts=starts, ends=ends)
        return "busy"
    if known.agent != agent:
        raise _LeftError("il est à une autre personne")
    if cancelled and known.state in (State.BUSY, State.BOOKED):
        appointments.change(tx, known, state=State.CANCELLED.value)
        return "freed"
    if (known.starts, known.ends) == (starts, ends) or known.state not in (
        State.BUSY,
        State.BOOKED,
    ):
        return "same"
    appointments.change(tx, known, starts=starts, ends=ends, reminded_at=None)
    return "moved"


def _span(event: Any, here: House) -> tuple[datetime, datetime]:
    try:
        start, end = event.decoded("dtstart"), event.decoded("dtend", None)
    except (KeyError, ValueError) as error:
        raise _LeftError("sans date de début lisible") from error
    if not isinstance(start, datetime):  # a whole day
        end = end or start + timedelta(days=1)
        start, end = datetime.combine(start, time()), datetime.combine(end, time())
    end = end or start
    first, last = (
        (here.instant(each) if each.tzinfo is None else each.astimezone(UTC))
        for each in (start, end)
    )
    if not timedelta() < last - first <= LONGEST:
        raise _LeftError("il ne dure pas, ou plus d’un mois")
    return first, last


def _events(path: Path) -> Iterator[Any]:
    at = Place(path.name)
    try:
        if path.stat().st_size > LARGEST:
            raise InputError("ce calendrier est trop gros (plus de 5 Mo).", at=at)
        content = path.read_bytes()
    except OSError as error:
        raise os_error(error) from error
    try:
        found = Calendar.from_ical(content.decode("utf-8-sig"))
        events = list(found.walk("VEVENT"))
    except (ValueError, IndexError, KeyError) as error:  # UnicodeDecodeError too
        raise InputError(
            "ce n’est pas un calendrier (.ics).",
            remedy="Exportez-le de nouveau au format iCalendar.", at=at,
        ) from error  # fmt: skip
    return iter(events)
