"""Issued papers destroyed at the end of their term."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_gone",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_document_gone_document_id"
        ),
        sa.PrimaryKeyConstraint("document_id", name="pk_document_gone"),
        sqlite_strict=True,
    )
