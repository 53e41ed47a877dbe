"""What is invoiced each period, and the periods that were: each at most once."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.triggers import append_only
from comptoir.store.types import Day, Instant

recurring = Table(
    "recurring",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # AB-2026-0001
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False),
    Column("every", Integer, nullable=False),  # months
    Column("starts", Day, nullable=False),
    Column("ends", Day),
    Column("content", Text, nullable=False),  # the offer, without its buyer
    Column("recorded_at", Instant, nullable=False),
    Index("ix_recurring_contact_id", "contact_id"),
    sqlite_strict=True,
)

recurring_term = Table(
    "recurring_term",
    metadata,
    Column("recurring_id", Integer, ForeignKey("recurring.id"), primary_key=True),
    Column("starts", Day, primary_key=True),
    Column("invoice", Text, nullable=False, unique=True),  # F-2026-0001
    sqlite_strict=True,
)

append_only(recurring_term)
