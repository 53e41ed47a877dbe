"""SEPA mandates, and the batches of direct debits that are handed to the bank."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text

from comptoir.store.metadata import metadata
from comptoir.store.triggers import append_only
from comptoir.store.types import Cents, Day, Flag, Instant

# An account that changes waits until a second person confirms it.
mandate = Table(
    "mandate",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", Text, nullable=False, unique=True),  # RUM: MD-2026-0001
    Column("contact_id", Integer, ForeignKey("contact.id"), nullable=False),
    Column("holder", Text, nullable=False),
    Column("iban", Text, nullable=False),
    Column("signed_on", Day, nullable=False),
    Column("once", Flag, nullable=False),
    Column("business", Flag, nullable=False),
    Column("notice_days", Integer, nullable=False),
    Column("path", Text, nullable=False),  # of the signed paper, under var/documents
    Column("sha256", Text, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("new_iban", Text, nullable=False, server_default=""),  # that waits
    Column("told_by", Text, nullable=False, server_default=""),  # login
    Column("told_on", Day),
    Column("former_iban", Text, nullable=False, server_default=""),  # until the next debit
    Column("ended_on", Day),
    Column("end_reason", Text, nullable=False, server_default=""),
    Index("ix_mandate_contact_id", "contact_id"),
    sqlite_strict=True,
)

debit_batch = Table(
    "debit_batch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),  # PR-2026-0001
    Column("on", Day, nullable=False),  # of the debits
    Column("amount", Cents, nullable=False),
    Column("debits", Integer, nullable=False),
    Column("path", Text, nullable=False),  # of the pain.008, under var/documents
    Column("sha256", Text, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("collected_on", Day),  # when the payments were recorded
    Column("banked_on", Day),  # when our bank paid them in
    CheckConstraint("amount > 0", name="positive"),
    sqlite_strict=True,
)

direct_debit = Table(
    "direct_debit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("batch_id", Integer, ForeignKey("debit_batch.id"), nullable=False),
    Column("mandate_id", Integer, ForeignKey("mandate.id"), nullable=False),
    Column("invoice_id", Integer, ForeignKey("invoice.id"), nullable=False),
    Column("end_to_end", Text, nullable=False, unique=True),  # PR-2026-0001-001
    Column("sequence", Text, nullable=False),  # FRST, RCUR, OOFF
    Column("amount", Cents, nullable=False),
    Column("payment_id", Integer, ForeignKey("payment.id")),
    Column("returned_on", Day),
    Column("reason", Text, nullable=False, server_default=""),  # code of the bank
    CheckConstraint("amount > 0", name="positive"),
    Index("ix_direct_debit_batch_id", "batch_id"),
    Index("ix_direct_debit_mandate_id", "mandate_id"),
    Index("ix_direct_debit_invoice_id", "invoice_id"),
    Index("ix_direct_debit_payment_id", "payment_id"),
    sqlite_strict=True,
)

append_only(
    mandate,
    except_columns=(
        "contact_id", "holder", "iban", "new_iban", "told_by", "told_on", "former_iban", "ended_on",
        "end_reason",
    ),
)  # fmt: skip
append_only(debit_batch, except_columns=("collected_on", "banked_on"))
append_only(direct_debit, except_columns=("payment_id", "returned_on", "reason"))
