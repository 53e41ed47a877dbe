"""Contacts that were made one, so that they can be made two again; and those who are two."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.types import Day, Instant

contact_merge = Table(
    "contact_merge",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", Text, nullable=False, unique=True),  # FUS-000001
    Column("at", Instant, nullable=False),
    Column("on", Day, nullable=False),
    Column("login", Text, nullable=False),
    # who holds what was merged: moves on when that contact is merged in turn
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False, index=True),
    Column("kept_id", Integer, nullable=False),
    Column("absorbed_id", Integer, nullable=False, index=True),
    Column("undone_at", Instant),
    # JSON: the absorbed row, what it changed in the other, which rows moved, refusals that stand
    Column("detail", Text, nullable=False),
    sqlite_strict=True,
)

# Two who look alike and are two: never proposed again.
contact_apart = Table(
    "contact_apart",
    metadata,
    Column("contact_id", Integer, ForeignKey("contact.id"), primary_key=True),
    Column("other_id", Integer, ForeignKey("contact.id"), primary_key=True),
    Column("on", Day, nullable=False),
    Column("login", Text, nullable=False),
    Index("ix_contact_apart_other_id", "other_id"),
    sqlite_strict=True,
)
