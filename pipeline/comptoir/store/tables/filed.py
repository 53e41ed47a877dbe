"""Documents filed by the house (GED): where each lies, what it is, until when it is kept.

A row outlives its file: once destroyed, or erased with a person, it says that it was, and no more.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.triggers import append_only
from comptoir.store.types import Day, Instant

filed_document = Table(
    "filed_document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", Text, nullable=False, unique=True),  # GED-2026-0001
    Column("kind", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("dated", Day, nullable=False),
    Column("ends", Day),  # of the contract, of the risk, of the release
    Column("filed_at", Instant, nullable=False),
    Column("login", Text, nullable=False),
    Column("contact_id", Integer, ForeignKey("contact.id"), index=True),
    Column("about", Text, nullable=False, server_default=""),  # F-2026-0001, DEM-2026-0003…
    Column("replaces_id", Integer, ForeignKey("filed_document.id"), unique=True),
    Column("path", Text, nullable=False, unique=True),  # under var/documents/
    Column("size", Integer, nullable=False),  # bytes
    Column("sha256", Text, nullable=False),
    Column("readers", Text, nullable=False),  # team | finance | restricted
    Column("duty", Integer, nullable=False),  # 1: kept although its person is erased
    Column("term", Text, nullable=False),  # how long and why, in French
    Column("keep_until", Day),  # none: for ever, or until its end is known
    Column("hold_until", Day),  # frozen by a dispute or a control (LAW, RET022)
    Column("hold_because", Text, nullable=False, server_default=""),
    Column("gone_at", Instant),
    Column("gone_because", Text, nullable=False, server_default=""),
    Index("ix_filed_document_keep_until", "keep_until"),
    Index("ix_filed_document_sha256", "sha256"),
    sqlite_strict=True,
)

# What is searched: title, numbers, and the text of the file, folded.
filed_text = Table(
    "filed_text",
    metadata,
    Column("document_id", Integer, ForeignKey("filed_document.id"), primary_key=True),
    Column("folded", Text, nullable=False),
    sqlite_strict=True,
)

append_only(
    filed_document,
    except_columns=(
        "title", "ends", "term", "keep_until", "hold_until", "hold_because", "gone_at",
        "gone_because",
    ),
)  # fmt: skip
