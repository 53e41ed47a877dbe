"""Who signed which version of the house's charter of good conduct, and when."""

from sqlalchemy import Column, Integer, Table, Text, UniqueConstraint

from comptoir.store.metadata import metadata
from comptoir.store.triggers import append_only
from comptoir.store.types import Instant

charter_signature = Table(
    "charter_signature",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("login", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("sha256", Text, nullable=False),  # of the text that was signed
    Column("signed_at", Instant, nullable=False),
    UniqueConstraint("login", "sha256", name="uq_charter_signature_login"),
    sqlite_strict=True,
)

append_only(charter_signature)
