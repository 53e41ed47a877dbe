"""The *bon à tirer* of mailings: who agreed to which text, for which segment, and when."""

from sqlalchemy import Column, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.triggers import append_only
from comptoir.store.types import Instant

campaign_approval = Table(
    "campaign_approval",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign", Text, nullable=False, index=True),
    Column("source_hash", Text, nullable=False),  # of the campaign as it was
    Column("segment_hash", Text, nullable=False),  # of the segment's file as it was
    Column("at", Instant, nullable=False),
    Column("login", Text, nullable=False),
    sqlite_strict=True,
)

append_only(campaign_approval)
