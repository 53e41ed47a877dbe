"""Which lists of what falls due were sent, so that none leaves twice in a week."""

from sqlalchemy import Column, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.types import Instant

due_sending = Table(
    "due_sending",
    metadata,
    Column("login", Text, primary_key=True),
    Column("week", Text, primary_key=True),  # 2026-W48
    Column("at", Instant, nullable=False),
    sqlite_strict=True,
)
