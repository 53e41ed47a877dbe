"""Appointments, and the hours that an imported calendar says are busy."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.types import Instant

appointment = Table(
    "appointment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", Text, nullable=False, unique=True),  # RV-2026-0001
    Column("contact_id", Integer, ForeignKey("contact.id"), index=True),  # none: busy hours
    Column("agent", Text, nullable=False),  # a login
    Column("room", Text, nullable=False, server_default=""),
    Column("starts", Instant, nullable=False),
    Column("ends", Instant, nullable=False),
    Column("subject", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False),  # booked | kept | missed | cancelled | busy
    Column("request", Text, nullable=False, server_default=""),  # DEM-2026-0001
    Column("uid", Text, nullable=False, unique=True),  # of its calendar file
    Column("revision", Integer, nullable=False, server_default="0"),  # SEQUENCE of RFC 5545
    Column("made_at", Instant, nullable=False),
    Column("reminded_at", Instant),
    Index("ix_appointment_starts", "starts", "agent"),
    sqlite_strict=True,
)
