"""Voices of members at a meeting; the casting vote of the chair."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "assembly_seat", sa.Column("voices", sa.Integer(), server_default="1", nullable=False)
    )
    op.add_column("assembly_item", sa.Column("chair", sa.Integer(), nullable=True))
