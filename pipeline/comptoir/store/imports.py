"""The gateway of imports: what each brought, row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, func, insert, select, update

from comptoir.store import Transaction
from comptoir.store.bulk import insert_rows
from comptoir.store.tables.imports import import_batch, import_change

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
