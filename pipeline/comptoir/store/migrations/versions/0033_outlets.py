"""Where a sale was made."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; the trigger that freezes invoices is made again, with it."""
    on = " ON invoice" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER IF EXISTS invoice_keep_update{on}")
    for table in ("quote", "sale_order", "invoice"):
        op.add_column(table, sa.Column("outlet", sa.Text(), server_default="", nullable=False))
