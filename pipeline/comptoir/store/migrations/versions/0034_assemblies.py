"""General meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assembly",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("call", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("convened_on", sa.String(10), nullable=True),
        sa.Column("campaign", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("voters", sa.Integer(), nullable=True),
        sa.Column("needed", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.String(32), nullable=True),
        sa.Column("closed_at", sa.String(32), nullable=True),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["first_id"], ["assembly.id"], name="fk_assembly_first_id"),
        sa.PrimaryKeyConstraint("id", name="pk_assembly"),
        sa.UniqueConstraint("number", name="uq_assembly_number"),
        sqlite_strict=True,
    )
    op.create_table(
        "assembly_item",
        sa.Column("assembly_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("voices", sa.Integer(), nullable=True),
        sa.Column("in_favour", sa.Integer(), nullable=True),
        sa.Column("against", sa.Integer(), nullable=True),
        sa.Column("abstained", sa.Integer(), nullable=True),
        sa.Column("carried", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assembly_id"], ["assembly.id"], name="fk_assembly_item_assembly_id"
        ),
        sa.PrimaryKeyConstraint("assembly_id", "position", name="pk_assembly_item"),
        sqlite_strict=True,
    )
    op.create_table(
        "assembly_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assembly_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("presence", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["assembly_id"], ["assembly.id"], name="fk_assembly_seat_assembly_id"
        ),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_assembly_seat_contact_id"),
        sa.ForeignKeyConstraint(["by_id"], ["contact.id"], name="fk_assembly_seat_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_assembly_seat"),
        sa.UniqueConstraint("assembly_id", "contact_id", name="uq_assembly_seat_assembly_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_assembly_seat_by", "assembly_seat", ["assembly_id", "by_id"])
    op.create_index("ix_assembly_seat_by_id", "assembly_seat", ["by_id"])
    op.create_index("ix_assembly_seat_contact_id", "assembly_seat", ["contact_id"])
    op.create_table(
        "officer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assembly_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("since", sa.String(10), nullable=False),
        sa.Column("until", sa.String(10), nullable=True),
        sa.Column("votes", sa.Integer(), nullable=True),
        sa.Column("declared_on", sa.String(10), nullable=True),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["assembly_id"], ["assembly.id"], name="fk_officer_assembly_id"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_officer_contact_id"),
        sa.PrimaryKeyConstraint("id", name="pk_officer"),
        sqlite_strict=True,
    )
    op.create_index("ix_officer_assembly_id", "officer", ["assembly_id"])
    op.create_index("ix_officer_contact_id", "officer", ["contact_id"])
