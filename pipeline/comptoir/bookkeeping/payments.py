"""A payment → money in; customers, dues and gifts out; VAT on services becomes due."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from comptoir.law import chart
from comptoir.ledger import Entry, Posting
from comptoir.money import ZERO, french_rate, to_cents
from comptoir.payments import Payment, Share, ShareKind
from comptoir.sales import Invoice, Nature


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidInvoice:
    """What a payment must know of an invoice: its VAT in waiting, and what was paid before."""

    number: str
    gross: Decimal
    waiting: Mapping[Decimal, Decimal]  # VAT in waiting, by rate
    paid_before: Decimal = ZERO

    @classmethod
    def of(cls, invoice: Invoice, *, paid_before: Decimal = ZERO) -> "PaidInvoice":
        waiting = (
            {}
            if invoice.vat_on_debits
            else {
                rate: tax
                for (rate, nature), (_, tax) in invoice.totals.by_nature.items()
                if nature is Nature.SERVICES and tax
            }
        )
        return cls(
            number=invoice.number, gross=invoice.gross, waiting=waiting, paid_before=paid_before
        )


def released(invoice: PaidInvoice, paid: Decimal) -> dict[Decimal, Decimal]:
    """Return the VAT that a payment makes due, by rate.

    In proportion to what is paid, by running totals: the last payment releases the last cent.
    """

    def due(tax: Decimal, so_far: Decimal) -> Decimal:
        return to_cents(tax * so_far / invoice.gross)

    before, after = invoice.paid_before, invoice.paid_before + paid
    return {rate: due(tax, after) - due(tax, before) for rate, tax in invoice.waiting.items()}


def payment_entry(payment: Payment, invoices: Sequence[PaidInvoice] = ()) -> Entry:
    """Return the one entry of a payment, whatever it pays.

    Args:
        payment: with its shares.
        invoices: those that its shares name.
    """
    label = f"Règlement {payment.number}"
    known = {invoice.number: invoice for invoice in invoices}
    money = Posting(
        account=payment.method.account,
        amount=payment.amount,
        label=f"{label}, {payment.method.french}",
    )
    postings = (
        money,
        *(_credit(share, payment.payer, label) for share in payment.shares),
        *_vat(payment, known),
    )
    return Entry(
        journal=payment.method.journal.code,
        date=payment.received_on,
        voucher=payment.number,
        voucher_on=payment.received_on,
        postings=postings,
    )


def _credit(share: Share, payer: str, label: str) -> Posting:
    if share.kind is ShareKind.INVOICE:
        return Posting(
            account=chart.CUSTOMERS,
            party_account=payer,
            amount=-share.amount,
            label=f"{label} de {share.about}",
        )
    if share.kind is ShareKind.MEMBERSHIP:
        return Posting(
            account=chart.DUES, amount=-share.amount, label=f"Cotisation {share.about}, {label}"
        )
    return Posting(account=chart.GIFTS, amount=-share.amount, label=f"Don, {label}")


def _vat(payment: Payment, known: Mapping[str, PaidInvoice]) -> Iterator[Posting]:
    due: dict[tuple[Decimal, str], Decimal] = {}
    for share in payment.shares:
        if share.kind is not ShareKind.INVOICE:
            continue
        for rate, tax in released(known[share.about], share.amount).items():
            due[rate, share.about] = due.get((rate, share.about), ZERO) + tax
    for (rate, about), tax in due.items():
        if tax:
            label = f"TVA {french_rate(rate)} exigible, {about}"
            waiting = chart.vat_account(rate, waiting=True)
            yield Posting(account=waiting, amount=tax, label=label)
            yield Posting(account=chart.vat_account(rate), amount=-tax, label=label)
