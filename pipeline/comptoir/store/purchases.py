"""The gateway of purchases: what was bought, what is left to pay, where suppliers are paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, insert, select, update

from comptoir.errors import InputError
from comptoir.money import ZERO
from comptoir.payments import Method
from comptoir.purchases import Purchase
from comptoir.purchases.purchase import from_json, to_json
from comptoir.store.doors import Transaction
from comptoir.store.ids import next_id
from comptoir.store.tables.contacts import contact, contact_fact
from comptoir.store.tables.purchases import purchase, purchase_payment, supplier_account


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A purchase as the base holds it."""

    id: int
    supplier_id: int
    name: str  # of the supplier
    made: Purchase
    amount_due: Decimal  # > 0 to pay, < 0 owed to us by a credit note
    path: str = ""
    sha256: str = ""

    @property
    def settled(self) -> Decimal:
        """What was paid of it, or used of a credit note."""
        return self.made.gross - abs(self.amount_due)


def add(tx: Transaction, made: Purchase, *, supplier_id: int, path: str, sha256: str) -> int:
    """Write a purchase; return its id."""
    id_ = next_id(tx.db, purchase)
    sign = made.sign
    tx.db.execute(
        insert(purchase).values(
            id=id_,
            number=made.number,
            supplier_id=supplier_id,
            their_number=made.their_number,
            their_key=made.key,
            kind="credit" if made.credit else "invoice",
            issued_on=made.issued_on,
            due_on=made.due_on,
            net=sign * made.net,
            tax=sign * made.tax,
            gross=sign * made.gross,
            amount_due=sign * made.gross,
            content=to_json(made),
            path=path,
            sha256=sha256,
            recorded_at=tx.now,
        )
    )
    tx.record("purchase", made.number, {"gross": (None, sign * made.gross)})
    return id_


def purchases(db: Connection, *, unpaid: bool = False) -> list[Kept]:
    """Return purchases, oldest first."""
    query = _query().order_by(purchase.c.id)
    if unpaid:
        query = query.where(purchase.c.amount_due != ZERO).order_by(None)
        query = query.order_by(purchase.c.due_on, purchase.c.id)
    return [_kept(row) for row in db.execute(query)]


def numbered(db: Connection, number: str) -> Kept:
    """Return a purchase by our number.

    Raises:
        InputError: there is none.
    """
    row = db.execute(_query().where(purchase.c.number == number.strip().upper())).first()
    if row is None:
        raise InputError(
            f"Aucun achat n’a le numéro {number}.", remedy="comptoir achat lister les montre."
        )
    return _kept(row)


def same(db: Connection, supplier_id: int, key: str) -> str:
    """Return our number of a purchase with the same number of theirs, or nothing."""
    query = select(purchase.c.number).where(
        purchase.c.supplier_id == supplier_id, purchase.c.their_key == key
    )
    return str(db.execute(query).scalar() or "")


def _query() -> Any:
    return select(
        purchase, contact.c.reference, contact.c.organisation, contact.c.first_name,
        contact.c.last_name,
    ).join(contact, contact.c.id == purchase.c.supplier_id)  # fmt: skip


def _kept(row: Any) -> Kept:
    known = {
        "number": row.number,
        "supplier": row.reference,
        "their_number": row.their_number,
        "issued_on": row.issued_on,
        "due_on": row.due_on,
        "credit": row.kind == "credit",
    }
    name = row.organisation or " ".join(p for p in (row.first_name, row.last_name) if p)
    return Kept(
        id=row.id,
        supplier_id=row.supplier_id,
        name=name or row.reference,
        made=from_json(row.content, known),
        amount_due=row.amount_due,
        path=row.path,
        sha256=row.sha256,
    )


def add_payment(
    tx: Transaction, kept: Kept, *, number: str, on: date, method: Method, amount: Decimal
) -> Decimal:
    """Write a payment to a supplier; return what is left."""
    tx.db.execute(
        insert(purchase_payment).values(
            id=next_id(tx.db, purchase_payment),
            number=number,
            purchase_id=kept.id,
            paid_on=on,
            method=method.value,
            amount=amount,
            recorded_at=tx.now,
        )
    )
    tx.record("purchase_payment", number, {"amount": (None, amount)})
    return lower(tx, kept, amount)


def lower(tx: Transaction, kept: Kept, amount: Decimal) -> Decimal:
    """Bring what is left of a purchase nearer to nothing by an amount; return what is left."""
    left = kept.amount_due - amount if kept.amount_due > 0 else kept.amount_due + amount
    tx.db.execute(update(purchase).where(purchase.c.id == kept.id).values(amount_due=left))
    return left


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """A payment to a supplier."""

    number: str
    on: date
    method: Method
    amount: Decimal


def payments_of(db: Connection, purchase_id: int) -> list[Paid]:
    query = (
        select(purchase_payment)
        .where(purchase_payment.c.purchase_id == purchase_id)
        .order_by(purchase_payment.c.id)
    )
    return [
        Paid(number=row.number, on=row.paid_on, method=Method(row.method), amount=row.amount)
        for row in db.execute(query)
    ]


def with_fact(db: Connection, name: str, value: str) -> list[str]:
    """Return the references of the contacts that have a fact: a SIREN, a VAT number."""
    query = (
        select(contact.c.reference)
        .join(contact_fact, contact_fact.c.contact_id == contact.c.id)
        .where(contact_fact.c.name == name, contact_fact.c.value == value)
        .order_by(contact.c.id)
    )
    return list(db.execute(query).scalars())


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Where a supplier is paid, who said so and who confirmed it."""

    id: int
    iban: str
    told_by: str
    told_on: date
    confirmed_by: str = ""

    @property
    def confirmed(self) -> bool:
        return bool(self.confirmed_by)


def accounts(db: Connection, contact_id: int) -> Sequence[Account]:
    """Return the accounts of a supplier, the last one said at the end."""
    query = (
        select(supplier_account)
        .where(supplier_account.c.contact_id == contact_id)
        .order_by(supplier_account.c.id)
    )
    return [
        Account(
            id=row.id,
            iban=row.iban,
            told_by=row.told_by,
            told_on=row.told_on,
            confirmed_by=row.confirmed_by or "",
        )
        for row in db.execute(query)
    ]


def tell_account(tx: Transaction, contact_id: int, iban: str, *, confirmed: bool) -> None:
    """Note where a supplier asks to be paid."""
    login, today = tx.ctx.actor.login, tx.ctx.today
    tx.db.execute(
        insert(supplier_account).values(
            id=next_id(tx.db, supplier_account),
            contact_id=contact_id,
            iban=iban,
            told_by=login,
            told_on=today,
            confirmed_by=login if confirmed else None,
            confirmed_on=today if confirmed else None,
        )
    )
    tx.record("supplier_account", contact_id, {"iban": (None, "dit")})


def confirm_account(tx: Transaction, account: Account) -> None:
    tx.db.execute(
        update(supplier_account)
        .where(supplier_account.c.id == account.id)
        .values(confirmed_by=tx.ctx.actor.login, confirmed_on=tx.ctx.today)
    )
    tx.record("supplier_account", account.id, {"confirmed_by": (None, tx.ctx.actor.login)})


def drop_account(tx: Transaction, account: Account) -> None:
    tx.db.execute(supplier_account.delete().where(supplier_account.c.id == account.id))
    tx.record("supplier_account", account.id, {"iban": ("dit", None)})
