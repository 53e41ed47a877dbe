"""Subsidies and what happened to each; no person is named."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.triggers import append_only
from comptoir.store.types import Cents, Day, Instant

subsidy = Table(
    "subsidy",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # SB-2026-0001
    Column("funder", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("sort", Text, nullable=False),  # operating, investment
    Column("amount", Cents, nullable=False),
    Column("notified_on", Day, nullable=False),
    Column("ends", Day, nullable=False),
    Column("earmarked", Integer, nullable=False),  # 0, 1
    Column("document", Text, nullable=False, server_default=""),  # reference of a filed document
    Column("recorded_at", Instant, nullable=False),
    Column("accounted_on", Day),  # the account of its use was sent
    CheckConstraint("amount > 0", name="positive"),
    sqlite_strict=True,
)

subsidy_movement = Table(
    "subsidy_movement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subsidy_id", Integer, ForeignKey("subsidy.id"), nullable=False),
    Column("number", Text, nullable=False, unique=True),
    Column("step", Text, nullable=False),  # notified, received, used, carried
    Column("on", Day, nullable=False),
    Column("amount", Cents, nullable=False),
    Column("from_funds", Cents, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("cancelled_on", Day),  # by a reversal
    CheckConstraint("amount > 0", name="positive"),
    Index("ix_subsidy_movement_subsidy_id", "subsidy_id"),
    sqlite_strict=True,
)

append_only(subsidy, except_columns=("accounted_on",))
append_only(subsidy_movement, except_columns=("cancelled_on",))
