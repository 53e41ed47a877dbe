"""Plans of membership: their days, their account, who is covered; calls to renew."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("membership", sa.Column("starts", sa.String(10), nullable=True))
    op.add_column("membership", sa.Column("ends", sa.String(10), nullable=True))
    op.add_column(
        "membership", sa.Column("account", sa.Text(), server_default="756", nullable=False)
    )
    _add_holder()
    op.create_index("ix_membership_holder_id", "membership", ["holder_id"])
    op.create_table(
        "membership_call",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("season", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name="fk_membership_call_contact_id"
        ),
        sa.PrimaryKeyConstraint("contact_id", "season", name="pk_membership_call"),
        sqlite_strict=True,
    )


def _add_holder() -> None:
    """Add the reference; SQLite takes it with the column alone, and keeps no name of it."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("ALTER TABLE membership ADD COLUMN holder_id INTEGER REFERENCES membership (id)")
        return
    op.add_column("membership", sa.Column("holder_id", sa.Integer(), nullable=True))
    op.create_foreign_key(
        "fk_membership_holder_id", "membership", "membership", ["holder_id"], ["id"]
    )
