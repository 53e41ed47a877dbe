"""Lots of entries handed to the accountant. An entry is in one lot at most; a lot never changes."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.triggers import append_only
from comptoir.store.types import Cents, Day

export_lot = Table(
    "export_lot",
    metadata,
    Column("id", Integer, primary_key=True),  # its number
    Column("period", Text, nullable=False),  # 2026-10: up to which month
    Column("made_on", Day, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("debit", Cents, nullable=False),
    Column("sha256", Text, nullable=False),  # of its entries, as they were written
    sqlite_strict=True,
)

export_lot_entry = Table(
    "export_lot_entry",
    metadata,
    Column("entry_id", Integer, ForeignKey("entry.id"), primary_key=True),
    Column("lot_id", Integer, ForeignKey("export_lot.id"), nullable=False),
    Index("ix_export_lot_entry_lot_id", "lot_id"),
    sqlite_strict=True,
)

append_only(export_lot)
append_only(export_lot_entry)
