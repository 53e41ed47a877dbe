"""The gateway of what the public sent: taken in once, closed once."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, insert, select, update

from comptoir.errors import InputError
from comptoir.store import Transaction
from comptoir.store.tables.inbox import inbox_entry
from comptoir.store.tables.outbox import outbox

PREFIX = "F-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """An entry as the base holds it."""

    id: int
    entry: str
    kind: str
    form: str
    at: datetime
    said: Mapping[str, str]
    agreements: Sequence[Mapping[str, str]]
    ip: str
    asked_at: datetime | None
    confirmed_at: datetime | None
    contact_id: int | None
    closed_at: datetime | None
    answer: str

    @property
    def reference(self) -> str:
        return f"{PREFIX}{self.id:06d}"


def known(db: Connection, entries: Sequence[str]) -> frozenset[str]:
    """Return those that were taken in already."""
    wanted = inbox_entry.c.entry.in_(entries)
    return frozenset(db.execute(select(inbox_entry.c.entry).where(wanted)).scalars())


def take(
    tx: Transaction,
    *,
    entry: str,
    kind: str,
    form: str,
    at: datetime,
    said: Mapping[str, str],
    agreements: Sequence[Mapping[str, str]],
    ip: str = "",
    contact_id: int | None = None,
    answer: str = "",
) -> int:
    """Add an entry; what calls for nobody's answer comes closed, with what was done of it."""
    closed = {"closed_at": tx.now, "closed_by": tx.ctx.actor.login, "answer": answer}
    row = {
        "entry": entry, "kind": kind, "form": form, "at": at, "taken_at": tx.now,
        "said": json.dumps(said, ensure_ascii=False),
        "agreements": json.dumps(agreements, ensure_ascii=False),
        "ip": ip, "contact_id": contact_id, **(closed if answer else {}),
    }  # fmt: skip
    result = tx.db.execute(insert(inbox_entry).values(row).returning(inbox_entry.c.id))
    id_: int = result.scalar_one()
    return id_


def by_entry(db: Connection, entry: str) -> Received | None:
    row = db.execute(select(inbox_entry).where(inbox_entry.c.entry == entry)).first()
    return None if row is None else _received(row)


def by_reference(db: Connection, reference: str) -> Received:
    """Return one entry.

    Raises:
        InputError: there is none of that number.
    """
    digits = reference.strip().upper().removeprefix(PREFIX)
    row = (
        db.execute(select(inbox_entry).where(inbox_entry.c.id == int(digits))).first()
        if digits.isascii() and digits.isdigit() and len(digits) < 10
        else None
    )
    if row is None:
        raise InputError(
            f"aucun envoi ne porte le numéro « {reference} ».",
            remedy="Voyez-les tous : comptoir réception lister",
        )
    return _received(row)


def waiting(db: Connection) -> list[Received]:
    """Return what waits for somebody, the oldest first."""
    wanted = inbox_entry.c.closed_at.is_(None)
    rows = db.execute(select(inbox_entry).where(wanted).order_by(inbox_entry.c.at)).all()
    return [_received(row) for row in rows]


def to_ask(db: Connection) -> list[Received]:
    """Return the agreements that no e-mail of ours asked to confirm yet."""
    wanted = (inbox_entry.c.agreements != "[]") & inbox_entry.c.asked_at.is_(None)
    rows = db.execute(select(inbox_entry).where(wanted).order_by(inbox_entry.c.id)).all()
    return [_received(row) for row in rows]


def mark(tx: Transaction, id_: int, **values: object) -> None:
    tx.db.execute(update(inbox_entry).where(inbox_entry.c.id == id_).values(**values))


def written_to(db: Connection, outbox_id: int) -> int | None:
    """Return the contact to whom a message was sent."""
    found = db.execute(select(outbox.c.contact_id).where(outbox.c.id == outbox_id)).first()
    return None if found is None else int(found.contact_id)


def _received(row: Row[tuple[object, ...]]) -> Received:
    return Received(
        id=row.id,
        entry=row.entry,
        kind=row.kind,
        form=row.form,
        at=row.at,
        said=json.loads(row.said),
        agreements=json.loads(row.agreements),
        ip=row.ip,
        asked_at=row.asked_at,
        confirmed_at=row.confirmed_at,
        contact_id=row.contact_id,
        closed_at=row.closed_at,
        answer=row.answer,
    )
