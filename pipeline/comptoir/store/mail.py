"""The gateway of what comes back: taken in once, tied to a contact and to a message of ours."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, insert, select

from comptoir.store import Transaction
from comptoir.store.contacts import chunks
from comptoir.store.outbox_rows import State
from comptoir.store.tables.contacts import bounce, contact
from comptoir.store.tables.mail import mail_entry
from comptoir.store.tables.outbox import campaign_run, outbox, outbox_event


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """Something that came back, to write."""

    key: str
    rank: int
    kind: str
    at: datetime
    contact_id: int | None
    outbox_id: int | None
    sender: str = ""
    subject: str = ""
    said: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that came back, as it is told."""

    number: int
    kind: str
    at: datetime
    contact: str  # its reference
    campaign: str
    sender: str
    subject: str
    said: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The message of ours that something answers."""

    outbox_id: int
    contact_id: int
    campaign: str
    purpose_class: str
    state: State


def key_of(message_id: str, raw: bytes) -> str:
    """Return what a message is known by: a digest of its identifier, or of itself."""
    return hashlib.sha256(message_id.strip().encode("utf-8", "replace") or raw).hexdigest()


def known(db: Connection, keys: Iterable[str]) -> set[str]:
    """Return which were taken in before."""
    found: set[str] = set()
    for piece in chunks(keys):
        wanted = select(mail_entry.c.key).where(mail_entry.c.key.in_(piece))
        found.update(db.execute(wanted).scalars())
    return found


def add(tx: Transaction, new: NewEntry) -> None:
    values = {
        "key": new.key, "rank": new.rank, "kind": new.kind, "at": min(new.at, tx.now),
        "taken_at": tx.now, "contact_id": new.contact_id, "outbox_id": new.outbox_id,
        "sender": new.sender, "subject": new.subject, "said": new.said, "detail": new.detail,
    }  # fmt: skip
    tx.db.execute(insert(mail_entry).values(values))


def origin(db: Connection, reference: str) -> Origin | None:
    """Return the message that has a reference, M-000123 or L-000123."""
    return _origin(db, outbox.c.reference == reference.strip().upper())


def last_sent(db: Connection, contact_id: int, channel: str = "email") -> Origin | None:
    """Return the last message that left to a contact by a channel."""
    here = (outbox.c.contact_id == contact_id) & (outbox.c.channel == channel)
    return _origin(db, here & (outbox.c.state == State.SENT.value))


def _origin(db: Connection, here: ColumnElement[bool]) -> Origin | None:
    wanted = (
        select(outbox, campaign_run.c.purpose_class)
        .join(campaign_run, campaign_run.c.id == outbox.c.run_id)
        .where(here)
        .order_by(outbox.c.id.desc())
        .limit(1)
    )
    row = db.execute(wanted).first()
    if row is None:
        return None
    return Origin(
        outbox_id=row.id,
        contact_id=row.contact_id,
        campaign=row.campaign,
        purpose_class=row.purpose_class,
        state=State(row.state),
    )


def note(tx: Transaction, outbox_id: int, kind: str, *, at: datetime, detail: str) -> bool:
    """Write what became of a message, once a kind; return whether it is new."""
    here = (outbox_event.c.outbox_id == outbox_id) & (outbox_event.c.kind == kind)
    if tx.db.execute(select(outbox_event.c.id).where(here)).first():
        return False
    row = {"outbox_id": outbox_id, "at": min(at, tx.now), "kind": kind, "detail": detail}
    tx.db.execute(insert(outbox_event), [row])
    return True


def returned(
    tx: Transaction, contact_id: int, channel: str, kind: str, *, on: date, detail: str
) -> None:
    """Note that something came back from an address of a contact."""
    row = {"contact_id": contact_id, "channel": channel, "kind": kind, "on": on, "detail": detail}
    tx.db.execute(insert(bounce), [row])


def soft_returns(db: Connection, contact_id: int, *, on: date, within: timedelta) -> int:
    """Return on how many days messages came back for now, over some time up to a day."""
    days = select(func.count(bounce.c.on.distinct())).where(
        bounce.c.contact_id == contact_id,
        bounce.c.channel == "email",
        bounce.c.kind == "soft",
        bounce.c.cleared_on.is_(None),
        bounce.c.on > on - within,
        bounce.c.on <= on,
    )
    return int(db.execute(days).scalar_one())


def is_dead(db: Connection, contact_id: int, channel: str) -> bool:
    """Whether an address of a contact came back for good already."""
    here = (bounce.c.contact_id == contact_id) & (bounce.c.channel == channel)
    dead = bounce.c.kind.in_(("hard", "npai")) & bounce.c.cleared_on.is_(None)
    return db.execute(select(bounce.c.id).where(here, dead)).first() is not None


def listing(db: Connection, *, kinds: Iterable[str] = (), limit: int = 50) -> list[Entry]:
    """Return what came back, the newest first; some kinds only when they are named."""
    wanted = (
        select(mail_entry, contact.c.reference, outbox.c.campaign)
        .outerjoin(contact, contact.c.id == mail_entry.c.contact_id)
        .outerjoin(outbox, outbox.c.id == mail_entry.c.outbox_id)
        .order_by(mail_entry.c.at.desc(), mail_entry.c.id.desc())
        .limit(limit)
    )
    if kinds:
        wanted = wanted.where(mail_entry.c.kind.in_(list(kinds)))
    return [
        Entry(
            number=row.id,
            kind=row.kind,
            at=row.at,
            contact=row.reference or "",
            campaign=row.campaign or "",
            sender=row.sender,
            subject=row.subject,
            said=row.said,
            detail=row.detail,
        )
        for row in db.execute(wanted)
    ]
