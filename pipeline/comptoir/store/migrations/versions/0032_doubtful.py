"""Debts that may not be paid."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "doubtful_debt",
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("voucher", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("provision", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("lost_on", sa.String(10), nullable=True),
        sa.Column("lost_voucher", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name="fk_doubtful_debt_invoice_id"),
        sa.PrimaryKeyConstraint("invoice_id", name="pk_doubtful_debt"),
        sqlite_strict=True,
    )
