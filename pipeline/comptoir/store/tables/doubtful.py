"""Debts that may not be paid: moved to 416, written down, brought back or lost."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.types import Cents, Day

doubtful_debt = Table(
    "doubtful_debt",
    metadata,
    Column("invoice_id", Integer, ForeignKey("invoice.id"), primary_key=True),
    Column("on", Day, nullable=False),
    Column("voucher", Text, nullable=False),  # of the entry that moved it; empty: lost from 411
    Column("amount", Cents, nullable=False),  # gross
    Column("provision", Cents, nullable=False),  # written down so far, without VAT
    Column("reason", Text, nullable=False),
    Column("lost_on", Day),
    Column("lost_voucher", Text, nullable=False, server_default=""),
    sqlite_strict=True,
)
