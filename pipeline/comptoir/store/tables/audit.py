"""The audit trail (chained, values erasable) and the access log (plain, purged at a year)."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store import chain
from comptoir.store.metadata import metadata
from comptoir.store.triggers import append_only
from comptoir.store.types import Instant

audit_event = Table(
    "audit_event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("login", Text, nullable=False),
    Column("profile", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("changes", Integer, nullable=False),  # how many fields
    Column("fields_hash", Text, nullable=False),  # over the rows of audit_field
    *chain.chained_columns(),
    sqlite_strict=True,
)

audit_field = Table(
    "audit_field",
    metadata,
    Column("event_id", Integer, ForeignKey("audit_event.id"), primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("noun", Text, nullable=False),
    Column("record_id", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Index("ix_audit_field_record", "noun", "record_id"),
    sqlite_strict=True,
)
audit_value = Table(
    "audit_value",
    metadata,
    Column("event_id", Integer, primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("salt", Text, nullable=False),
    Column("old", Text),
    Column("new", Text),
    sqlite_strict=True,
)

access_log = Table(
    "access_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("login", Text, nullable=False),
    Column("profile", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("noun", Text, nullable=False),
    Column("record_id", Text, nullable=False, server_default=""),
    Column("rows", Integer, nullable=False, server_default="1"),
    Column("purpose", Text, nullable=False, server_default=""),
    Column("recipient", Text, nullable=False, server_default=""),
    sqlite_strict=True,
)

append_only(audit_event)
append_only(audit_field)
