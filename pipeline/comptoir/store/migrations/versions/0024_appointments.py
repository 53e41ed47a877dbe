"""Appointments have a table."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), server_default="", nullable=False),
        sa.Column("starts", sa.String(32), nullable=False),
        sa.Column("ends", sa.String(32), nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), server_default="", nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("reminded_at", sa.String(32), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_appointment_contact_id"),
        sa.PrimaryKeyConstraint("id", name="pk_appointment"),
        sa.UniqueConstraint("reference", name="uq_appointment_reference"),
        sa.UniqueConstraint("uid", name="uq_appointment_uid"),
        sqlite_strict=True,
    )
    op.create_index("ix_appointment_contact_id", "appointment", ["contact_id"])
    op.create_index("ix_appointment_starts", "appointment", ["starts", "agent"])
