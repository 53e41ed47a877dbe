"""A payment → money in; customers, dues and gifts out; VAT on services becomes due."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from comptoir.bookkeeping.claims import PaidInvoice, released
from comptoir.law import chart
from comptoir.ledger import Entry, Posting
from comptoir.money import ZERO, french_rate
from comptoir.payments import Payment, Share, ShareKind


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
