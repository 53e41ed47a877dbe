"""Events have registrations, tasks that were done, and costs."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_registration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name="fk_event_registration_contact_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_event_registration"),
        sa.UniqueConstraint("event", "contact_id", name="uq_event_registration_event"),
        sa.UniqueConstraint("reference", name="uq_event_registration_reference"),
        sqlite_strict=True,
    )
    op.create_index("ix_event_registration_contact_id", "event_registration", ["contact_id"])
    op.create_index("ix_event_registration_state", "event_registration", ["event", "state"])
    op.create_table(
        "event_done",
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event", "task", name="pk_event_done"),
        sqlite_strict=True,
    )
    op.create_table(
        "event_cost",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("voucher", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event_cost"),
        sqlite_strict=True,
    )
    op.create_index("ix_event_cost_event", "event_cost", ["event"])
