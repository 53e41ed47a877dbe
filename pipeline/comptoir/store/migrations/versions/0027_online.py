"""Payments of an online service and its payouts have tables; a gift says who gave its receipt."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("donation", sa.Column("receipt_by", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "payout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_payout_positive")),
        sa.PrimaryKeyConstraint("id", name="pk_payout"),
        sa.UniqueConstraint("number", name="uq_payout_number"),
        sa.UniqueConstraint("reference", name="uq_payout_reference"),
        sqlite_strict=True,
    )
    op.create_table(
        "online_payment",
        sa.Column("payment_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("payout_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payment.id"], name="fk_online_payment_payment_id"
        ),
        sa.ForeignKeyConstraint(["payout_id"], ["payout.id"], name="fk_online_payment_payout_id"),
        sa.PrimaryKeyConstraint("payment_id", name="pk_online_payment"),
        sa.UniqueConstraint("reference", name="uq_online_payment_reference"),
        sqlite_strict=True,
    )
    op.create_index("ix_online_payment_payout_id", "online_payment", ["payout_id"])
