"""The gateway of consents: append events, keep what they come to, tell them again."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert, select

from comptoir.consent.model import ANY_CHANNEL, CHANNELS, ConsentEvent, EventKind, Standing
from comptoir.consent.standing import later
from comptoir.consent.standing import standings as consent_standings
from comptoir.store import Transaction, chain, standings, suppressions
from comptoir.store.contact_states import states
from comptoir.store.contacts import many
from comptoir.store.standings import Key, current
from comptoir.store.tables.consents import (
    consent_event,
    consent_event_value,
    consent_state,
    consent_text,
)
from comptoir.store.tables.contacts import contact

__all__ = [
    "NewEvent",
    "RecordedEvent",
    "current",
    "events",
    "rebuild",
    "record",
    "states",
    "unproven",
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


def record(tx: Transaction, events: Sequence[NewEvent]) -> None:
    """Append events to the chain, and bring what they come to up to date."""
    if not events:
        return
    _keep_texts(tx.db, {new.text for new in events if new.text})
    chain.append_many(tx.db, consent_event, [_row(tx, new) for new in events])
    _update_states(tx.db, events)
    _suppress(tx.db, events)


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
    said: dict[Key, Standing] = {}
    for new in events:
        for (scope, channel), standing in consent_standings([new.event]).items():
            key = (new.contact_id, scope, channel)
            said[key] = later(said.get(key), standing)
    known = standings.of_contacts(db, sorted({key[0] for key in said}))
    changed = {
        key: won
        for key, standing in said.items()
        if (won := later(known.get(key), standing)) != known.get(key)
    }
    standings.replace(db, changed, known=set(known))


def _suppress(db: Connection, events: Sequence[NewEvent]) -> None:
    """Put the addresses of those who object to a class on the opposition list."""
    objections = [
        new
        for new in events
        if new.event.kind is EventKind.OBJECTED and new.event.scope.startswith("class:")
    ]
    if not objections:
        return
    people = {c.id: c for c in many(db, sorted({new.contact_id for new in objections}))}
    suppressions.add(
        db,
        [
            (people[new.contact_id], new.event.scope.removeprefix("class:"), channel, new.event.on)
            for new in objections
            if new.contact_id in people
            for channel in (CHANNELS if new.event.channel == ANY_CHANNEL else (new.event.channel,))
        ],
    )


def events(db: Connection, contact_id: int) -> list[RecordedEvent]:
    """Return everything that somebody said, oldest first."""
    found = (
        select(consent_event, consent_text.c.text)
        .outerjoin(consent_text, consent_text.c.hash == consent_event.c.text_hash)
        .where(consent_event.c.contact_id == contact_id)
        .order_by(consent_event.c.given_on, consent_event.c.id)
    )
    rows = db.execute(found).all()
    proofs = _proofs(db, contact_id)
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


def _proofs(db: Connection, contact_id: int) -> dict[int, dict[str, str]]:
    value = consent_event_value
    about = select(consent_event.c.id).where(consent_event.c.contact_id == contact_id)
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
    said: dict[Key, Standing] = {}
    for row in db.execute(select(consent_event)):
        event = ConsentEvent(
            kind=EventKind(row.kind), scope=row.scope, channel=row.channel, on=row.given_on
        )
        for (scope, channel), standing in consent_standings([event]).items():
            key = (row.contact_id, scope, channel)
            said[key] = later(said.get(key), standing)
    db.execute(consent_state.delete())
    standings.replace(db, said, known=set())
    return len(said)
