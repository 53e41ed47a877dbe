"""The gateway of doubtful debts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from comptoir.money import ZERO
from comptoir.store.doors import Transaction
from comptoir.store.tables.doubtful import doubtful_debt
from comptoir.store.tables.sales import invoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """A doubtful debt as the base holds it."""

    invoice_id: int
    on: date
    voucher: str
    amount: Decimal
    provision: Decimal
    reason: str
    lost_on: date | None = None
    lost_voucher: str = ""


def of_invoice(db: Connection, invoice_id: int) -> Debt | None:
    row = db.execute(select(doubtful_debt).where(doubtful_debt.c.invoice_id == invoice_id)).first()
    return _debt(row) if row else None


def debts(db: Connection) -> dict[int, Debt]:
    """Return doubtful and lost debts, by invoice."""
    return {row.invoice_id: _debt(row) for row in db.execute(select(doubtful_debt))}


def _debt(row: Any) -> Debt:
    return Debt(
        invoice_id=row.invoice_id,
        on=row.on,
        voucher=row.voucher,
        amount=row.amount,
        provision=row.provision,
        reason=row.reason,
        lost_on=row.lost_on,
        lost_voucher=row.lost_voucher,
    )


def add(tx: Transaction, debt: Debt, *, number: str) -> None:
    tx.db.execute(
        insert(doubtful_debt).values(
            invoice_id=debt.invoice_id,
            on=debt.on,
            voucher=debt.voucher,
            amount=debt.amount,
            provision=debt.provision,
            reason=debt.reason,
            lost_on=debt.lost_on,
            lost_voucher=debt.lost_voucher,
        )
    )
    tx.record("invoice", number, {"doubtful": (None, debt.amount)})


def write_down(tx: Transaction, debt: Debt, provision: Decimal, *, number: str) -> None:
    here = doubtful_debt.c.invoice_id == debt.invoice_id
    tx.db.execute(update(doubtful_debt).where(here).values(provision=provision))
    tx.record("invoice", number, {"provision": (debt.provision, provision)})


def drop(tx: Transaction, debt: Debt, *, number: str) -> None:
    """Say that a debt is doubtful no more; the journal keeps how it was."""
    tx.db.execute(delete(doubtful_debt).where(doubtful_debt.c.invoice_id == debt.invoice_id))
    tx.record("invoice", number, {"doubtful": (debt.amount, None)})


def lose(tx: Transaction, debt: Debt, *, number: str, voucher: str, on: date) -> None:
    """Say that a debt is lost: nothing is left to pay of its invoice."""
    here = doubtful_debt.c.invoice_id == debt.invoice_id
    changes = {"lost_on": on, "lost_voucher": voucher, "provision": ZERO}
    tx.db.execute(update(doubtful_debt).where(here).values(**changes))
    mine = invoice.c.id == debt.invoice_id
    tx.db.execute(update(invoice).where(mine).values(amount_due=ZERO))
    tx.record("invoice", number, {"amount_due": (debt.amount, ZERO)})
