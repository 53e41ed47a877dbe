"""What each import brought and changed, so that it can be undone and explained."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.types import Instant

import_batch = Table(
    "import_batch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("login", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("map", Text, nullable=False, server_default=""),
    Column("encoding", Text, nullable=False, server_default=""),
    Column("separator", Text, nullable=False, server_default=""),
    Column("rows_in", Integer, nullable=False, server_default="0"),
    Column("new", Integer, nullable=False, server_default="0"),
    Column("changed", Integer, nullable=False, server_default="0"),
    Column("same", Integer, nullable=False, server_default="0"),
    Column("doubtful", Integer, nullable=False, server_default="0"),
    Column("rejected", Integer, nullable=False, server_default="0"),
    Column("undone_at", Instant),
    sqlite_strict=True,
)

import_change = Table(
    "import_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("batch_id", Integer, ForeignKey("import_batch.id"), nullable=False, index=True),
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False, index=True),
    Column("line", Integer, nullable=False),
    Column("verdict", Text, nullable=False),  # new | changed | doubtful
    # JSON: fields (old, new), what was added, cells left out, the contact it looks like
    Column("detail", Text, nullable=False, server_default="{}"),
    sqlite_strict=True,
)

# The addresses that an import put on the opposition list: what undoing it takes off.
import_refusal = Table(
    "import_refusal",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("purpose_class", Text, primary_key=True),
    Column("batch_id", Integer, ForeignKey("import_batch.id"), nullable=False, index=True),
    sqlite_strict=True,
)
