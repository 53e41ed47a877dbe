"""Payments and what each one pays: invoices, dues, gifts. Nothing here is changed or erased.

The recording of payments is the part that the tax office looks at (CGI, art. 286, I-3° bis); it
only grows: a mistake is undone by a visible reversal.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.triggers import append_only
from comptoir.store.types import Cents, Day, Instant

payment = Table(
    "payment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # P-2026-0001
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False),
    Column("received_on", Day, nullable=False),
    Column("method", Text, nullable=False),  # cash, cheque, card, transfer, direct_debit
    Column("amount", Cents, nullable=False),
    Column("reference", Text, nullable=False, server_default=""),  # of the bank, of the cheque
    Column("recorded_at", Instant, nullable=False),
    Column("module", Text, nullable=False),  # version of comptoir.payments that recorded it
    CheckConstraint("amount > 0", name="positive"),
    Index("ix_payment_contact_id", "contact_id", "received_on"),
    sqlite_strict=True,
)

payment_part = Table(
    "payment_part",
    metadata,
    Column("payment_id", Integer, ForeignKey("payment.id"), primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("kind", Text, nullable=False),  # invoice, membership, donation
    Column("amount", Cents, nullable=False),
    Column("invoice_id", Integer, ForeignKey("invoice.id")),
    Column("membership_id", Integer, ForeignKey("membership.id")),
    Column("donation_id", Integer, ForeignKey("donation.id")),
    CheckConstraint("amount > 0", name="positive"),
    Index("ix_payment_part_invoice_id", "invoice_id"),
    sqlite_strict=True,
)

append_only(payment, except_columns=("contact_id",))  # a merge of contacts moves it
append_only(payment_part)
