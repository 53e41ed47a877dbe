"""Tickets of shows."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_ticket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("sold_on", sa.String(10), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("voucher", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("used_at", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["event_registration.id"],
            name="fk_event_ticket_registration_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_event_ticket"),
        sa.UniqueConstraint("code", name="uq_event_ticket_code"),
        sa.UniqueConstraint("event", "number", name="uq_event_ticket_event"),
        sqlite_strict=True,
    )
    op.create_index("ix_event_ticket_registration_id", "event_ticket", ["registration_id"])
