"""Credit notes and deposits are kinds of invoices."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COLUMNS = (
    "kind TEXT DEFAULT 'invoice' NOT NULL",
    "origin_id INTEGER CONSTRAINT fk_invoice_origin_id REFERENCES invoice (id)",
    "part_of_order_id INTEGER CONSTRAINT fk_invoice_part_of_order_id REFERENCES sale_order (id)",
)


def upgrade() -> None:
    """Add the columns; the trigger that freezes rows is put back over them afterwards."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    op.execute(f"DROP TRIGGER IF EXISTS invoice_keep_update{' ON invoice' if postgresql else ''}")
    for column in COLUMNS:
        op.execute(f"ALTER TABLE invoice ADD COLUMN {column}")
    op.create_index("ix_invoice_origin_id", "invoice", ["origin_id"])
    op.create_index("ix_invoice_part_of_order_id", "invoice", ["part_of_order_id"])
