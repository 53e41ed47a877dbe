"""SEPA mandates, and batches of direct debits."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mandate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("iban", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.String(10), nullable=False),
        sa.Column("once", sa.Integer(), nullable=False),
        sa.Column("business", sa.Integer(), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.Column("new_iban", sa.Text(), server_default="", nullable=False),
        sa.Column("told_by", sa.Text(), server_default="", nullable=False),
        sa.Column("told_on", sa.String(10), nullable=True),
        sa.Column("former_iban", sa.Text(), server_default="", nullable=False),
        sa.Column("ended_on", sa.String(10), nullable=True),
        sa.Column("end_reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_mandate_contact_id"),
        sa.PrimaryKeyConstraint("id", name="pk_mandate"),
        sa.UniqueConstraint("reference", name="uq_mandate_reference"),
        sqlite_strict=True,
    )
    op.create_index("ix_mandate_contact_id", "mandate", ["contact_id"])
    op.create_table(
        "debit_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("debits", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.Column("collected_on", sa.String(10), nullable=True),
        sa.Column("banked_on", sa.String(10), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_debit_batch_positive")),
        sa.PrimaryKeyConstraint("id", name="pk_debit_batch"),
        sa.UniqueConstraint("number", name="uq_debit_batch_number"),
        sqlite_strict=True,
    )
    op.create_table(
        "direct_debit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("end_to_end", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("payment_id", sa.Integer(), nullable=True),
        sa.Column("returned_on", sa.String(10), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_direct_debit_positive")),
        sa.ForeignKeyConstraint(["batch_id"], ["debit_batch.id"], name="fk_direct_debit_batch_id"),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandate.id"], name="fk_direct_debit_mandate_id"),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name="fk_direct_debit_invoice_id"),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name="fk_direct_debit_payment_id"),
        sa.PrimaryKeyConstraint("id", name="pk_direct_debit"),
        sa.UniqueConstraint("end_to_end", name="uq_direct_debit_end_to_end"),
        sqlite_strict=True,
    )
    for column in ("batch_id", "mandate_id", "invoice_id", "payment_id"):
        op.create_index(f"ix_direct_debit_{column}", "direct_debit", [column])
