"""Contributions in kind, without who gave them: what class 8 says, and the hours behind it."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.triggers import append_only
from comptoir.store.types import Cents, Day, Instant, Scaled

contribution = Table(
    "contribution",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # VB-2026-0001
    Column("on", Day, nullable=False),
    Column("given", Text, nullable=False),  # hours, goods, use, services
    Column("about", Text, nullable=False),
    Column("hours", Scaled(4), nullable=False),
    Column("rate", Cents, nullable=False),
    Column("value", Cents, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("cancelled_on", Day),  # by a reversal
    CheckConstraint('"value" > 0', name="positive"),
    Index("ix_contribution_on", "on"),
    sqlite_strict=True,
)

append_only(contribution, except_columns=("cancelled_on",))
