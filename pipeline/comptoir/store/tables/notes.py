"""What is written about contacts, and what ties them to one another."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.types import Day, Instant

# Notes are added, never changed: one is corrected by another (LAW, CTC009).
contact_note = Table(
    "contact_note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("login", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("search", Text, nullable=False),  # folded, to be searched
    Column("follow_up_on", Day, index=True),
    Column("done_on", Day),
    sqlite_strict=True,
)

contact_relation = Table(
    "contact_relation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False),
    Column("other_id", Integer, ForeignKey("contact.id"), nullable=False),
    Column("kind", Text, nullable=False),  # household | employer | guardian: what other is to them
    Column("since", Day),
    Column("until", Day),
    Index("ix_contact_relation_contact_id", "contact_id"),
    Index("ix_contact_relation_other_id", "other_id"),
    sqlite_strict=True,
)
