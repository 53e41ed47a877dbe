"""Subsidies, and what happened to each."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "subsidy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("funder", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("notified_on", sa.String(10), nullable=False),
        sa.Column("ends", sa.String(10), nullable=False),
        sa.Column("earmarked", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), server_default="", nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.Column("accounted_on", sa.String(10), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_subsidy_positive")),
        sa.PrimaryKeyConstraint("id", name="pk_subsidy"),
        sa.UniqueConstraint("number", name="uq_subsidy_number"),
        sqlite_strict=True,
    )
    op.create_table(
        "subsidy_movement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subsidy_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("from_funds", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.Column("cancelled_on", sa.String(10), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_subsidy_movement_positive")),
        sa.ForeignKeyConstraint(
            ["subsidy_id"], ["subsidy.id"], name="fk_subsidy_movement_subsidy_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_subsidy_movement"),
        sa.UniqueConstraint("number", name="uq_subsidy_movement_number"),
        sqlite_strict=True,
    )
    op.create_index("ix_subsidy_movement_subsidy_id", "subsidy_movement", ["subsidy_id"])
