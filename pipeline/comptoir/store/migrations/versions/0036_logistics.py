"""Planned deliveries, and reserves on what carriers bring."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delivery_plan",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("parcels", sa.Integer(), nullable=False),
        sa.Column("weight", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["order_id"], ["sale_order.id"], name="fk_delivery_plan_order_id"),
        sa.PrimaryKeyConstraint("order_id", name="pk_delivery_plan"),
        sqlite_strict=True,
    )
    op.create_index("ix_delivery_plan_on", "delivery_plan", ["on"])
    op.create_table(
        "carrier_reserve",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("received_on", sa.String(10), nullable=False),
        sa.Column("voucher", sa.Text(), nullable=False),
        sa.Column("damage", sa.Text(), nullable=False),
        sa.Column("letter_by", sa.String(10), nullable=False),
        sa.Column("registered", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.String(10), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_carrier_reserve"),
        sa.UniqueConstraint("number", name="uq_carrier_reserve_number"),
        sqlite_strict=True,
    )
