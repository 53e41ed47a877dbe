"""What mailings bring: the payments, invoices, quotes and requests that answer one.

A row names a document by its number, and nobody.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from comptoir.store.metadata import metadata
from comptoir.store.types import Day

campaign_reply = Table(
    "campaign_reply",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign", Text, nullable=False),
    Column("outbox_id", Integer, ForeignKey("outbox.id")),  # none: somebody passed the code on
    Column("kind", Text, nullable=False),  # payment | invoice | quote | request
    Column("number", Text, nullable=False),  # P-2026-0001, F-2026-0001, D-…, DEM-…
    Column("on", Day, nullable=False),
    Column("login", Text, nullable=False),
    UniqueConstraint("number"),  # one mailing a document
    Index("ix_campaign_reply_campaign", "campaign"),
    sqlite_strict=True,
)
