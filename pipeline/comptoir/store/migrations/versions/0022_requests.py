"""Requests and what happened to them have tables."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def _text(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=default, nullable=False)


def upgrade() -> None:
    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("received_on", sa.String(10), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("inbox_id", sa.Integer(), nullable=True),
        _text("caller"),
        _text("demand"),
        _text("need"),
        sa.Column("confirmed", sa.Integer(), nullable=True),
        _text("motive"),
        _text("answers", "{}"),
        sa.Column("state", sa.Text(), nullable=False),
        _text("reply_by"),
        sa.Column("promised_days", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.String(10), nullable=True),
        sa.Column("invoice_id", sa.Integer(), nullable=True),
        sa.Column("answered_on", sa.String(10), nullable=True),
        _text("answer"),
        _text("answer_channel"),
        _text("answer_path"),
        _text("facts"),
        _text("responsibility"),
        _text("remedy"),
        sa.Column("remedy_on", sa.String(10), nullable=True),
        _text("remedy_document"),
        _text("stage"),
        sa.Column("closed_on", sa.String(10), nullable=True),
        _text("conclusion"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_request_contact_id"),
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox_entry.id"], name="fk_request_inbox_id"),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name="fk_request_invoice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_request"),
        sa.UniqueConstraint("number", name="uq_request_number"),
        sa.UniqueConstraint("inbox_id", name="uq_request_inbox_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_request_contact_id", "request", ["contact_id"])
    op.create_index("ix_request_invoice_id", "request", ["invoice_id"])
    op.create_index("ix_request_state", "request", ["state"])
    op.create_table(
        "request_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        _text("detail"),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name="fk_request_event_request_id"),
        sa.PrimaryKeyConstraint("id", name="pk_request_event"),
        sqlite_strict=True,
    )
    op.create_index("ix_request_event_request_id", "request_event", ["request_id"])
