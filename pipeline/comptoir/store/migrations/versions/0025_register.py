"""The register of the mail has a table."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def upgrade() -> None:
    op.create_table(
        "mail_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        _text("party"),
        _text("object"),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("request_id", sa.Integer(), nullable=True),
        _text("path"),
        _text("sha256"),
        _text("message_key"),
        sa.Column("filed_on", sa.String(10), nullable=True),
        _text("registered"),
        sa.Column("receipt_on", sa.String(10), nullable=True),
        _text("receipt_path"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_mail_item_contact_id"),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name="fk_mail_item_request_id"),
        sa.PrimaryKeyConstraint("id", name="pk_mail_item"),
        sa.UniqueConstraint("number", name="uq_mail_item_number"),
        sqlite_strict=True,
    )
    for name in ("contact_id", "request_id", "message_key", "filed_on"):
        op.create_index(f"ix_mail_item_{name}", "mail_item", [name])
