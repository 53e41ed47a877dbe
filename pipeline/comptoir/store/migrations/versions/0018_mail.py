"""What comes back by e-mail or by post has a table: it is taken in once."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mail_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("taken_at", sa.String(32), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("outbox_id", sa.Integer(), nullable=True),
        sa.Column("sender", sa.Text(), server_default="", nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("said", sa.Text(), server_default="", nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_mail_entry_contact_id"),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name="fk_mail_entry_outbox_id"),
        sa.PrimaryKeyConstraint("id", name="pk_mail_entry"),
        sa.UniqueConstraint("key", "rank", name="uq_mail_entry_key_rank"),
        sqlite_strict=True,
    )
    op.create_index("ix_mail_entry_contact_id", "mail_entry", ["contact_id"], unique=False)
    op.create_index("ix_mail_entry_outbox_id", "mail_entry", ["outbox_id"], unique=False)
    op.create_index("ix_mail_entry_kind", "mail_entry", ["kind", "at"], unique=False)
