"""Indexes of sale_stat hold all that segments ask of it."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_sale_stat_total", "sale_stat")
    op.drop_index("ix_sale_stat_last_on", "sale_stat")
    op.create_index("ix_sale_stat_total", "sale_stat", ["total", "contact_id", "last_on", "count"])
    op.create_index(
        "ix_sale_stat_last_on", "sale_stat", ["last_on", "contact_id", "total", "count"]
    )
    op.create_index("ix_sale_stat_count", "sale_stat", ["count", "contact_id"])
