"""`comptoir payment undo` and `bounce`: what was received is taken back by its negative."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.bookkeeping import PaidInvoice, payment_entry
from comptoir.context import Context
from comptoir.desk import books, project
from comptoir.desk.cashier import early
from comptoir.errors import RefusedError
from comptoir.money import ZERO
from comptoir.payments import Kind, Method, Payment, ShareKind, taken_back
from comptoir.sales.numbering import PAYMENT
from comptoir.store import (
    Transaction,
    begin,
    billing,
    cheques,
    debits,
    documents,
    members,
    payments,
)
from comptoir.store.cheques import KeptCheque
from comptoir.store.payments import Kept, Received
from comptoir.store.sequences import next_number
from comptoir.text import on_one_line

COMES_BACK = (Method.CHEQUE, Method.DIRECT_DEBIT, Method.CARD, Method.TRANSFER)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """What was taken back of a payment, and what that opened again."""

    number: str
    payment: str
    payer: str
    kind: Kind
    amount: Decimal  # > 0
    fee: Decimal
    reopened: tuple[tuple[str, Decimal], ...]  # invoice, what is now left to pay
    dues: tuple[str, ...]  # seasons whose fee is owed again, or that were cancelled
    void: tuple[str, ...]  # receipts that are worth nothing any more
    unmatched: tuple[str, ...]  # codes undone
    discounts: tuple[tuple[str, str, Decimal], ...] = ()  # invoice, credit note, amount


def undo(ctx: Context, number: str, *, reason: str) -> TakenBack:
    """Take back a payment that was recorded by mistake: everything that it made is undone.

    Raises:
        RefusedError: there is no reason, it was undone already, or its cheque is at the bank.
    """
    today = ctx.act_on()
    said = _reason(reason, "Dites l’erreur par --motif.")
    whole = project.load(ctx)
    with begin(ctx, act="payment.undo") as tx:
        kept = _takeable(tx, number)
        papers = cheques.of_payment(tx.db, kept.id)
        for one in papers:
            if one.deposit:
                raise RefusedError(
                    f"Le chèque {one.reference} de ce règlement a été remis en banque "
                    f"({one.deposit}).",
                    remedy="S’il revient impayé : comptoir règlement rejeter "
                    f"{kept.payment.number}",
                )
        left = kept.payment.amount - kept.gone
        for one in papers:
            cheques.give_back(tx, one.id, today)
        made = taken_back(
            kept.payment,
            left,
            number=next_number(tx.db, series=PAYMENT, year=today.year),
            on=today,
            kind=Kind.UNDONE,
            reason=said,
            before=kept.gone,
        )
        return write(tx, whole, kept, made)


def bounce(
    ctx: Context,
    number: str,
    *,
    reason: str,
    cheque: str = "",
    fee: Decimal = ZERO,
    on: date | None = None,
) -> TakenBack:
    """Record that a cheque, a direct debit or a card payment came back unpaid.

    Args:
        ctx: who acts.
        number: P-2026-0001.
        reason: as the bank says it.
        cheque: its number or reference, where the payment has several.
        fee: what the bank takes for it.
        on: the day at the bank; today by default.
    """
    today = ctx.act_on()
    day = on or today
    said = _reason(reason, "Recopiez celui de la banque par --motif.")
    whole = project.load(ctx)
    with begin(ctx, act="payment.bounce") as tx:
        kept = _takeable(tx, number)
        if not kept.payment.received_on <= day <= today:
            raise RefusedError(
                "Un rejet n’est ni plus ancien que son règlement, ni à venir.",
                remedy="Vérifiez sa date.",
            )
        amount = _returned(tx, kept, cheque, day)
        return bounced(tx, whole, kept, amount, day=day, reason=said, fee=fee)


def bounced(
    tx: Transaction,
    whole: project.Project,
    kept: Kept,
    amount: Decimal,
    *,
    day: date,
    reason: str,
    fee: Decimal = ZERO,
) -> TakenBack:
    """Write, in an open act, what came back of a payment."""
    made = taken_back(
        kept.payment,
        amount,
        number=next_number(tx.db, series=PAYMENT, year=day.year),
        on=day,
        kind=Kind.BOUNCED,
        reason=reason,
        before=kept.gone,
    )
    return write(tx, whole, kept, made, fee=fee)


def _returned(tx: Transaction, kept: Kept, which: str, day: date) -> Decimal:
    """Return the amount that came back; a cheque is marked as returned."""
    method = kept.payment.method
    if method not in COMES_BACK:
        raise RefusedError(
            f"Un règlement en {method.french} ne revient pas impayé.",
            remedy="Une erreur de saisie se défait : comptoir règlement défaire.",
        )
    if method is not Method.CHEQUE:
        return kept.payment.amount - kept.gone
    one = _cheque(cheques.of_payment(tx.db, kept.id), which.strip().upper())
    if not one.deposit:
        raise RefusedError(
            f"Le chèque {one.reference} n’a pas été remis en banque.",
            remedy=f"Rendez-le : comptoir règlement défaire {kept.payment.number}",
        )
    cheques.give_back(tx, one.id, day)
    return one.cheque.amount


def _cheque(papers: Sequence[KeptCheque], which: str) -> KeptCheque:
    open_ = [one for one in papers if one.returned_on is None]
    if which:
        open_ = [one for one in open_ if which in (one.reference, one.cheque.number)]
    if len(open_) == 1:
        return open_[0]
    known = ", ".join(
        f"{one.reference}{f' (n° {one.cheque.number})' if one.cheque.number else ''}"
        for one in papers
        if one.returned_on is None
    )
    raise RefusedError(
        "Ce règlement n’a pas ce chèque." if not open_ else "Ce règlement a plusieurs chèques.",
        remedy=f"Dites lequel par --chèque : {known or 'aucun n’est encore là'}.",
    )


def _reason(text: str, remedy: str) -> str:
    said = on_one_line(text)
    if not said:
        raise RefusedError("Il manque le motif.", remedy=remedy)
    return said


def _takeable(tx: Transaction, number: str) -> Kept:
    kept = payments.payment_numbered(tx.db, number)
    if kept.payment.kind is not Kind.RECEIVED:
        raise RefusedError(
            f"{kept.payment.number} reprend déjà un autre règlement.",
            remedy=f"Celui-ci : {kept.payment.reverses}.",
        )
    if kept.gone == kept.payment.amount:
        raise RefusedError(
            f"Le règlement {kept.payment.number} a déjà été repris en entier.",
            remedy=f"Voyez-le : comptoir règlement montrer {kept.payment.number}",
        )
    return kept


def write(
    tx: Transaction, whole: project.Project, kept: Kept, made: Payment, *, fee: Decimal = ZERO
) -> TakenBack:
    """Write a negative payment, and undo what the positive one had made."""
    records = _records(kept, made)
    (id_,) = payments.payment_ids(tx.db, 1)
    received = [
        Received(payment=made, contact_id=kept.contact_id, records=records, reverses_id=kept.id)
    ]
    payments.add(tx, received, ids=[id_])
    payments.add_shares(tx, received, ids=[id_])
    tx.record("payment", made.number, {"amount": (None, made.amount)})
    unmatched, claims, reopened = _reopen(tx, kept, made)
    at_bank = made.kind is not Kind.UNDONE and made.method is not Method.CASH
    waits = debits.in_collection(tx.db, kept.id)
    books.post(
        tx,
        whole,
        [
            payment_entry(
                made,
                claims,
                at_bank=at_bank,
                in_collection=waits,
                fee=fee,
                dues=members.accounts_of(tx.db, kept.id),
            )
        ],
    )
    if books.keeps(whole):
        _pair(tx, kept, made)
    dues, void = _people(tx, made, records)
    return TakenBack(
        number=made.number,
        payment=kept.payment.number,
        payer=made.payer,
        kind=made.kind,
        amount=-made.amount,
        fee=fee,
        reopened=tuple(reopened),
        dues=tuple(dues),
        void=tuple(void),
        unmatched=tuple(unmatched),
        discounts=tuple(early.given(tx.db, [number for number, _ in reopened])),
    )


def write_refund(
    tx: Transaction, whole: project.Project, made: Payment, *, contact_id: int
) -> TakenBack:
    """Write the negative payment that gives back what a credit note owes."""
    (share,) = made.shares
    credit = billing.credit_numbered(tx.db, share.about)
    (id_,) = payments.payment_ids(tx.db, 1)
    received = [Received(payment=made, contact_id=contact_id, records=(credit.id,))]
    payments.add(tx, received, ids=[id_])
    payments.add_shares(tx, received, ids=[id_])
    tx.record("payment", made.number, {"amount": (None, made.amount)})
    books.post(tx, whole, [payment_entry(made, at_bank=made.method is not Method.CASH)])
    left = billing.give_back(tx, credit, -made.amount)
    invoice = billing.invoice_numbered(tx.db, credit.note.invoice_number)
    if not left and not invoice.amount_due and books.keeps(whole):
        books.match(tx, invoice, party=made.payer)
    return TakenBack(
        number=made.number,
        payment="",
        payer=made.payer,
        kind=made.kind,
        amount=-made.amount,
        fee=ZERO,
        reopened=(),
        dues=(),
        void=(),
        unmatched=(),
    )


def _ranks(kept: Kept, made: Payment) -> list[int]:
    """Return the rank, in the positive payment, of each share that is taken back."""
    whole = [(share.kind, share.about) for share in kept.payment.shares]
    return [whole.index((share.kind, share.about)) for share in made.shares]


def _records(kept: Kept, made: Payment) -> tuple[int | None, ...]:
    return tuple(kept.records[rank] for rank in _ranks(kept, made))


def _reopen(
    tx: Transaction, kept: Kept, made: Payment
) -> tuple[list[str], list[PaidInvoice], list[tuple[str, Decimal]]]:
    """Undo the matching of invoices and raise what is left to pay of them."""
    unmatched, claims, reopened = [], [], []
    for rank, share in zip(_ranks(kept, made), made.shares, strict=True):
        if share.kind is not ShareKind.INVOICE:
            continue
        invoice = billing.invoice_numbered(tx.db, share.about)
        claims.append(
            PaidInvoice.of(invoice.invoice, paid_before=invoice.paid, notes=invoice.notes)
        )
        if code := books.unmatch(tx, kept.payment.number, rank + 1, party=made.payer):
            unmatched.append(code)
        reopened.append((share.about, billing.lower(tx, invoice, share.amount)))
    return unmatched, claims, reopened


def _pair(tx: Transaction, kept: Kept, made: Payment) -> None:
    """Match with each other a share and what took it back whole."""
    for here, (rank, share) in enumerate(zip(_ranks(kept, made), made.shares, strict=True), 1):
        if share.kind is ShareKind.INVOICE and kept.payment.shares[rank].amount == -share.amount:
            pair = ((kept.payment.number, rank + 1), (made.number, here))
            books.match_pair(tx, *pair, party=made.payer)


def _people(
    tx: Transaction, made: Payment, records: Sequence[int | None]
) -> tuple[list[str], list[str]]:
    """Open again the fees that are not paid any more, lower the gifts, void the receipts."""
    dues, void = [], []
    for share, record in zip(made.shares, records, strict=True):
        if record is None or share.kind not in (ShareKind.MEMBERSHIP, ShareKind.DONATION):
            continue
        if share.kind is ShareKind.MEMBERSHIP:
            cancelled = None if made.kind is Kind.BOUNCED else made.received_on
            members.reopen_membership(tx, record, cancelled_on=cancelled)
            dues.append(share.about)
            paper = "dues_receipt"
        else:
            members.lower_donation(tx, record, made.received_on)
            paper = "gift_receipt"
        void += documents.void(tx, [paper], record, on=made.received_on, reason=made.reason)
    return dues, void
