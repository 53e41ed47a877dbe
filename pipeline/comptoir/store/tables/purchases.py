"""Purchases, what was paid of them, and where suppliers are paid.

A recorded purchase never changes: what moves is what is left to pay. The account of a supplier
changes only by two people: one says it, another confirms it.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from comptoir.store.metadata import metadata
from comptoir.store.triggers import append_only
from comptoir.store.types import Cents, Day, Instant

purchase = Table(
    "purchase",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # AC-2026-0001
    Column("supplier_id", Integer, ForeignKey("contact.id"), nullable=False),
    Column("their_number", Text, nullable=False),
    Column("their_key", Text, nullable=False),  # the same for two copies of one invoice
    Column("kind", Text, nullable=False),  # invoice, credit
    Column("issued_on", Day, nullable=False),
    Column("due_on", Day, nullable=False),
    Column("net", Cents, nullable=False),  # < 0 for a credit note
    Column("tax", Cents, nullable=False),
    Column("gross", Cents, nullable=False),
    Column("amount_due", Cents, nullable=False),  # what is left to pay; < 0: owed to us
    Column("content", Text, nullable=False),
    Column("path", Text, nullable=False),  # the file received, as it was; empty: on paper
    Column("sha256", Text, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Unique("supplier_id", "their_key"),
    Index("ix_purchase_due_on", "due_on"),
    sqlite_strict=True,
)

purchase_payment = Table(
    "purchase_payment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # DP-2026-0001
    Column("purchase_id", Integer, ForeignKey("purchase.id"), nullable=False),
    Column("paid_on", Day, nullable=False),
    Column("method", Text, nullable=False),
    Column("amount", Cents, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    CheckConstraint("amount > 0", name="positive"),
    Index("ix_purchase_payment_purchase_id", "purchase_id"),
    sqlite_strict=True,
)

supplier_account = Table(
    "supplier_account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False),
    Column("iban", Text, nullable=False),
    Column("told_by", Text, nullable=False),  # a login
    Column("told_on", Day, nullable=False),
    Column("confirmed_by", Text),
    Column("confirmed_on", Day),
    Index("ix_supplier_account_contact_id", "contact_id"),
    sqlite_strict=True,
)

append_only(purchase, except_columns=("supplier_id", "amount_due"))  # a merge moves the first
append_only(purchase_payment)
