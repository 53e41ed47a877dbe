"""An import can be undone: what it put on the opposition list, and events that say nothing more."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two tables and a column."""
    op.execute("ALTER TABLE import_batch ADD COLUMN undone_at TEXT")
    op.create_table(
        "import_refusal",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("purpose_class", sa.Text(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_import_refusal_batch_id_import_batch")
        ),
        sa.PrimaryKeyConstraint("digest", "purpose_class", name=op.f("pk_import_refusal")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_import_refusal_batch_id"), "import_refusal", ["batch_id"])
    op.create_table(
        "consent_void",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["consent_event.id"], name=op.f("fk_consent_void_event_id_consent_event")
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_consent_void")),
        sqlite_strict=True,
    )
