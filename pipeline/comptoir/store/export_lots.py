"""The gateway of lots: what was handed to the accountant, and what was not yet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, select

from comptoir.ledger.entry import Booked
from comptoir.money import ZERO
from comptoir.store import ledger
from comptoir.store.bulk import insert_rows
from comptoir.store.doors import Transaction
from comptoir.store.ids import next_id
from comptoir.store.tables.export_lots import export_lot, export_lot_entry
from comptoir.store.tables.ledger import TAKEN_OVER, entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """A lot as the base holds it."""

    id: int
    period: str
    made_on: date
    entries: int
    debit: Decimal
    sha256: str

    @property
    def number(self) -> str:
        return f"LOT-{self.id:04d}"


def waiting(db: Connection, *, until: date) -> list[Booked]:
    """Return the entries up to a day that are in no lot, in the order of their validation."""
    return list(ledger.entries_where(db, _waits(until)))


def _waits(until: date) -> ColumnElement[bool]:
    """Ours, up to a day, and in no lot: those of another program were never for the accountant."""
    handed = select(export_lot_entry.c.entry_id)
    ours = entry.c.software != TAKEN_OVER
    return (entry.c.date <= until) & ours & entry.c.id.not_in(handed)


def of_lot(db: Connection, lot_id: int) -> list[Booked]:
    """Return the entries of a lot."""
    mine = select(export_lot_entry.c.entry_id).where(export_lot_entry.c.lot_id == lot_id)
    return list(ledger.entries_where(db, entry.c.id.in_(mine)))


def add(tx: Transaction, *, period: str, until: date, booked: list[Booked], sha256: str) -> Lot:
    """Write a lot of the entries that wait."""
    query = select(entry.c.id).where(_waits(until))
    ids = list(tx.db.execute(query.order_by(entry.c.id)).scalars())
    lot = Lot(
        id=next_id(tx.db, export_lot),
        period=period,
        made_on=tx.ctx.today,
        entries=len(ids),
        debit=sum((one.entry.total for one in booked), ZERO),
        sha256=sha256,
    )
    tx.db.execute(
        insert(export_lot).values(
            id=lot.id, period=period, made_on=lot.made_on, entries=lot.entries, debit=lot.debit,
            sha256=sha256,
        )
    )  # fmt: skip
    rows: list[dict[str, Any]] = [{"entry_id": id_, "lot_id": lot.id} for id_ in ids]
    insert_rows(tx.db, export_lot_entry, rows)
    tx.record("export_lot", lot.number, {"entries": (None, lot.entries)})
    return lot


def lots(db: Connection) -> list[Lot]:
    return [
        Lot(
            id=row.id, period=row.period, made_on=row.made_on, entries=row.entries,
            debit=row.debit, sha256=row.sha256,
        )
        for row in db.execute(select(export_lot).order_by(export_lot.c.id))
    ]  # fmt: skip
