"""Write contacts: added in blocks, changed field by field, with the keys that searches use.

Ids are given here, under the single writer's lock, so that a whole block is known before it is
written.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select, update

from comptoir.contacts.keys import city_key, department, folded, name_key, search_text
from comptoir.contacts.model import Contact, Draft, Role
from comptoir.store import Transaction, field_origins
from comptoir.store.bulk import insert_at_once, insert_rows
from comptoir.store.contacts import chunks
from comptoir.store.sequences import next_references
from comptoir.store.tables.contacts import (
    bounce,
    contact,
    contact_external,
    contact_fact,
    contact_role,
    contact_tag,
)
from comptoir.store.tables.sequences import sequence

# which channels' returns say nothing any more once a field has changed
_ADDRESS_OF = {
    "email": ("email",),
    "phone": ("phone", "sms"),
    "mobile": ("phone", "sms"),
    "street": ("post",),
    "address_2": ("post",),
    "postcode": ("post",),
    "city": ("post",),
}
_DRAFT = tuple(Draft.__slots__)
_values = attrgetter(*_DRAFT)
SERIES = "C"


class Numbers:
    """Gives ids and references to newcomers, and takes from the series exactly what it gave.

    The single writer's lock is held: nobody else gives the same.
    """

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._id = int(db.execute(select(func.coalesce(func.max(contact.c.id), 0))).scalar_one())
        self._last = last_reference(db, SERIES)
        self._given = 0

    def give(self, draft: Draft) -> Contact:
        """Make a contact of what is said of it."""
        self._given += 1
        return of_draft(self._id + self._given, reference(SERIES, self._last + self._given), draft)

    def keep(self) -> None:
        """Take the references given from the series."""
        if self._given:
            next_references(self._db, SERIES, self._given)


def last_reference(db: Connection, series: str) -> int:
    """Return the last number of a series that never starts again."""
    here = (sequence.c.series == series) & (sequence.c.year == 0)
    return int(db.execute(select(sequence.c.last).where(here)).scalar() or 0)


def reference(series: str, number: int) -> str:
    return f"{series}-{number:06d}"


def of_draft(id_: int, reference: str, draft: Draft) -> Contact:
    values = dict(zip(_DRAFT, _values(draft), strict=True))
    return Contact(id=id_, reference=reference, **values)


def add_many(tx: Transaction, contacts: Sequence[Contact]) -> None:
    """Insert contacts whose ids and references were reserved."""
    insert_at_once(tx.db, contact, [_row(one, tx.now) for one in contacts])


def add(tx: Transaction, draft: Draft) -> Contact:
    """Insert one contact and say so in the audit trail."""
    numbers = Numbers(tx.db)
    one = numbers.give(draft)
    numbers.keep()
    add_many(tx, [one])
    tx.record(
        "contact", one.reference, {name: (None, getattr(one, name) or None) for name in _DRAFT}
    )
    return one


def _row(one: Contact, now: datetime) -> dict[str, Any]:
    row = dict(zip(_DRAFT, _values(one), strict=True)) | _keys(one)
    row |= {"id": one.id, "reference": one.reference, "version": one.version}
    row |= {"created_at": now, "updated_at": now, "restricted_on": one.restricted_on}
    return row


def _keys(one: Contact) -> dict[str, str]:
    return {
        "name_key": name_key(one),
        "city_key": city_key(one.city),
        "source_key": folded(one.source),
        "department": department(one.postcode, one.country, one.city),
        "search": search_text(one, one.reference),
    }


def change(tx: Transaction, after: Contact, fields: Mapping[str, tuple[Any, Any]]) -> Sequence[int]:
    """Change fields of one contact: the contact as it becomes, and what was and is.

    Returns:
        The returned messages that say nothing any more, the address having changed.
    """
    if not fields:
        return ()
    values = {name: new for name, (_, new) in fields.items()}
    keys: dict[str, Any] = dict(_keys(after))
    keys |= {"updated_at": tx.now, "version": contact.c.version + 1}
    tx.db.execute(update(contact).where(contact.c.id == after.id).values(**values, **keys))
    field_origins.note(tx.db, after.id, fields, source=tx.act, on=tx.ctx.today)
    tx.record("contact", after.reference, dict(fields))
    moved = {channel for name in fields for channel in _ADDRESS_OF.get(name, ())}
    return clear_bounces(tx, after.id, moved) if moved else ()


def clear_bounces(tx: Transaction, contact_id: int, channels: Iterable[str]) -> Sequence[int]:
    """Forget what came back from an address that has changed; return which."""
    here = and_(
        bounce.c.contact_id == contact_id,
        bounce.c.channel.in_(list(channels)),
        bounce.c.cleared_on.is_(None),
    )
    ids = tx.db.execute(select(bounce.c.id).where(here)).scalars().all()
    if ids:
        tx.db.execute(update(bounce).where(here).values(cleared_on=tx.ctx.today))
    return ids


def add_role(db: Connection, contact_id: int, role: Role, since: date | None) -> bool:
    """Give a contact a role it does not hold, from a day on; return whether it is new."""
    here = and_(
        contact_role.c.contact_id == contact_id,
        contact_role.c.role == role.value,
        or_(contact_role.c.until.is_(None), contact_role.c.until >= (since or date.max)),
    )
    if db.execute(select(contact_role.c.id).where(here)).first():
        return False
    if role is not Role.PROSPECT and since:
        end_prospects(db, [contact_id], since)
    add_roles(db, [(contact_id, role, since)])
    return True


def end_role(db: Connection, contact_id: int, role: Role, until: date) -> bool:
    """Close a role; the row stays. Return whether it was held."""
    here = and_(
        contact_role.c.contact_id == contact_id,
        contact_role.c.role == role.value,
        contact_role.c.until.is_(None),
    )
    return bool(db.execute(update(contact_role).where(here).values(until=until)).rowcount)


def touch(tx: Transaction, one: Contact) -> None:
    """Count a change of what is kept beside a contact: a role, a tag, a relation."""
    values = {"updated_at": tx.now, "version": contact.c.version + 1}
    tx.db.execute(update(contact).where(contact.c.id == one.id).values(values))


def add_roles(db: Connection, roles: Iterable[tuple[int, Role, date | None]]) -> None:
    """Give roles that are not held yet."""
    rows = [{"contact_id": id_, "role": role.value, "since": since} for id_, role, since in roles]
    insert_rows(db, contact_role, rows)


def end_prospects(db: Connection, contact_ids: Iterable[int], on: date) -> dict[int, list[int]]:
    """Close the role of prospects who have become something more; the row stays.

    Returns:
        The roles closed, by contact.
    """
    ended: dict[int, list[int]] = {}
    for piece in chunks(contact_ids):
        here = and_(
            contact_role.c.contact_id.in_(piece),
            contact_role.c.role == Role.PROSPECT.value,
            contact_role.c.until.is_(None),
        )
        for id_, whose in db.execute(
            select(contact_role.c.id, contact_role.c.contact_id).where(here)
        ):
            ended.setdefault(whose, []).append(id_)
        db.execute(update(contact_role).where(here).values(until=on))
    return ended


def add_tags(db: Connection, tags: Iterable[tuple[int, str]]) -> None:
    rows = [{"contact_id": id_, "tag": tag} for id_, tag in tags]
    insert_rows(db, contact_tag, rows)


def set_facts(db: Connection, facts: Iterable[tuple[int, str, str]]) -> None:
    """Set extra facts, replacing those of the same name."""
    rows = [{"contact_id": id_, "name": name, "value": value} for id_, name, value in facts]
    for row in rows:
        same = (contact_fact.c.contact_id == row["contact_id"], contact_fact.c.name == row["name"])
        db.execute(contact_fact.delete().where(*same))
    insert_rows(db, contact_fact, rows)


def add_externals(db: Connection, references: Iterable[tuple[int, str]]) -> None:
    rows = [{"contact_id": id_, "reference": reference} for id_, reference in references]
    insert_rows(db, contact_external, rows)


def bury(tx: Transaction, contact_ids: Iterable[int]) -> None:
    """Take contacts out of the base as if they had never come; their references stay taken."""
    blank = Draft(country="", language="")
    values: dict[str, Any] = {n: getattr(blank, n) for n in _DRAFT if n not in ("kind", "civility")}
    values |= dict.fromkeys(
        ("name_key", "city_key", "source_key", "department", "search", "told"), ""
    )
    values |= {"civility": "", "erased_at": tx.now, "updated_at": tx.now}
    for piece in chunks(contact_ids):
        for table in (contact_role, contact_tag, contact_fact, contact_external, bounce):
            tx.db.execute(table.delete().where(table.c.contact_id.in_(piece)))
        tx.db.execute(update(contact).where(contact.c.id.in_(piece)).values(**values))


def remove_role(db: Connection, contact_id: int, role: str) -> None:
    """Take back a role given last."""
    last = select(func.max(contact_role.c.id)).where(
        contact_role.c.contact_id == contact_id, contact_role.c.role == role
    )
    db.execute(contact_role.delete().where(contact_role.c.id == last.scalar_subquery()))


def reopen_roles(db: Connection, role_ids: Sequence[int]) -> None:
    db.execute(update(contact_role).where(contact_role.c.id.in_(role_ids)).values(until=None))


def remove_tags(db: Connection, contact_id: int, tags: Sequence[str]) -> None:
    here = (contact_tag.c.contact_id == contact_id) & contact_tag.c.tag.in_(tags)
    db.execute(contact_tag.delete().where(here))


def restore_facts(db: Connection, contact_id: int, facts: Mapping[str, str | None]) -> None:
    """Put extra facts back as they were; those that were not there go."""
    for name in facts:
        here = (contact_fact.c.contact_id == contact_id) & (contact_fact.c.name == name)
        db.execute(contact_fact.delete().where(here))
    set_facts(db, [(contact_id, name, value) for name, value in facts.items() if value is not None])


def remove_external(db: Connection, contact_id: int, reference: str) -> None:
    here = contact_external.c.contact_id == contact_id
    db.execute(contact_external.delete().where(here, contact_external.c.reference == reference))
