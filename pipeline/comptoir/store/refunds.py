"""The gateway of refunds: who asked for what, who answered."""

from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from comptoir.errors import InputError
from comptoir.payments import Method
from comptoir.payments.refunds import Refund, RefundState
from comptoir.store.doors import Transaction
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.payments import payment, refund


def add(tx: Transaction, asked: Refund, *, contact_id: int) -> None:
    names = ("number", "about", "amount", "reason", "asked_on", "asked_by")
    values = {name: getattr(asked, name) for name in names}
    values |= {"contact_id": contact_id, "method": asked.method.value, "state": asked.state.value}
    tx.db.execute(insert(refund).values(values))
    tx.record("refund", asked.number, {"amount": (None, asked.amount)})


def decide(
    tx: Transaction, number: str, state: RefundState, *, by: str, payment_id: int | None
) -> None:
    """Write who answered, and the payment that was made."""
    values = {
        "state": state.value, "decided_by": by, "decided_on": tx.ctx.today,
        "payment_id": payment_id,
    }  # fmt: skip
    tx.db.execute(update(refund).where(refund.c.number == number).values(values))
    tx.record("refund", number, {"state": ("asked", state.value)})


def refunds(db: Connection, *, pending: bool = False) -> list[Refund]:
    """Return refunds, the newest first; those that wait for an answer, the oldest first."""
    query = _query()
    if pending:
        waiting = query.where(refund.c.state == RefundState.ASKED.value)
        return [_refund(row) for row in db.execute(waiting.order_by(refund.c.id))]
    return [_refund(row) for row in db.execute(query.order_by(refund.c.id.desc()))]


def numbered(db: Connection, number: str) -> Refund:
    """Return one refund.

    Raises:
        InputError: there is none of that number.
    """
    row = db.execute(_query().where(refund.c.number == number.strip().upper())).first()
    if row is None:
        raise InputError(
            f"Aucun remboursement n’a le numéro {number.strip().upper()}.",
            remedy="Voyez-les : comptoir règlement rembourser",
        )
    return _refund(row)


def _query() -> Any:
    return (
        select(refund, contact.c.reference, payment.c.number.label("paid_by"))
        .join(contact, contact.c.id == refund.c.contact_id)
        .join(payment, payment.c.id == refund.c.payment_id, isouter=True)
    )


def _refund(row: Row[Any]) -> Refund:
    return Refund(
        number=row.number,
        about=row.about,
        payee=row.reference,
        amount=row.amount,
        method=Method(row.method),
        reason=row.reason,
        asked_on=row.asked_on,
        asked_by=row.asked_by,
        state=RefundState(row.state),
        decided_by=row.decided_by,
        decided_on=row.decided_on,
        payment=row.paid_by or "",
    )
