"""The gateway of consents: append events, keep what they come to, tell them again."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select, true

from comptoir.consent.model import ANY_CHANNEL, CHANNELS, ConsentEvent, EventKind, Standing
from comptoir.consent.standing import later
from comptoir.consent.standing import standings as consent_standings
from comptoir.store import Transaction, chain, standings, suppressions
from comptoir.store.bulk import insert_rows
from comptoir.store.contact_states import states
from comptoir.store.contacts import chunks, many
from comptoir.store.standings import Key, current
from comptoir.store.tables.consents import (
    consent_event,
    consent_event_value,
    consent_state,
    consent_text,
    consent_void,
)
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.merges import contact_merge

__all__ = [
    "NewEvent",
    "Recorded",
    "RecordedEvent",
    "current",
    "events",
    "rebuild",
    "record",
    "restate",
    "states",
    "unproven",
    "void",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """An event to record, with its proof."""

    contact_id: int
    event: ConsentEvent
    method: str
    text: str = ""  # the exact wording
    evidence: str = ""  # where the proof is: a form, a scan, a list
    page: str = ""  # where the wording stood
    commit: str = ""  # of that page
    ip: str = ""


_STANDS = consent_event.c.id.not_in(select(consent_void.c.event_id))
PROOF = ("evidence", "page", "commit", "ip")  # kept aside, erasable


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEvent:
    """An event as the base holds it."""

    event: ConsentEvent
    at: datetime
    method: str
    text: str = ""
    text_hash: str = ""
    evidence: str = ""
    page: str = ""
    commit: str = ""
    ip: str = ""
    login: str = ""


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording events did: their ids, and what is new on the opposition list."""

    ids: Sequence[int] = ()
    refusals: Sequence[tuple[str, str]] = ()  # digest, class


def record(tx: Transaction, events: Sequence[NewEvent]) -> Recorded:
    """Append events to the chain, and bring what they come to up to date."""
    if not events:
        return Recorded()
    _keep_texts(tx.db, {new.text for new in events if new.text})
    ids = chain.append_many(tx.db, consent_event, [_row(tx, new) for new in events])
    _update_states(tx.db, events)
    return Recorded(ids, _suppress(tx.db, [(new.contact_id, new.event) for new in events]))


def void(tx: Transaction, event_ids: Sequence[int], *, why: str) -> None:
    """Make events say nothing any more: the act that recorded them is undone.

    They stay in the chain; their evidence goes; what the others come to is computed again.
    """
    if not event_ids:
        return
    insert_rows(tx.db, consent_void, [{"event_id": i, "at": tx.now, "why": why} for i in event_ids])
    contacts: set[int] = set()
    for piece in chunks(event_ids):
        chain.erase_values(tx.db, consent_event, piece)
        whose = select(consent_event.c.contact_id).where(consent_event.c.id.in_(piece))
        contacts |= set(tx.db.execute(whose).scalars())
    for piece in chunks(sorted(contacts)):
        restate(tx.db, piece)
        _suppress(tx.db, _said(tx.db, consent_event.c.contact_id.in_(piece)))


def _row(tx: Transaction, new: NewEvent) -> tuple[dict[str, object], dict[str, object]]:
    stays = {
        "contact_id": new.contact_id,
        "at": tx.now,
        "given_on": new.event.on,
        "kind": new.event.kind.value,
        "scope": new.event.scope,
        "channel": new.event.channel,
        "method": new.method,
        "text_hash": text_hash(new.text),
        "login": tx.ctx.actor.login,
    }
    return stays, {name: getattr(new, name) or None for name in PROOF}


def _keep_texts(db: Connection, texts: set[str]) -> None:
    by_hash = {text_hash(text): text for text in texts}
    wanted = consent_text.c.hash.in_(list(by_hash))
    known = set(db.execute(select(consent_text.c.hash).where(wanted)).scalars())
    rows = [{"hash": h, "text": text} for h, text in by_hash.items() if h not in known]
    if rows:
        db.execute(insert(consent_text), rows)


def _update_states(db: Connection, events: Iterable[NewEvent]) -> None:
    said = _come_to((new.contact_id, new.event) for new in events)
    known = standings.of_contacts(db, sorted({key[0] for key in said}))
    changed = {
        key: won
        for key, standing in said.items()
        if (won := later(known.get(key), standing)) != known.get(key)
    }
    standings.replace(db, changed, known=set(known))


def later_events(db: Connection, known: Mapping[int, Sequence[int]]) -> set[int]:
    """Return which contacts said something beside the events known of each."""
    found: set[int] = set()
    for piece in chunks(sorted(known)):
        here = select(consent_event.c.id, consent_event.c.contact_id)
        for id_, whose in db.execute(here.where(consent_event.c.contact_id.in_(piece), _STANDS)):
            if id_ not in known[whose]:
                found.add(whose)
    return found


def _suppress(db: Connection, events: Iterable[tuple[int, ConsentEvent]]) -> list[tuple[str, str]]:
    """Put the addresses of those who object to a class on the opposition list."""
    objections = [
        (id_, event)
        for id_, event in events
        if event.kind is EventKind.OBJECTED and event.scope.startswith("class:")
    ]
    if not objections:
        return []
    people = {c.id: c for c in many(db, sorted({id_ for id_, _ in objections}))}
    return suppressions.add(
        db,
        [
            (people[id_], event.scope.removeprefix("class:"), channel, event.on)
            for id_, event in objections
            if id_ in people
            for channel in (CHANNELS if event.channel == ANY_CHANNEL else (event.channel,))
        ],
    )


def events(db: Connection, contact_id: int) -> list[RecordedEvent]:
    """Return everything that somebody said, oldest first.

    What was said as a contact merged into this one counts; a refusal of either of the two counts
    again on the day of the merge, so that an older agreement of the other does not lift it.
    """
    merged = db.execute(
        select(contact_merge)
        .where(contact_merge.c.contact_id == contact_id, contact_merge.c.undone_at.is_(None))
        .order_by(contact_merge.c.id)
    ).all()
    said = _recorded(db, [contact_id, *(row.absorbed_id for row in merged)])
    said += [event for row in merged for event in _refusals(row)]
    return sorted(said, key=lambda one: one.event.on)


def _refusals(row: Any) -> list[RecordedEvent]:
    return [
        RecordedEvent(
            event=ConsentEvent(kind=EventKind(kind), scope=scope, channel=channel, on=row.on),
            at=row.at,
            method=f"fusion {row.reference}",
            login=row.login,
        )
        for scope, channel, kind in json.loads(row.detail)["refusals"]
    ]


def restate(db: Connection, contact_ids: Sequence[int]) -> None:
    """Write again what the events of some contacts come to."""
    db.execute(consent_state.delete().where(consent_state.c.contact_id.in_(list(contact_ids))))
    absorbed = contact_merge.c.absorbed_id.in_(list(contact_ids))
    held = select(contact_merge.c.absorbed_id).where(absorbed, contact_merge.c.undone_at.is_(None))
    nobody = set(db.execute(held).scalars())
    said: dict[Key, Standing] = {}
    for id_ in set(contact_ids) - nobody:
        own = consent_standings(one.event for one in events(db, id_))
        said |= {(id_, scope, channel): standing for (scope, channel), standing in own.items()}
    standings.replace(db, said, known=set())


def _recorded(db: Connection, contact_ids: Sequence[int]) -> list[RecordedEvent]:
    found = (
        select(consent_event, consent_text.c.text)
        .outerjoin(consent_text, consent_text.c.hash == consent_event.c.text_hash)
        .where(consent_event.c.contact_id.in_(contact_ids), _STANDS)
        .order_by(consent_event.c.given_on, consent_event.c.id)
    )
    rows = db.execute(found).all()
    proofs = _proofs(db, contact_ids)
    return [
        RecordedEvent(
            event=ConsentEvent(
                kind=EventKind(row.kind), scope=row.scope, channel=row.channel, on=row.given_on
            ),
            at=row.at,
            method=row.method,
            text=row.text or "",
            text_hash=row.text_hash,
            login=row.login,
            **proofs.get(row.id, {}),
        )
        for row in rows
    ]


def _proofs(db: Connection, contact_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    value = consent_event_value
    about = select(consent_event.c.id).where(consent_event.c.contact_id.in_(contact_ids))
    found: dict[int, dict[str, str]] = {}
    for row in db.execute(select(value).where(value.c.row_id.in_(about))):
        if row.field in PROOF:
            found.setdefault(row.row_id, {})[row.field] = row.value
    return found


def unproven(db: Connection) -> list[tuple[int, str, str, date]]:
    """Return who is said to have agreed without proof: contact, scope, channel, day."""
    rows = (
        select(consent_state)
        .join(contact, contact.c.id == consent_state.c.contact_id)
        .where(contact.c.erased_at.is_(None))
        .where(consent_state.c.state == EventKind.UNPROVEN.value)
        .order_by(consent_state.c.contact_id, consent_state.c.scope, consent_state.c.channel)
    )
    return [(row.contact_id, row.scope, row.channel, row.since) for row in db.execute(rows)]


def rebuild(db: Connection) -> int:
    """Compute every state again from the events; return how many rows there are."""
    db.execute(consent_state.delete())
    stand = _come_to(_said(db, true()))
    standings.replace(db, stand, known=set())
    merged = select(contact_merge).where(contact_merge.c.undone_at.is_(None))
    restate(db, [id_ for row in db.execute(merged) for id_ in (row.contact_id, row.absorbed_id)])
    return len(stand)


def _said(db: Connection, whose: ColumnElement[bool]) -> list[tuple[int, ConsentEvent]]:
    """Return the events that still say something, with whose they are."""
    return [
        (
            row.contact_id,
            ConsentEvent(
                kind=EventKind(row.kind), scope=row.scope, channel=row.channel, on=row.given_on
            ),
        )
        for row in db.execute(select(consent_event).where(whose, _STANDS))
    ]


def _come_to(said: Iterable[tuple[int, ConsentEvent]]) -> dict[Key, Standing]:
    found: dict[Key, Standing] = {}
    for id_, event in said:
        for (scope, channel), standing in consent_standings([event]).items():
            key = (id_, scope, channel)
            found[key] = later(found.get(key), standing)
    return found
