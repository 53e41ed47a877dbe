"""People whose file may serve in a dispute or a control."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.String(10), nullable=False),
        sa.Column("until", sa.String(10), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("lifted_on", sa.String(10), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_contact_hold_contact_id"),
        sa.PrimaryKeyConstraint("id", name="pk_contact_hold"),
        sqlite_strict=True,
    )
    op.create_index("ix_contact_hold_contact_id", "contact_hold", ["contact_id"])
