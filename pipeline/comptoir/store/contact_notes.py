"""The gateway of notes and relations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, insert, or_, select, update

from comptoir.contacts.model import Contact
from comptoir.contacts.notes import Note
from comptoir.contacts.relations import Relation, RelationKind
from comptoir.store import Transaction
from comptoir.store.contacts import many
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.notes import contact_note, contact_relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A note as the base holds it."""

    number: int
    at: datetime
    login: str
    text: str
    follow_up_on: date | None
    done_on: date | None


def add(tx: Transaction, one: Contact, note: Note) -> int:
    """Add a note and return its number; the follow-ups asked before are met by it."""
    waiting = and_(
        contact_note.c.contact_id == one.id,
        contact_note.c.follow_up_on.is_not(None),
        contact_note.c.done_on.is_(None),
    )
    tx.db.execute(update(contact_note).where(waiting).values(done_on=tx.ctx.today))
    values: dict[str, Any] = {"contact_id": one.id, "at": tx.now, "login": tx.ctx.actor.login}
    values |= {"text": note.text, "search": note.search, "follow_up_on": note.follow_up_on}
    made = tx.db.execute(insert(contact_note).values(values).returning(contact_note.c.id))
    number = int(made.scalar_one())
    retell(tx.db, [one.id])
    tx.record("contact", one.reference, {"note": (None, note.text)})
    return number


def retell(db: Connection, contact_ids: Iterable[int]) -> None:
    """Gather again the words of the notes about some contacts, to be searched."""
    for id_ in contact_ids:
        rows = select(contact_note.c.search).where(contact_note.c.contact_id == id_)
        told = " ".join(db.execute(rows.order_by(contact_note.c.id)).scalars())
        db.execute(update(contact).where(contact.c.id == id_).values(told=told))


def of_contact(db: Connection, contact_id: int) -> list[Noted]:
    """Return the notes about a contact, the newest first."""
    rows = select(contact_note).where(contact_note.c.contact_id == contact_id)
    return [
        Noted(
            number=row.id,
            at=row.at,
            login=row.login,
            text=row.text,
            follow_up_on=row.follow_up_on,
            done_on=row.done_on,
        )
        for row in db.execute(rows.order_by(contact_note.c.id.desc()))
    ]


def follow_ups(db: Connection) -> list[tuple[date, str, str]]:
    """Return what notes ask for and nobody did: day, reference of the contact, who wrote it."""
    waiting = (
        select(contact_note.c.follow_up_on, contact.c.reference, contact_note.c.login)
        .join(contact, contact.c.id == contact_note.c.contact_id)
        .where(contact_note.c.follow_up_on.is_not(None), contact_note.c.done_on.is_(None))
        .where(contact.c.erased_at.is_(None))
    )
    return [(row.follow_up_on, row.reference, row.login) for row in db.execute(waiting)]


def relate(
    tx: Transaction, one: Contact, other: Contact, kind: RelationKind, since: date | None
) -> bool:
    """Tie two contacts; return whether it is new."""
    if tx.db.execute(select(contact_relation.c.id).where(_tie(one, other, kind))).first():
        return False
    values = {"contact_id": one.id, "other_id": other.id, "kind": kind.value, "since": since}
    tx.db.execute(insert(contact_relation).values(values))
    tx.record("contact", one.reference, {f"relation:{kind.value}": (None, other.reference)})
    return True


def unrelate(tx: Transaction, one: Contact, other: Contact, kind: RelationKind, on: date) -> bool:
    """End what ties two contacts; return whether anything did."""
    here = update(contact_relation).where(_tie(one, other, kind)).values(until=on)
    if not tx.db.execute(here).rowcount:
        return False
    tx.record("contact", one.reference, {f"relation:{kind.value}": (other.reference, None)})
    return True


def _tie(one: Contact, other: Contact, kind: RelationKind) -> Any:
    """A household ties both ways."""
    table = contact_relation.c
    straight = and_(table.contact_id == one.id, table.other_id == other.id)
    back = and_(table.contact_id == other.id, table.other_id == one.id)
    either = or_(straight, back) if kind is RelationKind.HOUSEHOLD else straight
    return and_(either, table.kind == kind.value, table.until.is_(None))


def relations_of(db: Connection, contact_id: int) -> list[Relation]:
    """Return what others are to a contact, and what the contact is to others."""
    table = contact_relation.c
    here = or_(table.contact_id == contact_id, table.other_id == contact_id)
    rows = db.execute(select(contact_relation).where(here).order_by(table.id)).all()
    pairs = [(r, r.other_id if r.contact_id == contact_id else r.contact_id) for r in rows]
    people = {one.id: one for one in many(db, sorted({id_ for _, id_ in pairs}))}
    return [
        Relation(
            word=_word(RelationKind(row.kind), straight=row.contact_id == contact_id),
            other=people[id_],
            since=row.since,
            until=row.until,
        )
        for row, id_ in pairs
        if id_ in people and id_ != contact_id
    ]


def _word(kind: RelationKind, *, straight: bool) -> str:
    return kind.french if straight else kind.back


def texts(db: Connection, contact_ids: Iterable[int]) -> dict[int, list[str]]:
    """Return what was written of some contacts, oldest first."""
    found: dict[int, list[str]] = {}
    here = contact_note.c.contact_id.in_(list(contact_ids))
    query = select(contact_note.c.contact_id, contact_note.c.text).where(here)
    for id_, text in db.execute(query.order_by(contact_note.c.id)):
        found.setdefault(id_, []).append(text)
    return found
