"""What was handed to Mailchimp."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mailchimp_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("remote", sa.Text(), server_default="", nullable=False),
        sa.Column("segment", sa.Integer(), nullable=True),
        sa.Column("fields", sa.Integer(), nullable=False),
        sa.Column("leaves_at", sa.String(32), nullable=True),
        sa.Column("counted", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["campaign_run.id"], name=op.f("fk_mailchimp_part_run_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailchimp_part")),
        sa.UniqueConstraint("title", name=op.f("uq_mailchimp_part_title")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_mailchimp_part_run_id"), "mailchimp_part", ["run_id"], unique=False)
    op.create_table(
        "mailchimp_member",
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_mailchimp_member_outbox_id")
        ),
        sa.ForeignKeyConstraint(
            ["part_id"], ["mailchimp_part.id"], name=op.f("fk_mailchimp_member_part_id")
        ),
        sa.PrimaryKeyConstraint("outbox_id", name=op.f("pk_mailchimp_member")),
        sqlite_strict=True,
    )
    op.create_index("ix_mailchimp_member_hash", "mailchimp_member", ["hash"], unique=False)
    op.create_index(
        "ix_mailchimp_member_part_id_hash", "mailchimp_member", ["part_id", "hash"], unique=False
    )
