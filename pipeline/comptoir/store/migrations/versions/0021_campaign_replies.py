"""Documents that answer a mailing are tied to it."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaign_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign", sa.Text(), nullable=False),
        sa.Column("outbox_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name="fk_campaign_reply_outbox_id"),
        sa.PrimaryKeyConstraint("id", name="pk_campaign_reply"),
        sa.UniqueConstraint("number", name="uq_campaign_reply_number"),
        sqlite_strict=True,
    )
    op.create_index("ix_campaign_reply_campaign", "campaign_reply", ["campaign"], unique=False)
