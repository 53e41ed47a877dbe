"""Take people out of the active base: their values go, the chains and the books stay whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, delete, func, select, update

from comptoir.consent import EventKind, Purpose
from comptoir.consent.model import ALL_CLASSES
from comptoir.contacts.model import Contact
from comptoir.money import ZERO
from comptoir.settings import PurposeClass
from comptoir.store import Transaction, filed, personal, requests, standings, suppressions
from comptoir.store.contacts import chunks
from comptoir.store.outbox_rows import State
from comptoir.store.tables.audit import audit_field, audit_value
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.outbox import outbox
from comptoir.store.tables.privacy import archived_file
from comptoir.store.tables.sales import document, invoice, sale_order

REFUSALS = (EventKind.OBJECTED, EventKind.WITHDRAWN)
STOPPABLE = (State.QUEUED.value, State.DEFERRED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the law has us keep of somebody."""

    what: str  # invoice, quote, gift_receipt…
    numbers: tuple[str, ...]
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What an erasure did."""

    gone: Mapping[str, int]  # rows deleted, by table
    values: int  # values of the audit trail and of proofs
    objections: int  # digests put on the opposition list
    stopped: int  # messages taken out of the outbox
    files: tuple[str, ...]  # of filed documents that nothing has us keep, under var/documents/


def unfinished(db: Connection, contact_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return what still runs with each contact: unpaid invoices, orders, complaints, disputes."""
    found: dict[int, list[str]] = {}
    for piece in chunks(contact_ids):
        unpaid = select(invoice.c.contact_id, invoice.c.number).where(
            invoice.c.contact_id.in_(piece), invoice.c.amount_due > ZERO
        )
        open_ = select(sale_order.c.contact_id, sale_order.c.number).where(
            sale_order.c.contact_id.in_(piece), sale_order.c.state == "open"
        )
        for id_, number in [*db.execute(unpaid), *db.execute(open_)]:
            found.setdefault(id_, []).append(number)
        for id_, numbers in requests.under_way(db, piece).items():
            found.setdefault(id_, []).extend(numbers)
    return found


def kept_of(db: Connection, contact_id: int) -> list[Kept]:
    """Return the documents that outlive a contact, by kind."""
    about = document.c.contact_id == contact_id
    found: dict[str, list[Any]] = {}
    for row in db.execute(select(document).where(about).order_by(document.c.number)):
        found.setdefault(row.kind, []).append(row)
    return [
        Kept(
            what=kind,
            numbers=tuple(row.number for row in rows),
            until=max(row.keep_until for row in rows),
        )
        for kind, rows in sorted(found.items())
    ]


def keep_until(db: Connection, contact_ids: Sequence[int]) -> dict[int, date]:
    """Return, for contacts with documents to keep, until when."""
    found: dict[int, date] = {}
    for piece in chunks(contact_ids):
        last = (
            select(document.c.contact_id, func.max(document.c.keep_until))
            .where(document.c.contact_id.in_(piece))
            .group_by(document.c.contact_id)
        )
        for id_, until in db.execute(last):
            found[id_] = until
    return found


def erase(
    tx: Transaction, people: Sequence[Contact], purposes: Mapping[str, Purpose], *, today: date
) -> Erased:
    """Erase contacts of the active base.

    Args:
        tx: the act under way.
        people: whom.
        purposes: the class of each purpose, so that an objection to one outlives the person.
        today: the day of the act.
    """
    ids = [one.id for one in people]
    objections = _hash_objections(tx.db, people, purposes)
    _archive(tx.db, ids, today)
    stopped = _stop_messages(tx, ids)
    files = tuple(_unfile(tx, ids))
    values = _forget_values(tx.db, people)
    gone = personal.delete_of(tx.db, ids)
    for one in people:
        tx.db.execute(update(contact).where(contact.c.id == one.id).values(**_blank(tx)))
        tx.record("contact", one.reference, {"erased": (None, today)})
    return Erased(gone=gone, values=values, objections=objections, stopped=stopped, files=files)


def _hash_objections(
    db: Connection, people: Sequence[Contact], purposes: Mapping[str, Purpose]
) -> int:
    """Put the addresses of who refused something on the opposition list, before they are gone."""
    by_id = {one.id: one for one in people}
    refused = []
    for (id_, scope, channel), standing in standings.of_contacts(db, list(by_id)).items():
        kind = _class_of(scope, purposes)
        if standing.kind in REFUSALS and kind:
            refused.append((by_id[id_], kind, channel, standing.since))
    return len(suppressions.add(db, refused))


def _class_of(scope: str, purposes: Mapping[str, Purpose]) -> str:
    """Return the class that the opposition list keeps for a scope; nothing for what is due."""
    if scope.startswith("class:"):
        return scope.removeprefix(ALL_CLASSES.removesuffix("*"))
    purpose = purposes.get(scope)
    if purpose is None or purpose.kind is PurposeClass.STATUTORY:
        return "" if purpose else "*"
    return purpose.kind.value


def _archive(db: Connection, ids: Sequence[int], today: date) -> None:
    already = set(db.execute(select(archived_file.c.contact_id)).scalars())
    rows = [
        {"contact_id": id_, "archived_on": today, "keep_until": until,
         "basis": personal.KEPT["invoice"]}
        for id_, until in keep_until(db, ids).items()
        if id_ not in already
    ]  # fmt: skip
    if rows:
        db.execute(archived_file.insert(), rows)


def _stop_messages(tx: Transaction, ids: Sequence[int]) -> int:
    stopped = 0
    for piece in chunks(ids):
        waiting = and_(outbox.c.contact_id.in_(piece), outbox.c.state.in_(STOPPABLE))
        said = {"state": State.CANCELLED.value, "detail": "erased", "updated_at": tx.now}
        stopped += tx.db.execute(update(outbox).where(waiting).values(said)).rowcount
    return stopped


def _unfile(tx: Transaction, ids: Sequence[int]) -> Iterator[str]:
    """Empty the filed documents of some contacts that no duty has us keep."""
    for piece in chunks(ids):
        for one in filed.of_contacts(tx.db, piece):
            if not one.duty and not one.held_on(tx.ctx.today):
                filed.empty(tx, one, because="personne effacée")
                yield one.path


def _forget_values(db: Connection, people: Sequence[Contact]) -> int:
    """Erase the values of the audit trail and the proofs of consents; their digests stay."""
    gone = 0
    for piece in chunks(people):
        mine = {one.id: one.reference for one in piece}
        known = mine | personal.absorbed(db, list(mine))
        about = select(audit_field.c.event_id, audit_field.c.rank).where(
            audit_field.c.record_id.in_(list(known.values()))
        )
        for event, rank in db.execute(about).all():
            here = and_(audit_value.c.event_id == event, audit_value.c.rank == rank)
            gone += db.execute(delete(audit_value).where(here)).rowcount
        gone += personal.erase_values(db, list(known))
    return gone


def _blank(tx: Transaction) -> dict[str, Any]:
    """What is left of a row: its id, its reference, and when it was erased."""
    kept = {"id", "reference", "kind", "country", "language", "created_at", "version"}
    values: dict[str, Any] = {
        column.name: None if column.nullable else ""
        for column in contact.columns
        if column.name not in kept
    }
    return values | {"updated_at": tx.now, "erased_at": tx.now, "version": contact.c.version + 1}
