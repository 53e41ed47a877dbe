"""Lots of entries handed to the accountant: each entry is in one at most."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "export_lot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("made_on", sa.String(10), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("debit", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_export_lot"),
        sqlite_strict=True,
    )
    op.create_table(
        "export_lot_entry",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_export_lot_entry_entry_id"),
        sa.ForeignKeyConstraint(["lot_id"], ["export_lot.id"], name="fk_export_lot_entry_lot_id"),
        sa.PrimaryKeyConstraint("entry_id", name="pk_export_lot_entry"),
        sqlite_strict=True,
    )
    op.create_index("ix_export_lot_entry_lot_id", "export_lot_entry", ["lot_id"], unique=False)
