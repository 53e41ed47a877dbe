"""The gateway of cheques in hand and of their deposits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from comptoir.errors import InputError
from comptoir.payments import Cheque
from comptoir.store.doors import Transaction
from comptoir.store.ids import next_ids
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.payments import cheque, cheque_deposit, payment

PREFIX = "CH-"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCheque:
    """A cheque as the base holds it."""

    id: int
    cheque: Cheque
    payment: str  # P-2026-0001
    payment_id: int
    payer: str  # C-000123
    name: str  # of who signed it
    received_on: date
    deposit: str = ""  # RC-2026-0001
    returned_on: date | None = None

    @property
    def reference(self) -> str:
        return f"{PREFIX}{self.id:06d}"


def add(tx: Transaction, cheques: Sequence[tuple[int, Cheque, int | None]]) -> None:
    """Write cheques: each with the id of its payment, and of its deposit if it is past."""
    if cheques:
        tx.db.execute(
            insert(cheque),
            [
                {
                    "payment_id": payment_id,
                    "number": one.number,
                    "bank": one.bank,
                    "drawer": one.drawer,
                    "amount": one.amount,
                    "planned_on": one.planned_on,
                    "deposit_id": deposit_id,
                }
                for payment_id, one, deposit_id in cheques
            ],
        )


def in_hand(db: Connection) -> list[KeptCheque]:
    """Return the cheques that are to be deposited, the first planned first."""
    return _read(db, cheque.c.deposit_id.is_(None) & cheque.c.returned_on.is_(None))


def of_payment(db: Connection, payment_id: int) -> list[KeptCheque]:
    """Return the cheques of a payment, in order."""
    return _read(db, cheque.c.payment_id == payment_id)


def of_deposit(db: Connection, number: str) -> list[KeptCheque]:
    """Return the cheques of a deposit.

    Raises:
        InputError: there is no deposit of that number.
    """
    found = _read(db, cheque_deposit.c.number == number.strip().upper())
    if not found:
        raise InputError(
            f"Aucune remise de chèques n’a le numéro {number.strip().upper()}.",
            remedy="Les remises portent un numéro comme RC-2026-0001.",
        )
    return found


def _read(db: Connection, which: Any) -> list[KeptCheque]:
    query = (
        select(
            cheque,
            payment.c.number.label("paid_by"),
            payment.c.received_on,
            contact.c.reference,
            contact.c.first_name,
            contact.c.last_name,
            contact.c.organisation,
            cheque_deposit.c.number.label("deposit"),
        )
        .join(payment, payment.c.id == cheque.c.payment_id)
        .join(contact, contact.c.id == payment.c.contact_id)
        .join(cheque_deposit, cheque_deposit.c.id == cheque.c.deposit_id, isouter=True)
        .where(which)
        .order_by(cheque.c.planned_on, cheque.c.id)
    )
    return [_kept(row) for row in db.execute(query)]


def _kept(row: Row[Any]) -> KeptCheque:
    person = " ".join(part for part in (row.first_name, row.last_name) if part)
    return KeptCheque(
        id=row.id,
        cheque=Cheque(
            amount=row.amount,
            planned_on=row.planned_on,
            number=row.number,
            bank=row.bank,
            drawer=row.drawer,
        ),
        payment=row.paid_by,
        payment_id=row.payment_id,
        payer=row.reference,
        name=row.drawer or row.organisation or person or row.reference,
        received_on=row.received_on,
        deposit=row.deposit or "",
        returned_on=row.returned_on,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposited:
    """A deposit to write."""

    number: str
    on: date
    amount: Decimal
    cheques: int
    path: str = ""  # under var/documents
    pdf_sha256: str = ""


def add_deposits(tx: Transaction, made: Sequence[Deposited]) -> list[int]:
    """Write deposits; return their ids."""
    ids = list(next_ids(tx.db, cheque_deposit, len(made)))
    if made:
        tx.db.execute(
            insert(cheque_deposit),
            [
                {name: getattr(each, name) for name in each.__slots__}
                | {"id": id_, "recorded_at": tx.now}
                for id_, each in zip(ids, made, strict=True)
            ],
        )
    return ids


def deposit(tx: Transaction, cheque_ids: Sequence[int], deposit_id: int) -> None:
    for id_ in cheque_ids:
        tx.db.execute(update(cheque).where(cheque.c.id == id_).values(deposit_id=deposit_id))


def give_back(tx: Transaction, cheque_id: int, on: date) -> None:
    """Say that a cheque came back from the bank, or went back to who gave it."""
    tx.db.execute(update(cheque).where(cheque.c.id == cheque_id).values(returned_on=on))


def slips(db: Connection) -> dict[str, tuple[str, str]]:
    """Return the file and the digest of each slip that has one, by its number."""
    query = select(cheque_deposit).where(cheque_deposit.c.path != "")
    return {row.number: (row.path, row.pdf_sha256) for row in db.execute(query)}
