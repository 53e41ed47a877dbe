"""Reminders of unpaid invoices that left, and invoices that are reminded no more."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, UniqueConstraint

from comptoir.store.metadata import metadata
from comptoir.store.types import Day, Instant

reminder = Table(
    "reminder",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("invoice_id", Integer, ForeignKey("invoice.id"), nullable=False),
    Column("level", Integer, nullable=False),  # 1, 2, then 3: the formal notice
    Column("on", Day, nullable=False),
    Column("channel", Text, nullable=False),  # email, letter
    Column("path", Text, nullable=False, server_default=""),  # under var/; none once sent by SMTP
    Column("made_at", Instant, nullable=False),
    UniqueConstraint("invoice_id", "level", name="uq_reminder_invoice_id"),
    sqlite_strict=True,
)

reminder_hold = Table(
    "reminder_hold",
    metadata,
    Column("invoice_id", Integer, ForeignKey("invoice.id"), primary_key=True),
    Column("on", Day, nullable=False),
    Column("reason", Text, nullable=False),  # a dispute, an agreement on time
    sqlite_strict=True,
)
