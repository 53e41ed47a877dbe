"""`comptoir debit returns`: what the bank sends back opens its debt again."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from comptoir.context import Context
from comptoir.desk import project
from comptoir.desk.cashier import reversals
from comptoir.errors import ComptoirError
from comptoir.law.sepa import ENDS_MANDATE, reason
from comptoir.readers.banking.returned import Returned, read_returned
from comptoir.store import Transaction, begin, debits, payments
from comptoir.store.debits import KeptDebit


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """One debit that came back, and what it opened again."""

    end_to_end: str
    payer: str
    invoice: str
    amount: Decimal
    reason: str
    payment: str = ""  # the negative one; none: it was refused before its day
    mandate_ended: str = ""


@dataclass(slots=True)
class Returns:
    """What a file of the bank told."""

    done: list[TakenBack] = field(default_factory=list)
    known: int = 0  # taken in before
    unknown: list[tuple[int, str]] = field(default_factory=list)  # line, why


def take(ctx: Context, path: Path) -> Returns:
    """Take in what came back: each opens its invoice again; a second time changes nothing."""
    today = ctx.act_on()
    told = Returns()
    whole = project.load(ctx)
    for one in read_returned(path):
        try:
            with begin(ctx, act="debit.returns") as tx:
                _take(tx, whole, one, today, told)
        except ComptoirError as error:
            told.unknown.append((one.line, str(error)))
    return told


def _take(
    tx: Transaction, whole: project.Project, one: Returned, today: date, told: Returns
) -> None:
    kept = _debit(tx, one.end_to_end)
    if kept is None:
        told.unknown.append((one.line, f"« {one.end_to_end} » n’est pas un de nos prélèvements"))
        return
    if kept.returned_on is not None:
        told.known += 1
        return
    if one.amount is not None and abs(one.amount) != kept.amount:
        told.unknown.append((one.line, f"le montant n’est pas celui de {one.end_to_end}"))
        return
    on, why = one.on or today, reason(one.reason)
    negative = ""
    if kept.payment_id is not None:
        paid = payments.payment_numbered(tx.db, kept.payment)
        negative = reversals.bounced(
            tx, whole, paid, paid.payment.amount - paid.gone, day=on, reason=why, fee=one.fee
        ).number
    debits.returned(tx, kept, on=on, reason=one.reason)
    ended = ""
    if one.reason in ENDS_MANDATE:
        mandate = debits.mandate_named(tx.db, kept.mandate)
        if mandate.ended_on is None:
            debits.end_mandate(tx, mandate, on=today, reason=why)
            ended = mandate.mandate.reference
    told.done.append(
        TakenBack(
            end_to_end=kept.end_to_end, payer=kept.payer, invoice=kept.invoice,
            amount=kept.amount, reason=why, payment=negative, mandate_ended=ended,
        )
    )  # fmt: skip


def _debit(tx: Transaction, end_to_end: str) -> KeptDebit | None:
    wanted = end_to_end.strip().upper()
    return next(
        (d for b in debits.batches(tx.db) for d in b.debits if d.end_to_end == wanted), None
    )
