"""The gateway of SEPA mandates and of batches of direct debits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from comptoir.errors import InputError
from comptoir.money import ZERO
from comptoir.payments import Mandate
from comptoir.store.doors import Transaction
from comptoir.store.ids import next_id
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.debits import debit_batch, direct_debit, mandate
from comptoir.store.tables.payments import payment
from comptoir.store.tables.sales import invoice


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMandate:
    """A mandate as the base holds it."""

    id: int
    contact_id: int
    mandate: Mandate
    path: str
    sha256: str
    new_iban: str = ""  # that waits for a second person
    told_by: str = ""
    told_on: date | None = None
    former_iban: str = ""  # until the next debit
    ended_on: date | None = None
    end_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDebit:
    """A debit as the base holds it."""

    id: int
    end_to_end: str
    mandate: str  # RUM
    mandate_id: int
    payer: str
    invoice: str
    invoice_id: int
    amount: Decimal
    sequence: str
    payment: str = ""
    payment_id: int | None = None
    returned_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBatch:
    """A batch as the base holds it."""

    id: int
    number: str
    on: date
    amount: Decimal
    path: str
    sha256: str
    debits: tuple[KeptDebit, ...]
    collected_on: date | None = None
    banked_on: date | None = None

    @property
    def in_collection(self) -> Decimal:
        """What the bank still owes of it: what did not come back."""
        return sum((one.amount for one in self.debits if one.returned_on is None), ZERO)


def add_mandate(tx: Transaction, made: Mandate, *, contact_id: int, path: str, sha: str) -> None:
    names = ("reference", "holder", "iban", "signed_on", "once", "business", "notice_days")
    tx.db.execute(
        insert(mandate).values(
            id=next_id(tx.db, mandate),
            contact_id=contact_id,
            path=path,
            sha256=sha,
            recorded_at=tx.now,
            **{name: getattr(made, name) for name in names},
        )
    )
    tx.record("mandate", made.reference, {"signed_on": (None, made.signed_on)})


def mandates(db: Connection, *, contact_id: int | None = None) -> list[KeptMandate]:
    """Return mandates, or those of a contact, oldest first."""
    query = _mandates().order_by(mandate.c.id)
    if contact_id is not None:
        query = query.where(mandate.c.contact_id == contact_id)
    return [_mandate(row) for row in db.execute(query)]


def mandate_named(db: Connection, reference: str) -> KeptMandate:
    """Return a mandate by its reference (RUM).

    Raises:
        InputError: there is none.
    """
    row = db.execute(_mandates().where(mandate.c.reference == reference.strip())).first()
    if row is None:
        raise InputError(
            f"Aucun mandat n’a la référence {reference.strip()}.",
            remedy="Voyez-les : comptoir prélèvement lister",
        )
    return _mandate(row)


def _mandates() -> Any:
    return select(mandate, contact.c.reference.label("payer")).join(
        contact, contact.c.id == mandate.c.contact_id
    )


def _mandate(row: Row[Any]) -> KeptMandate:
    return KeptMandate(
        id=row.id,
        contact_id=row.contact_id,
        mandate=Mandate(
            reference=row.reference,
            payer=row.payer,
            holder=row.holder,
            iban=row.iban,
            signed_on=row.signed_on,
            once=row.once,
            business=row.business,
            notice_days=row.notice_days,
        ),
        path=row.path,
        sha256=row.sha256,
        new_iban=row.new_iban,
        told_by=row.told_by,
        told_on=row.told_on,
        former_iban=row.former_iban,
        ended_on=row.ended_on,
        end_reason=row.end_reason,
    )


def tell_iban(tx: Transaction, kept: KeptMandate, iban: str) -> None:
    """Note an account that waits."""
    _change(
        tx, kept, {"iban": (None, "dit")},
        new_iban=iban, told_by=tx.ctx.actor.login, told_on=tx.ctx.today,
    )  # fmt: skip


def decide_iban(tx: Transaction, kept: KeptMandate, *, accepted: bool) -> None:
    """Put the account that waits in place, or forget it."""
    values: dict[str, Any] = {"new_iban": "", "told_by": "", "told_on": None}
    if accepted:
        values |= {"iban": kept.new_iban, "former_iban": kept.mandate.iban}
    said = "confirmé" if accepted else "refusé"
    _change(tx, kept, {"iban": ("dit", said)}, **values)


def end_mandate(tx: Transaction, kept: KeptMandate, *, on: date, reason: str) -> None:
    _change(tx, kept, {"ended_on": (None, on)}, ended_on=on, end_reason=reason)


def _change(
    tx: Transaction, kept: KeptMandate, said: dict[str, tuple[Any, Any]], **values: Any
) -> None:
    tx.db.execute(update(mandate).where(mandate.c.id == kept.id).values(**values))
    tx.record("mandate", kept.mandate.reference, said)


def last_debits(db: Connection) -> dict[int, date]:
    """Return the day of the last debit of each mandate that did not come back."""
    query = (
        select(direct_debit.c.mandate_id, func.max(debit_batch.c.on).label("last"))
        .join(debit_batch, debit_batch.c.id == direct_debit.c.batch_id)
        .where(direct_debit.c.returned_on.is_(None))
        .group_by(direct_debit.c.mandate_id)
    )
    return {row.mandate_id: row.last for row in db.execute(query)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDebit:
    """A debit to write."""

    mandate_id: int
    invoice_id: int
    end_to_end: str
    sequence: str
    amount: Decimal


def add_batch(
    tx: Transaction, number: str, on: date, made: Sequence[ToDebit], *, path: str, sha: str
) -> None:
    """Write a batch; the change of account of its mandates is told to the bank with it."""
    batch_id = next_id(tx.db, debit_batch)
    amount = sum((one.amount for one in made), ZERO)
    tx.db.execute(
        insert(debit_batch).values(
            id=batch_id, number=number, on=on, amount=amount, debits=len(made), path=path,
            sha256=sha, recorded_at=tx.now,
        )
    )  # fmt: skip
    rows = [
        {
            "batch_id": batch_id,
            "mandate_id": one.mandate_id,
            "invoice_id": one.invoice_id,
            "end_to_end": one.end_to_end,
            "sequence": one.sequence,
            "amount": one.amount,
        }
        for one in made
    ]
    tx.db.execute(insert(direct_debit), rows)
    told = mandate.c.id.in_([one.mandate_id for one in made])
    tx.db.execute(update(mandate).where(told).values(former_iban=""))
    tx.record("debit_batch", number, {"amount": (None, amount)})


def batches(db: Connection) -> list[KeptBatch]:
    """Return the batches, oldest first."""
    debits: dict[int, list[KeptDebit]] = {}
    query = (
        select(
            direct_debit, mandate.c.reference.label("rum"), contact.c.reference.label("payer"),
            invoice.c.number.label("invoice"), payment.c.number.label("paid"),
        )
        .join(mandate, mandate.c.id == direct_debit.c.mandate_id)
        .join(invoice, invoice.c.id == direct_debit.c.invoice_id)
        .join(contact, contact.c.id == invoice.c.contact_id)
        .join(payment, payment.c.id == direct_debit.c.payment_id, isouter=True)
        .order_by(direct_debit.c.id)
    )  # fmt: skip
    for row in db.execute(query):
        debits.setdefault(row.batch_id, []).append(_debit(row))
    return [
        KeptBatch(
            id=row.id,
            number=row.number,
            on=row.on,
            amount=row.amount,
            path=row.path,
            sha256=row.sha256,
            debits=tuple(debits.get(row.id, ())),
            collected_on=row.collected_on,
            banked_on=row.banked_on,
        )
        for row in db.execute(select(debit_batch).order_by(debit_batch.c.id))
    ]


def _debit(row: Row[Any]) -> KeptDebit:
    return KeptDebit(
        id=row.id,
        end_to_end=row.end_to_end,
        mandate=row.rum,
        mandate_id=row.mandate_id,
        payer=row.payer,
        invoice=row.invoice,
        invoice_id=row.invoice_id,
        amount=row.amount,
        sequence=row.sequence,
        payment=row.paid or "",
        payment_id=row.payment_id,
        returned_on=row.returned_on,
        reason=row.reason,
    )


def batch_numbered(db: Connection, number: str) -> KeptBatch:
    """Return one batch.

    Raises:
        InputError: there is none of that number.
    """
    wanted = number.strip().upper()
    for one in batches(db):
        if one.number == wanted:
            return one
    raise InputError(
        f"Aucun lot de prélèvements n’a le numéro {wanted}.",
        remedy="Voyez-les : comptoir prélèvement lister",
    )


def paid(tx: Transaction, debit_id: int, payment_number: str) -> None:
    """Tie a debit to its payment."""
    id_ = tx.db.execute(select(payment.c.id).where(payment.c.number == payment_number)).scalar()
    here = direct_debit.c.id == debit_id
    tx.db.execute(update(direct_debit).where(here).values(payment_id=id_))


def returned(tx: Transaction, one: KeptDebit, *, on: date, reason: str) -> None:
    here = direct_debit.c.id == one.id
    tx.db.execute(update(direct_debit).where(here).values(returned_on=on, reason=reason))
    tx.record("direct_debit", one.end_to_end, {"returned_on": (None, on)})


def settle(tx: Transaction, kept: KeptBatch, **days: date) -> None:
    """Write the day on which a batch was collected, or paid in by our bank."""
    tx.db.execute(update(debit_batch).where(debit_batch.c.id == kept.id).values(**days))
    tx.record("debit_batch", kept.number, {name: (None, day) for name, day in days.items()})


def in_collection(db: Connection, payment_id: int) -> bool:
    """Whether the money of a payment is not at our bank yet."""
    query = (
        select(debit_batch.c.banked_on)
        .join(direct_debit, direct_debit.c.batch_id == debit_batch.c.id)
        .where(direct_debit.c.payment_id == payment_id)
    )
    row = db.execute(query).first()
    return row is not None and row.banked_on is None


def collected_payments(db: Connection) -> set[int]:
    """Return the payments that batches brought: the bank shows the batch, not each."""
    found = select(direct_debit.c.payment_id).where(direct_debit.c.payment_id.is_not(None))
    return set(db.execute(found).scalars())
