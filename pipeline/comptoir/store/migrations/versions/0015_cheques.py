"""Payments may be negative: undone, bounced, refunded; cheques and their deposits have tables."""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

PAYMENT = "id, number, contact_id, received_on, method, amount, reference, recorded_at, module"
PART = "payment_id, rank, kind, amount, invoice_id, membership_id, donation_id"


def upgrade() -> None:
    """Rewrite the checks of payments, then add what is new.

    SQLite cannot change a check: the table is made again from a copy, foreign keys deferred, and
    the rows that are put back satisfy those who refer to them.
    """
    if op.get_bind().dialect.name == "postgresql":
        _change_checks()
    else:
        op.execute("PRAGMA defer_foreign_keys=ON")
        _again("payment_part", PART, _make_parts)
        _again("payment", PAYMENT, _make_payments)
        op.create_index("ix_payment_part_invoice_id", "payment_part", ["invoice_id"])
        op.create_index("ix_payment_contact_id", "payment", ["contact_id", "received_on"])
    for table in ("membership", "donation"):
        op.add_column(table, sa.Column("cancelled_on", sa.String(10), nullable=True))
    _make_cheques()
    op.execute(
        "INSERT INTO cheque (payment_id, number, amount, planned_on) "
        "SELECT id, reference, amount, received_on FROM payment WHERE method = 'cheque'"
    )
    op.create_table(
        "document_void",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_document_void_document_id"
        ),
        sa.PrimaryKeyConstraint("document_id", name="pk_document_void"),
        sqlite_strict=True,
    )


def _change_checks() -> None:
    op.execute("DROP TRIGGER IF EXISTS payment_keep_update ON payment")
    op.add_column("payment", _kind())
    op.add_column("payment", sa.Column("reverses_id", sa.Integer(), nullable=True))
    op.add_column("payment", sa.Column("reason", sa.Text(), server_default="", nullable=False))
    op.create_foreign_key("fk_payment_reverses_id", "payment", "payment", ["reverses_id"], ["id"])
    op.drop_constraint("ck_payment_positive", "payment")
    op.create_check_constraint(op.f("ck_payment_sign"), "payment", SIGN)
    op.drop_constraint("ck_payment_part_positive", "payment_part")
    op.create_check_constraint(op.f("ck_payment_part_not_zero"), "payment_part", "amount <> 0")


SIGN = "(amount > 0) = (kind = 'received') AND amount <> 0"


def _kind() -> sa.Column[str]:
    return sa.Column("kind", sa.Text(), server_default="received", nullable=False)


def _again(table: str, columns: str, make: Callable[[], None]) -> None:
    """Make a table again with its rows."""
    op.execute(f"CREATE TEMPORARY TABLE was AS SELECT {columns} FROM {table}")  # noqa: S608 — names of ours
    op.execute(f"DROP TABLE {table}")
    make()
    op.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM was")  # noqa: S608 — names of ours
    op.execute("DROP TABLE was")


def _make_payments() -> None:
    op.create_table(
        "payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.String(10), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.Text(), server_default="", nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.Column("module", sa.Text(), nullable=False),
        _kind(),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(SIGN, name=op.f("ck_payment_sign")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_payment_contact_id"),
        sa.ForeignKeyConstraint(["reverses_id"], ["payment.id"], name="fk_payment_reverses_id"),
        sa.PrimaryKeyConstraint("id", name="pk_payment"),
        sa.UniqueConstraint("number", name="uq_payment_number"),
        sqlite_strict=True,
    )


def _make_parts() -> None:
    keys = [
        sa.ForeignKeyConstraint([f"{name}_id"], [f"{name}.id"], name=f"fk_payment_part_{name}_id")
        for name in ("donation", "invoice", "membership", "payment")
    ]
    op.create_table(
        "payment_part",
        sa.Column("payment_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=True),
        sa.Column("membership_id", sa.Integer(), nullable=True),
        sa.Column("donation_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_payment_part_not_zero")),
        *keys,
        sa.PrimaryKeyConstraint("payment_id", "rank", name="pk_payment_part"),
        sqlite_strict=True,
    )


def _make_cheques() -> None:
    op.create_table(
        "cheque_deposit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("cheques", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), server_default="", nullable=False),
        sa.Column("pdf_sha256", sa.Text(), server_default="", nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_cheque_deposit_positive")),
        sa.PrimaryKeyConstraint("id", name="pk_cheque_deposit"),
        sa.UniqueConstraint("number", name="uq_cheque_deposit_number"),
        sqlite_strict=True,
    )
    op.create_table(
        "cheque",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("payment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("bank", sa.Text(), server_default="", nullable=False),
        sa.Column("drawer", sa.Text(), server_default="", nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("planned_on", sa.String(10), nullable=False),
        sa.Column("deposit_id", sa.Integer(), nullable=True),
        sa.Column("returned_on", sa.String(10), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_cheque_positive")),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name="fk_cheque_payment_id"),
        sa.ForeignKeyConstraint(["deposit_id"], ["cheque_deposit.id"], name="fk_cheque_deposit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_cheque"),
        sqlite_strict=True,
    )
    op.create_index("ix_cheque_payment_id", "cheque", ["payment_id"])
    op.create_index("ix_cheque_deposit_id", "cheque", ["deposit_id"])
