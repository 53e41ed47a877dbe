"""Requests on rights, breaches, purges and archived files."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rights_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("right", sa.Text(), nullable=False),
        sa.Column("received_on", sa.String(10), nullable=False),
        sa.Column("due_on", sa.String(10), nullable=False),
        sa.Column("identity", sa.Text(), server_default="", nullable=False),
        sa.Column("extended_on", sa.String(10), nullable=True),
        sa.Column("extended_because", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_on", sa.String(10), nullable=True),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_rights_request_contact_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_request")),
        sa.UniqueConstraint("number", name=op.f("uq_rights_request_number")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_rights_request_contact_id"), "rights_request", ["contact_id"])
    op.create_index("ix_rights_request_answered_on", "rights_request", ["answered_on", "due_on"])
    op.create_table(
        "breach_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("breach", sa.Text(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("digests", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breach_entry")),
        sa.UniqueConstraint("hash", name=op.f("uq_breach_entry_hash")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_breach_entry_breach"), "breach_entry", ["breach"])
    op.create_table(
        "purge_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("visa", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purge_log")),
        sqlite_strict=True,
    )
    op.create_table(
        "archived_file",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.String(10), nullable=False),
        sa.Column("keep_until", sa.String(10), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_archived_file_contact_id")
        ),
        sa.PrimaryKeyConstraint("contact_id", name=op.f("pk_archived_file")),
        sqlite_strict=True,
    )
