"""Movements of bank accounts as the bank told them, and what each one turned out to be.

They are no accounting: an entry is made of a payment. A movement is taken in once, whatever file
brings it again.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.types import Cents, Day, Instant

bank_line = Table(
    "bank_line",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account", Text, nullable=False),  # its name here
    Column("on", Day, nullable=False),
    Column("amount", Cents, nullable=False),  # > 0 received
    Column("label", Text, nullable=False),  # may name somebody
    Column("reference", Text, nullable=False, server_default=""),
    Column("mark", Text, nullable=False, unique=True),  # the same whenever a file brings it again
    Column("taken_at", Instant, nullable=False),
    Column("payment_id", Integer, ForeignKey("payment.id")),
    Column("note", Text, nullable=False, server_default=""),  # why no payment is expected
    Index("ix_bank_line_payment_id", "payment_id"),
    sqlite_strict=True,
)
