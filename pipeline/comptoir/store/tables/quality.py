"""Where the value of a field comes from, and what was found wrong in the files of contacts."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.types import Day, Instant

# A field without a row is as old and as sure as the contact's own origin.
contact_field = Table(
    "contact_field",
    metadata,
    Column("contact_id", Integer, ForeignKey("contact.id"), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("source", Text, nullable=False),  # the act, or where it was confirmed
    Column("on", Day, nullable=False),
    Column("confidence", Text, nullable=False),  # confirmed | stated | deduced
    sqlite_strict=True,
)

anomaly = Table(
    "anomaly",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", Text, nullable=False, unique=True),  # AN-000001
    Column("rule", Text, nullable=False),
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False, index=True),
    Column("field", Text, nullable=False),
    Column("old", Text, nullable=False),  # the value found
    Column("new", Text, nullable=False, server_default=""),  # what would mend it
    Column("mends", Text, nullable=False, server_default=""),  # the field that `new` is for
    Column("severity", Text, nullable=False),  # error | warning | info
    Column("owner", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False),  # open | mended | accepted
    Column("found_on", Day, nullable=False),
    Column("settled_at", Instant),
    Column("reason", Text, nullable=False, server_default=""),
    Index("ix_anomaly_state", "state", "severity"),
    sqlite_strict=True,
)
