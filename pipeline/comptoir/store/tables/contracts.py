"""The register of contracts and agreements."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.types import Cents, Day, Flag, Instant

contract = Table(
    "contract",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # CT-2026-0001
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("starts", Day, nullable=False),
    Column("ends", Day),
    Column("notice_days", Integer, nullable=False),
    Column("renews", Flag, nullable=False),
    Column("amount", Cents),
    Column("at_distance", Flag, nullable=False),
    Column("state", Text, nullable=False),  # draft, signed, ended
    Column("signed_on", Day),
    Column("path", Text, nullable=False),  # the paper to sign
    Column("signed_path", Text, nullable=False, server_default=""),  # the one that was signed
    Column("recorded_at", Instant, nullable=False),
    Index("ix_contract_contact_id", "contact_id"),
    sqlite_strict=True,
)
