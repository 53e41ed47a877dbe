"""`comptoir payment`: record what was received, and everything that it pays, in one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.context import Context
from comptoir.desk import filing
from comptoir.desk.cashier.planning import Asked, plan
from comptoir.desk.cashier.recording import Recorded, write
from comptoir.money import ZERO
from comptoir.payments import Cheque, Method, Payment
from comptoir.store import cheques, documents, payments, reading
from comptoir.store.cheques import KeptCheque
from comptoir.store.payments import Kept


def record(
    ctx: Context,
    *,
    payer: str,
    amount: Decimal,
    method: Method,
    invoices: Sequence[str] = (),
    dues: Sequence[tuple[str, str]] = (),
    gift: Decimal = ZERO,
    earmark: str = "",
    received_on: date | None = None,
    reference: str = "",
    by_cheques: Sequence[Cheque] = (),
    keep_rest: bool = False,
    receipt_by: str = "",
    online: str = "",
    covered: Sequence[str] = (),
) -> Recorded:
    """Record a payment and all that it pays, in one transaction.

    Args:
        ctx: who acts.
        payer: C-000123.
        amount: what was received.
        method: how.
        invoices: numbers that it pays, in order; only the last may stay unpaid in part.
        dues: periods and plans; no period is the one of the day.
        gift: what is given for nothing.
        earmark: what the gift is for.
        received_on: today by default.
        reference: of the cheque or the transfer.
        by_cheques: those that it is made of; one, to be cashed at once, unless said.
        keep_rest: what is too much is kept for the payer.
        receipt_by: who else gave the tax receipt of the gift: none is issued here, ever.
        online: reference of the payment at the service that took it.
        covered: who else the fee covers, where its plan is for several.

    Raises:
        RefusedError: the amount is not exactly what it pays, or the law forbids it.
    """
    today = ctx.act_on()
    by_service = reference.strip() if method is Method.HELLOASSO else ""
    asked = Asked(
        payer=payer,
        amount=amount,
        method=method,
        received_on=received_on or today,
        invoices=tuple(invoices),
        dues=tuple(dues),
        gift=gift,
        earmark=earmark,
        reference=reference,
        cheques=tuple(by_cheques),
        keep_rest=keep_rest,
        receipt_by=receipt_by,
        online=online or by_service,
        covered=tuple(covered),
    )
    asked.check(today)
    with filing.issuing(ctx, act="payment.record") as act:
        return write(act, plan(act, asked))


def payments_list(ctx: Context) -> list[Kept]:
    """Return recorded payments, oldest first."""
    with reading(ctx) as db:
        return payments.all_payments(db)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A payment with its cheques, and what was taken back of it."""

    kept: Kept
    cheques: tuple[KeptCheque, ...]
    taken_back: tuple[Payment, ...]
    void: tuple[str, ...]  # receipts


def shown(ctx: Context, number: str) -> Shown:
    """Return one payment and what became of it."""
    with reading(ctx) as db:
        kept = payments.payment_numbered(db, number)
        void = set(documents.voids(db))
        return Shown(
            kept=kept,
            cheques=tuple(cheques.of_payment(db, kept.id)),
            taken_back=tuple(payments.taking_back(db, kept.id)),
            void=tuple(n for n in payments.receipts_of(db, kept) if n in void),
        )
