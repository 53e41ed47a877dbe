"""Contributions in kind; receipts of several gifts."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("hours", sa.BigInteger(), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.Column("cancelled_on", sa.String(10), nullable=True),
        sa.CheckConstraint('"value" > 0', name=op.f("ck_contribution_positive")),
        sa.PrimaryKeyConstraint("id", name="pk_contribution"),
        sa.UniqueConstraint("number", name="uq_contribution_number"),
        sqlite_strict=True,
    )
    op.create_index("ix_contribution_on", "contribution", ["on"])
    op.create_table(
        "receipt_gift",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("donation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_receipt_gift_document_id"
        ),
        sa.ForeignKeyConstraint(
            ["donation_id"], ["donation.id"], name="fk_receipt_gift_donation_id"
        ),
        sa.PrimaryKeyConstraint("document_id", "donation_id", name="pk_receipt_gift"),
        sqlite_strict=True,
    )
    op.create_index("ix_receipt_gift_donation_id", "receipt_gift", ["donation_id"])
