"""Invoices that come back each period."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recurring",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("starts", sa.String(10), nullable=False),
        sa.Column("ends", sa.String(10), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_recurring_contact_id"),
        sa.PrimaryKeyConstraint("id", name="pk_recurring"),
        sa.UniqueConstraint("number", name="uq_recurring_number"),
        sqlite_strict=True,
    )
    op.create_index("ix_recurring_contact_id", "recurring", ["contact_id"])
    op.create_table(
        "recurring_term",
        sa.Column("recurring_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.String(10), nullable=False),
        sa.Column("invoice", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recurring_id"], ["recurring.id"], name="fk_recurring_term_recurring_id"
        ),
        sa.PrimaryKeyConstraint("recurring_id", "starts", name="pk_recurring_term"),
        sa.UniqueConstraint("invoice", name="uq_recurring_term_invoice"),
        sqlite_strict=True,
    )
