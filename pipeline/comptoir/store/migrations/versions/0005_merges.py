"""Contacts made one, and those who are two."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("absorbed_id", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.String(32), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_merge_contact_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_merge")),
        sa.UniqueConstraint("reference", name=op.f("uq_contact_merge_reference")),
        sqlite_strict=True,
    )
    op.create_index("ix_contact_merge_contact_id", "contact_merge", ["contact_id"])
    op.create_index("ix_contact_merge_absorbed_id", "contact_merge", ["absorbed_id"])
    op.create_table(
        "contact_apart",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_apart_contact_id")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["contact.id"], name=op.f("fk_contact_apart_other_id")
        ),
        sa.PrimaryKeyConstraint("contact_id", "other_id", name=op.f("pk_contact_apart")),
        sqlite_strict=True,
    )
    op.create_index("ix_contact_apart_other_id", "contact_apart", ["other_id"])
