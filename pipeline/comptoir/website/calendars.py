"""Events as iCalendar: one file an event, one for the whole agenda, in the right time zone."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from pathlib import Path

from icalendar import Calendar, Event

from comptoir.site.front_matter import EventMeta
from comptoir.site.source import PageKind, SourcePage
from comptoir.website.edition import Edition, Facts
from comptoir.website.fees import entry_price

STATUS = {"open": "CONFIRMED", "full": "CONFIRMED", "cancelled": "CANCELLED"}


def calendar(events: Iterable[SourcePage], facts: Facts, *, name: str) -> bytes:
    """Write events; the stamp is the day the page last changed, so that nothing else moves."""
    made = Calendar()
    made.add("prodid", f"-//Comptoir//{facts.organisation.name}//FR")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", facts.site.site.timezone)
    for page in events:
        made.add_component(_event(page, facts))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def write_calendars(edition: Edition, output: Path) -> set[str]:
    """Write one file an event, and one for the whole agenda; return their names."""
    facts = edition.facts
    events = sorted(edition.of(PageKind.EVENT), key=_start)
    texts = {
        f"{page.url.strip('/')}/{page.slug}.ics": calendar([page], facts, name=page.meta.title)
        for page in events
    }
    if events:
        name = f"Agenda : {facts.site.site.name}"
        texts["agenda/agenda.ics"] = calendar(events, facts, name=name)
    for file, text in texts.items():
        (output / file).parent.mkdir(parents=True, exist_ok=True)
        (output / file).write_bytes(text)
    return set(texts)


def _start(page: SourcePage) -> tuple[datetime, str]:
    if not isinstance(page.meta, EventMeta):
        raise TypeError("a calendar is made of events")
    return page.meta.starts, page.slug


def _event(page: SourcePage, facts: Facts) -> Event:
    meta = page.meta
    if not isinstance(meta, EventMeta):
        raise TypeError("a calendar is made of events")
    changed = datetime.combine(meta.modified or meta.date, time(), UTC)
    event = Event()
    event.add("uid", f"{page.slug}@{facts.host}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("dtstart", meta.starts)
    event.add("dtend", meta.ends)
    if meta.repeats and meta.until:
        last = datetime.combine(meta.until, meta.starts.time(), meta.starts.tzinfo)
        event.add("rrule", meta.repeats.rule() | {"UNTIL": last.astimezone(UTC)})
        for day in meta.excepted:
            event.add("exdate", datetime.combine(day, meta.starts.time(), meta.starts.tzinfo))
    event.add("summary", f"ANNULÉ : {meta.title}" if meta.state == "cancelled" else meta.title)
    event.add("description", _description(meta))
    event.add("location", ", ".join(part for part in (meta.place, meta.address) if part))
    event.add("status", STATUS[meta.state])
    event.add("url", f"{facts.site.site.url}{page.url}")
    return event


def _description(meta: EventMeta) -> str:
    lines = [meta.summary]
    if meta.state == "full":
        lines.append("Complet.")
    if price := entry_price(meta):
        lines.append(f"Tarif : {price}.")
    if meta.registration:
        lines.append(f"Inscription : {meta.registration}.")
    return "\n".join(lines)
