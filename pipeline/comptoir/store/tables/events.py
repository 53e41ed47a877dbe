"""Registrations for the events of the agenda, what was done for them, and what they cost."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from comptoir.store.metadata import metadata
from comptoir.store.types import Cents, Day, Instant

event_registration = Table(
    "event_registration",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", Text, nullable=False, unique=True),  # INS-2026-0001
    Column("event", Text, nullable=False),  # the slug of its page
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False, index=True),
    Column("seats", Integer, nullable=False),
    Column("state", Text, nullable=False),  # registered | waiting | cancelled | attended | missed
    Column("source", Text, nullable=False),  # desk | form | file
    Column("made_at", Instant, nullable=False),
    UniqueConstraint("event", "contact_id", name="uq_event_registration_event"),
    Index("ix_event_registration_state", "event", "state"),
    sqlite_strict=True,
)

event_done = Table(
    "event_done",
    metadata,
    Column("event", Text, primary_key=True),
    Column("task", Text, primary_key=True),
    Column("on", Day, nullable=False),
    Column("login", Text, nullable=False),
    sqlite_strict=True,
)

event_cost = Table(
    "event_cost",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("event", Text, nullable=False, index=True),
    Column("line", Text, nullable=False),  # of its budget; empty: not planned
    Column("what", Text, nullable=False),
    Column("amount", Cents, nullable=False),  # spent; received when negative
    Column("on", Day, nullable=False),
    Column("voucher", Text, nullable=False, server_default=""),
    sqlite_strict=True,
)

# A ticket without registration was sold at the door: it names nobody.
event_ticket = Table(
    "event_ticket",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("event", Text, nullable=False),
    Column("number", Integer, nullable=False),  # without gap in the event
    Column("code", Text, nullable=False, unique=True),
    Column("category", Text, nullable=False),
    Column("price", Cents, nullable=False),
    Column("sold_on", Day, nullable=False),
    Column("registration_id", Integer, ForeignKey("event_registration.id"), index=True),
    Column("voucher", Text, nullable=False),
    Column("state", Text, nullable=False),  # valid | used | cancelled
    Column("used_at", Instant),
    UniqueConstraint("event", "number", name="uq_event_ticket_event"),
    sqlite_strict=True,
)
