"""The gateway of bank movements: taken in once, tied to a payment or set aside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection, insert, select, update

from comptoir.errors import InputError
from comptoir.identifiers import without_card_numbers
from comptoir.sales.bank_statement import BankLine
from comptoir.store import Transaction
from comptoir.store.contacts import chunks
from comptoir.store.tables.bank import bank_line
from comptoir.store.tables.payments import payment

PREFIX = "B-"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLine:
    """A movement as the base holds it."""

    id: int
    account: str
    on: date
    amount: Decimal
    label: str
    reference: str
    payment_id: int | None
    note: str

    @property
    def number(self) -> str:
        return f"{PREFIX}{self.id:06d}"


def take(tx: Transaction, lines: Iterable[tuple[str, BankLine]], *, account: str) -> int:
    """Add the movements that are not known yet; return how many."""
    given = dict(lines)
    known: set[str] = set()
    for piece in chunks(given):
        query = select(bank_line.c.mark).where(bank_line.c.mark.in_(piece))
        known |= set(tx.db.execute(query).scalars())
    rows = [
        {
            "account": account, "on": line.on, "amount": line.amount,
            "label": without_card_numbers(line.label), "reference": line.reference, "mark": mark,
            "taken_at": tx.now,
        }
        for mark, line in given.items()
        if mark not in known
    ]  # fmt: skip
    if rows:
        tx.db.execute(insert(bank_line), rows)
    return len(rows)


def all_lines(db: Connection, *, until: date) -> list[tuple[KeptLine, str]]:
    """Return every movement up to a day, and the number of its payment where it has one."""
    query = (
        select(bank_line, payment.c.number)
        .join(payment, payment.c.id == bank_line.c.payment_id, isouter=True)
        .where(bank_line.c.on <= until)
        .order_by(bank_line.c.on, bank_line.c.id)
    )
    return [(_kept(row), row.number or "") for row in db.execute(query)]


def open_lines(db: Connection) -> list[KeptLine]:
    """Return the movements that nothing explains yet, the oldest first."""
    query = select(bank_line).where(bank_line.c.payment_id.is_(None), bank_line.c.note == "")
    return [_kept(row) for row in db.execute(query.order_by(bank_line.c.on, bank_line.c.id))]


def numbered(db: Connection, number: str) -> KeptLine:
    """Return one movement.

    Raises:
        InputError: there is none of that number.
    """
    digits = number.strip().upper().removeprefix(PREFIX)
    row = (
        db.execute(select(bank_line).where(bank_line.c.id == int(digits))).first()
        if digits.isascii() and digits.isdigit() and len(digits) < 10
        else None
    )
    if row is None:
        raise InputError(
            f"aucun mouvement de banque n’a le numéro « {number} ».",
            remedy="Voyez-les : comptoir règlement lettrer --dry-run",
        )
    return _kept(row)


def notes(db: Connection) -> set[str]:
    """Return what the movements that are no payment turned out to be."""
    return set(db.execute(select(bank_line.c.note).where(bank_line.c.note != "")).scalars())


def tie(tx: Transaction, line_id: int, payment_id: int) -> None:
    tx.db.execute(update(bank_line).where(bank_line.c.id == line_id).values(payment_id=payment_id))


def set_aside(tx: Transaction, line_id: int, note: str) -> None:
    tx.db.execute(update(bank_line).where(bank_line.c.id == line_id).values(note=note))


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """A payment that went to the bank, and that no movement is tied to yet."""

    id: int
    number: str
    on: date
    amount: Decimal
    reference: str


def loose_payments(db: Connection, methods: Sequence[str], *, since: date) -> list[Loose]:
    """Return payments by these means, recorded by hand, that no movement shows yet."""
    tied = select(bank_line.c.payment_id).where(bank_line.c.payment_id.is_not(None))
    query = (
        select(payment)
        .where(payment.c.method.in_(methods), payment.c.received_on >= since - timedelta(days=15))
        .where(payment.c.id.not_in(tied))
        .order_by(payment.c.id)
    )
    return [
        Loose(
            id=row.id, number=row.number, on=row.received_on, amount=row.amount,
            reference=row.reference,
        )
        for row in db.execute(query)
    ]  # fmt: skip


def payment_id(db: Connection, number: str) -> int:
    found: int = db.execute(select(payment.c.id).where(payment.c.number == number)).scalar_one()
    return found


def _kept(row: object) -> KeptLine:
    names = ("id", "account", "on", "amount", "label", "reference", "payment_id", "note")
    return KeptLine(**{name: getattr(row, name) for name in names})
