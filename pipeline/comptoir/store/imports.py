"""The gateway of imports: what each brought, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, func, insert, select, update

from comptoir.errors import InputError
from comptoir.store import Transaction
from comptoir.store.bulk import insert_rows
from comptoir.store.contacts import chunks
from comptoir.store.metadata import all_tables
from comptoir.store.tables.imports import import_batch, import_change, import_refusal

COUNTS = ("rows_in", "new", "changed", "same", "doubtful", "rejected")


class Report(Protocol):
    """What a batch keeps of its report."""

    @property
    def file(self) -> str: ...
    @property
    def encoding(self) -> str: ...
    @property
    def separator(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Change:
    """What one row did to one contact; `detail` is JSON."""

    contact_id: int
    line: int
    verdict: str
    detail: str


@dataclass(frozen=True, slots=True)
class Batch:
    """An import that was made."""

    number: int
    at: datetime
    file: str
    undone_at: datetime | None


def open_batch(tx: Transaction, report: Report, *, sha256: str, map_name: str) -> int:
    """Start an import and return its number."""
    last = tx.db.execute(select(func.coalesce(func.max(import_batch.c.id), 0))).scalar_one()
    number = int(last) + 1
    tx.db.execute(
        insert(import_batch).values(
            id=number,
            at=tx.now,
            login=tx.ctx.actor.login,
            file=report.file,
            sha256=sha256,
            map=map_name,
            encoding=report.encoding,
            separator=report.separator,
        )
    )
    tx.record("import", number, {"sha256": (None, sha256)})
    return number


def close_batch(tx: Transaction, number: int, report: Report) -> None:
    """Write the counts of an import, in its row and in the audit trail."""
    counts: dict[str, Any] = {name: getattr(report, name) for name in COUNTS}
    tx.db.execute(update(import_batch).where(import_batch.c.id == number).values(**counts))
    tx.record("import", number, {name: (None, value) for name, value in counts.items()})


def add_changes(db: Connection, batch: int, changes: Sequence[Change]) -> None:
    rows = [
        {"batch_id": batch, "contact_id": change.contact_id, "line": change.line}
        | {"verdict": change.verdict, "detail": change.detail}
        for change in changes
    ]
    insert_rows(db, import_change, rows)


def add_refusals(db: Connection, batch: int, refusals: Sequence[tuple[str, str]]) -> None:
    """Note what an import put on the opposition list: digest and class."""
    rows = [{"digest": d, "purpose_class": k, "batch_id": batch} for d, k in refusals]
    insert_rows(db, import_refusal, rows)


def batch(db: Connection, number: int) -> Batch:
    """Return one import.

    Raises:
        InputError: there is no such import.
    """
    row = db.execute(select(import_batch).where(import_batch.c.id == number)).first()
    if row is None:
        last = db.execute(select(func.max(import_batch.c.id))).scalar()
        known = f"Le dernier porte le n° {last}." if last else "Aucun n’a encore été fait."
        raise InputError(f"il n’y a pas d’import n° {number}.", remedy=known)
    return Batch(row.id, row.at, row.file, row.undone_at)


def changes(db: Connection, number: int) -> list[Change]:
    """Return what an import did, the last first: the order in which it is undone."""
    rows = select(import_change).where(import_change.c.batch_id == number)
    return [
        Change(row.contact_id, row.line, row.verdict, row.detail)
        for row in db.execute(rows.order_by(import_change.c.id.desc()))
    ]


def take_refusals(db: Connection, number: int) -> list[tuple[str, str]]:
    """Forget and return what an import put on the opposition list."""
    here = import_refusal.c.batch_id == number
    keys = [
        (row.digest, row.purpose_class) for row in db.execute(select(import_refusal).where(here))
    ]
    db.execute(import_refusal.delete().where(here))
    return keys


def forget(db: Connection, number: int, contact_ids: Sequence[int]) -> None:
    """Keep no value of contacts whose part of an import is undone."""
    for piece in chunks(contact_ids):
        here = (import_change.c.batch_id == number) & import_change.c.contact_id.in_(piece)
        db.execute(update(import_change).where(here).values(detail="{}", verdict="undone"))


def mark_undone(tx: Transaction, number: int) -> None:
    tx.db.execute(update(import_batch).where(import_batch.c.id == number).values(undone_at=tx.now))
    tx.record("import", number, {"undone_at": (None, tx.now)})


# What an import itself writes of a contact; any other table that names one shows that it is used.
_OWN = {
    "import_change", "consent_event", "consent_state", "contact_role", "contact_tag",
    "contact_fact", "contact_external", "bounce", "contact_merge", "contact_apart",
    "contact_field", "anomaly",
}  # fmt: skip


def used_elsewhere(db: Connection, contact_ids: Sequence[int]) -> set[int]:
    """Return which contacts something else names: a sale, a membership, a message…"""
    found: set[int] = set()
    for name, table in all_tables().tables.items():
        if name in _OWN:
            continue
        for key in table.foreign_keys:
            if key.column.table.name == "contact":
                for piece in chunks(contact_ids):
                    here = select(key.parent).where(key.parent.in_(piece)).distinct()
                    found |= set(db.execute(here).scalars())
    return found


def changed_later(db: Connection, number: int, contact_ids: Sequence[int]) -> dict[int, int]:
    """Return which contacts a later import changed: contact → that import."""
    found: dict[int, int] = {}
    for piece in chunks(contact_ids):
        later = select(import_change.c.contact_id, import_change.c.batch_id).where(
            import_change.c.contact_id.in_(piece),
            import_change.c.batch_id > number,
            import_change.c.verdict != "undone",
        )
        found |= {row.contact_id: row.batch_id for row in db.execute(later)}
    return found
