"""Purchases, their payments, and the accounts of suppliers."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "purchase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=False),
        sa.Column("their_number", sa.Text(), nullable=False),
        sa.Column("their_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.String(10), nullable=False),
        sa.Column("due_on", sa.String(10), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("tax", sa.BigInteger(), nullable=False),
        sa.Column("gross", sa.BigInteger(), nullable=False),
        sa.Column("amount_due", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["supplier_id"], ["contact.id"], name="fk_purchase_supplier_id"),
        sa.PrimaryKeyConstraint("id", name="pk_purchase"),
        sa.UniqueConstraint("number", name="uq_purchase_number"),
        sa.UniqueConstraint("supplier_id", "their_key", name="uq_purchase_supplier_id_their_key"),
        sqlite_strict=True,
    )
    op.create_index("ix_purchase_due_on", "purchase", ["due_on"], unique=False)
    op.create_table(
        "purchase_payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("paid_on", sa.String(10), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.CheckConstraint("amount > 0", name="ck_purchase_payment_positive"),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name="fk_purchase_payment_purchase_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_purchase_payment"),
        sa.UniqueConstraint("number", name="uq_purchase_payment_number"),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_purchase_payment_purchase_id", "purchase_payment", ["purchase_id"], unique=False
    )
    op.create_table(
        "supplier_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("iban", sa.Text(), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=False),
        sa.Column("told_on", sa.String(10), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.Column("confirmed_on", sa.String(10), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name="fk_supplier_account_contact_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_supplier_account"),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_supplier_account_contact_id", "supplier_account", ["contact_id"], unique=False
    )
