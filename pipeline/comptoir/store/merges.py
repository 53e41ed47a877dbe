"""Make one contact of two, and two of one again: every row that is about somebody follows them.

Tables are found by their columns, so that none can be forgotten. The events of consent never move:
those of a merged contact count for the one that holds them, and a refusal of either counts from
the day of the merge.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Connection, Table, and_, delete, insert, or_, select, update

from comptoir.consent.model import EventKind
from comptoir.contacts.merging import merged, with_changes
from comptoir.contacts.model import Contact
from comptoir.errors import InputError
from comptoir.money import ZERO
from comptoir.store import (
    Transaction,
    consents,
    contact_notes,
    contact_writes,
    contacts,
    field_origins,
    standings,
    triggers,
)
from comptoir.store.metadata import all_tables
from comptoir.store.sequences import next_references
from comptoir.store.tables.contacts import contact, contact_role
from comptoir.store.tables.merges import contact_apart, contact_merge
from comptoir.store.tables.outbox import outbox
from comptoir.store.tables.sales import invoice, sale_stat
from comptoir.store.types import Day, Instant

SERIES = "FUS"
STAY = frozenset(
    (
        "archived_file",
        "consent_event",
        "consent_state",
        "contact_apart",
        "contact_field",
        "sale_stat",
    )
)
REFUSALS = (EventKind.WITHDRAWN, EventKind.OBJECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A merge as the base holds it."""

    reference: str
    at: datetime
    kept_id: int
    absorbed_id: int
    holder_id: int
    undone: bool
    detail: dict[str, Any]


def merge(tx: Transaction, kept: Contact, other: Contact, *, today: date) -> Merge:
    """Put everything that is about `other` under `kept`, and take `other` out of the base."""
    [reference] = next_references(tx.db, SERIES, 1)
    refusals = _refusals(tx.db, kept.id, other.id)
    fields = merged(kept, other)
    detail: dict[str, Any] = {
        "row": _row(tx.db, other.id),
        "fields": list(fields),
        "before": {name: _plain(old) for name, (old, _) in fields.items()},
        "after": {name: _plain(new) for name, (_, new) in fields.items()},
        "origins": field_origins.noted(tx.db, kept.id, fields),
        "refusals": refusals,
        "stat": _add_stat(tx.db, kept.id, other.id),
        "moved": {t: rows for t, rows in _move(tx.db, other.id, kept.id) if rows},
    }
    after = with_changes(kept, fields)
    contact_writes.change(tx, after, fields)
    if restricted := fields.get("restricted_on"):
        _set(tx, kept.id, restricted_on=restricted[1])
    _blank(tx, other.id)
    tx.db.execute(
        insert(contact_merge).values(
            reference=reference, at=tx.now, on=today, login=tx.ctx.actor.login,
            contact_id=kept.id, kept_id=kept.id, absorbed_id=other.id,
            detail=json.dumps(detail, ensure_ascii=False),
        )
    )  # fmt: skip
    consents.restate(tx.db, [kept.id, other.id])
    contact_notes.retell(tx.db, [kept.id])
    tx.record("contact", kept.reference, {"merged": (None, other.reference)})
    tx.record("contact", other.reference, {"merged_into": (None, kept.reference)})
    return named(tx.db, reference)


def _row(db: Connection, id_: int) -> dict[str, Any]:
    """The columns of a contact as the engine keeps them, ready to be put back."""
    columns = [c for c in contact.columns if c.name not in ("id", "reference", "created_at")]
    row = db.execute(select(*columns).where(contact.c.id == id_)).one()
    return {column.name: _plain(value) for column, value in zip(columns, row, strict=True)}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _typed(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    """Read values back as their columns are typed."""
    return {name: _read(table.c[name], value) for name, value in values.items()}


def _read(column: Column[Any], value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if isinstance(column.type, Instant):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(column.type, Day) else value


def _blank(tx: Transaction, id_: int) -> None:
    """Take a contact out of the base: as an erased one, with nothing left to read."""
    empty = {
        column.name: None if column.nullable else ""
        for column in contact.columns
        if column.name not in ("id", "reference", "kind", "country", "language", "created_at")
    }
    _set(tx, id_, **empty | {"erased_at": tx.now, "version": contact.c.version + 1})


def _set(tx: Transaction, id_: int, **values: Any) -> None:
    values["updated_at"] = tx.now
    tx.db.execute(update(contact).where(contact.c.id == id_).values(**values))


def _refusals(db: Connection, kept: int, other: int) -> list[list[str]]:
    """What either refuses at this moment: it stands for both from now on."""
    found = standings.of_contacts(db, [kept, other])
    kinds: dict[tuple[str, str], EventKind] = {}
    for (_, scope, channel), standing in sorted(found.items(), key=lambda one: one[0]):
        if standing.kind in REFUSALS:
            before = kinds.get((scope, channel))
            kinds[scope, channel] = max(
                (kind for kind in (before, standing.kind) if kind),
                key=lambda kind: kind.strictness,
            )
    return [[scope, channel, kind.value] for (scope, channel), kind in sorted(kinds.items())]


# Rows that follow


def _holders() -> Iterator[tuple[Table, Column[Any]]]:
    """Yield the columns that say whose a row is and that may change."""
    for table in all_tables().sorted_tables:
        if table.name in STAY:
            continue
        for column in _to_contact(table):
            if not triggers.freezes(table.name, column.name):
                yield table, column


def _to_contact(table: Table) -> list[Column[Any]]:
    return [c for c in table.columns if any(k.column is contact.c.id for k in c.foreign_keys)]


def _move(db: Connection, source: int, target: int) -> Iterator[tuple[str, list[Any]]]:
    for table, column in _holders():
        keys = [key for key in table.primary_key.columns if key is not column]
        apart = [c != target for c in _to_contact(table) if c is not column]
        rows = db.execute(select(*keys).where(column == source, *apart)).all()
        taken = _taken(db, table, column, source, target)
        moved = []
        for row in rows:
            key = [_plain(value) for value in row]
            if tuple(row) in taken:
                continue
            here = and_(column == source, *(c == v for c, v in zip(keys, row, strict=True)))
            db.execute(update(table).where(here).values({column.name: target}))
            moved.append(key)
        yield f"{table.name}.{column.name}", moved


def _taken(
    db: Connection, table: Table, column: Column[Any], source: int, target: int
) -> set[tuple[Any, ...]]:
    """The rows that would be twice: a tag that both have, one mailing received by both."""
    keys = [key for key in table.primary_key.columns if key is not column]
    if len(keys) < len(table.primary_key.columns):
        return {tuple(row) for row in db.execute(select(*keys).where(column == target))}
    same: Any = None
    if table is outbox:
        same = (table.c.campaign, table.c.channel)
    elif table is contact_role:
        same = (table.c.role, table.c.until)
    if same is None:
        return set()
    held = {tuple(row) for row in db.execute(select(*same).where(column == target))}
    mine = db.execute(select(*keys, *same).where(column == source)).all()
    return {tuple(row[: len(keys)]) for row in mine if tuple(row[len(keys) :]) in held}


def _add_stat(db: Connection, kept: int, other: int) -> list[Any]:
    """Add the sales of one to those of the other; return what each had."""
    mine, theirs = _stat(db, kept), _stat(db, other)
    if theirs is None:
        return []
    db.execute(delete(sale_stat).where(sale_stat.c.contact_id.in_([kept, other])))
    count, total, last = mine or (0, ZERO, theirs[2])
    _put_stat(db, kept, count + theirs[0], total + theirs[1], max(last, theirs[2]))
    return [theirs[0], str(theirs[1]), theirs[2].isoformat(), mine[2].isoformat() if mine else ""]


def _stat(db: Connection, id_: int) -> tuple[int, Decimal, date] | None:
    columns = (sale_stat.c["count"], sale_stat.c.total, sale_stat.c.last_on)
    row = db.execute(select(*columns).where(sale_stat.c.contact_id == id_)).first()
    return None if row is None else (row[0], row[1], row[2])


def _put_stat(db: Connection, id_: int, count: int, total: Decimal, last_on: date) -> None:
    values = {"contact_id": id_, "count": count, "total": total, "last_on": last_on}
    db.execute(insert(sale_stat).values(**values))


# And back


def named(db: Connection, reference: str) -> Merge:
    """Return a merge.

    Raises:
        InputError: no merge has this reference.
    """
    wanted = contact_merge.c.reference == reference.strip().upper()
    row = db.execute(select(contact_merge).where(wanted)).first()
    if row is None:
        raise InputError(
            f"aucune fusion ne porte la référence {reference.strip().upper()}.",
            remedy="Elle est dite quand on fusionne : FUS-000001.",
        )
    return _merge(row)


def _merge(row: Any) -> Merge:
    return Merge(
        reference=row.reference,
        at=row.at,
        kept_id=row.kept_id,
        absorbed_id=row.absorbed_id,
        holder_id=row.contact_id,
        undone=row.undone_at is not None,
        detail=json.loads(row.detail),
    )


def later_ones(db: Connection, one: Merge) -> list[str]:
    """Return the merges that must be undone before this one, the last first."""
    involved = [one.kept_id, one.absorbed_id]
    about = or_(contact_merge.c.kept_id.in_(involved), contact_merge.c.absorbed_id.in_(involved))
    after = (contact_merge.c.reference > one.reference, contact_merge.c.undone_at.is_(None))
    found = select(contact_merge.c.reference).where(about, *after)
    return list(db.execute(found.order_by(contact_merge.c.id.desc())).scalars())


def undo(tx: Transaction, one: Merge) -> list[str]:
    """Make two contacts again; return the fields changed since, which stay as they are."""
    detail = one.detail
    _move_back(tx.db, one)
    _take_stat(tx.db, one)
    _set(tx, one.absorbed_id, **_typed(contact, detail["row"]))
    back = contact.c.id == one.absorbed_id
    tx.db.execute(update(contact).where(back).values(erased_at=None))
    kept = contacts.many(tx.db, [one.kept_id])[0]
    before, after = (_typed(contact, detail[name]) for name in ("before", "after"))
    untouched = [name for name in detail["fields"] if getattr(kept, name) == after[name]]
    fields = {name: (after[name], before[name]) for name in untouched}
    contact_writes.change(tx, with_changes(kept, fields), fields)
    field_origins.put_back(tx.db, one.kept_id, untouched, detail.get("origins", {}))
    here = contact_merge.c.reference == one.reference
    tx.db.execute(update(contact_merge).where(here).values(undone_at=tx.now, detail="{}"))
    consents.restate(tx.db, [one.kept_id, one.absorbed_id])
    contact_notes.retell(tx.db, [one.kept_id, one.absorbed_id])
    tx.record("merge", one.reference, {"undone": (None, tx.ctx.day_of(tx.now))})
    return [name for name in detail["fields"] if name not in untouched]


def _move_back(db: Connection, one: Merge) -> None:
    tables = all_tables().tables
    for place, rows in one.detail["moved"].items():
        name, _, field = place.partition(".")
        table = tables[name]
        column = table.c[field]
        keys = [key for key in table.primary_key.columns if key is not column]
        for row in rows:
            values = _typed(table, dict(zip([k.name for k in keys], row, strict=True)))
            here = and_(column == one.kept_id, *(table.c[k] == v for k, v in values.items()))
            db.execute(update(table).where(here).values({field: one.absorbed_id}))


def _take_stat(db: Connection, one: Merge) -> None:
    if not one.detail["stat"]:
        return
    count, total, last, before = one.detail["stat"]
    held = _stat(db, one.kept_id)
    if held is None:
        return
    db.execute(delete(sale_stat).where(sale_stat.c.contact_id == one.kept_id))
    theirs = date.fromisoformat(last)
    _put_stat(db, one.absorbed_id, count, Decimal(total), theirs)
    if held[0] > count:
        sold_since = held[2] > theirs or not before
        own = held[2] if sold_since else date.fromisoformat(before)
        _put_stat(db, one.kept_id, held[0] - count, held[1] - Decimal(total), own)


def owing(db: Connection, ids: Iterable[int]) -> set[int]:
    """Return the contacts with unpaid invoices: their entries bear their reference for good."""
    unpaid = select(invoice.c.contact_id).where(invoice.c.amount_due > ZERO)
    return {
        id_
        for piece in contacts.chunks(ids)
        for id_ in db.execute(unpaid.where(invoice.c.contact_id.in_(piece))).scalars()
    }


# Those who are two


def keep_apart(tx: Transaction, one: int, other: int, *, today: date) -> bool:
    """Say that two contacts are two; return whether it is new."""
    first, second = sorted((one, other))
    here = and_(contact_apart.c.contact_id == first, contact_apart.c.other_id == second)
    if tx.db.execute(select(contact_apart).where(here)).first():
        return False
    row = {"contact_id": first, "other_id": second, "on": today, "login": tx.ctx.actor.login}
    tx.db.execute(insert(contact_apart).values(**row))
    return True


def apart(db: Connection) -> set[tuple[int, int]]:
    """Return the pairs that are two, the lower id first."""
    return {(row.contact_id, row.other_id) for row in db.execute(select(contact_apart))}


def absorbed_by(db: Connection, ids: Iterable[int]) -> dict[int, list[int]]:
    """Return, for contacts, those that were merged into them."""
    found: dict[int, list[int]] = {}
    held = contact_merge.c.contact_id.in_(list(ids))
    for row in db.execute(select(contact_merge).where(held, contact_merge.c.undone_at.is_(None))):
        found.setdefault(row.contact_id, []).append(row.absorbed_id)
    return found
