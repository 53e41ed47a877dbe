"""A payment → money in; customers, dues and gifts out; VAT on services becomes due."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from comptoir.bookkeeping.claims import PaidInvoice, released
from comptoir.law import chart
from comptoir.ledger import Entry, Posting
from comptoir.money import ZERO, french_rate
from comptoir.payments import Kind, Payment, Share, ShareKind


def payment_entry(
    payment: Payment,
    invoices: Sequence[PaidInvoice] = (),
    *,
    at_bank: bool = False,
    in_collection: bool = False,
    fee: Decimal = ZERO,
    dues: Mapping[str, str] = {},
) -> Entry:
    """Return the one entry of a payment, whatever it pays; of one that is taken back, the reverse.

    Args:
        payment: with its shares.
        invoices: those that its shares name.
        at_bank: its money is at the bank by now: a cheque that was deposited.
        in_collection: a direct debit that our bank has not paid in yet.
        fee: what the bank takes for its rejection.
        dues: the account of each membership fee, by its period; 756 unless its plan says.
    """
    account = chart.BANK if at_bank else payment.method.account
    label = _label(payment)
    known = {invoice.number: invoice for invoice in invoices}
    money = Posting(
        account=chart.DEBITS if in_collection else account,
        amount=payment.amount,
        label=f"{label}, {payment.method.french}",
    )
    postings = (
        money,
        *(_credit(share, payment.payer, label, dues) for share in payment.shares),
        *_vat(payment, known),
        *bank_fee(fee, f"Frais, {label}"),
    )
    return Entry(
        journal=(chart.BANK_JOURNAL if at_bank else payment.method.journal).code,
        date=payment.received_on,
        voucher=payment.number,
        voucher_on=payment.received_on,
        postings=postings,
    )


def _label(payment: Payment) -> str:
    if payment.kind is Kind.RECEIVED:
        return f"Règlement {payment.number}"
    what = f"{payment.kind.french.capitalize()} {payment.number}"
    return f"{what} du règlement {payment.reverses}" if payment.reverses else what


def deposit_entry(number: str, on: date, amount: Decimal, *, cash: bool = False) -> Entry:
    """Return the entry of a deposit: from the cheques in hand, or the cash box, to the bank."""
    if cash:
        return _to_the_bank(number, on, amount, chart.CASH, "Versement d’espèces")
    return _to_the_bank(number, on, amount, chart.CHEQUES, "Remise de chèques")


def debits_entry(number: str, on: date, amount: Decimal) -> Entry:
    """Return the entry of a batch of direct debits that the bank pays in."""
    return _to_the_bank(number, on, amount, chart.DEBITS, "Prélèvements")


def payout_entry(number: str, on: date, amount: Decimal) -> Entry:
    """Return the entry of what an online service pays to the bank of what it held for us."""
    return _to_the_bank(number, on, amount, chart.CLEARING, "Versement HelloAsso")


def _to_the_bank(number: str, on: date, amount: Decimal, source: str, what: str) -> Entry:
    """Return the entry that brings to the bank what another account held."""
    label = f"{what} {number}"
    return Entry(
        journal=chart.BANK_JOURNAL.code,
        date=on,
        voucher=number,
        voucher_on=on,
        postings=(
            Posting(account=chart.BANK, amount=amount, label=label),
            Posting(account=source, amount=-amount, label=label),
        ),
    )


def fee_entry(voucher: str, on: date, fee: Decimal) -> Entry:
    """Return the entry of what the bank took for itself, as its statement shows it."""
    return Entry(
        journal=chart.BANK_JOURNAL.code,
        date=on,
        voucher=voucher,
        voucher_on=on,
        postings=bank_fee(fee, f"Frais de banque, mouvement {voucher}"),
    )


def gap_entry(number: str, on: date, gap: Decimal) -> Entry:
    """Return the entry that brings the cash box to what was counted: too much, or too little."""
    label = f"Écart de caisse, comptage {number}"
    other = chart.OTHER_INCOME if gap > 0 else chart.OTHER_EXPENSE
    return Entry(
        journal=chart.CASH_JOURNAL.code,
        date=on,
        voucher=number,
        voucher_on=on,
        postings=(
            Posting(account=chart.CASH, amount=gap, label=label),
            Posting(account=other, amount=-gap, label=label),
        ),
    )


def bank_fee(fee: Decimal, label: str) -> tuple[Posting, ...]:
    """Return what the bank takes for itself."""
    if not fee:
        return ()
    return (
        Posting(account=chart.BANK_FEES, amount=fee, label=label),
        Posting(account=chart.BANK, amount=-fee, label=label),
    )


def _credit(share: Share, payer: str, label: str, dues: Mapping[str, str]) -> Posting:
    if share.kind is ShareKind.INVOICE:
        return Posting(
            account=chart.CUSTOMERS,
            party_account=payer,
            amount=-share.amount,
            label=f"{label} de {share.about}",
        )
    if share.kind is ShareKind.MEMBERSHIP:
        return Posting(
            account=dues.get(share.about, chart.DUES),
            amount=-share.amount,
            label=f"Cotisation {share.about}, {label}",
        )
    if share.kind is ShareKind.OVERPAYMENT:
        return Posting(
            account=chart.OVERPAID,
            party_account=payer,
            amount=-share.amount,
            label=f"Trop-perçu, {label}",
        )
    return Posting(account=chart.GIFTS, amount=-share.amount, label=f"Don, {label}")


def _vat(payment: Payment, known: Mapping[str, PaidInvoice]) -> Iterator[Posting]:
    due: dict[tuple[Decimal, str], Decimal] = {}
    for share in payment.shares:
        if share.kind is not ShareKind.INVOICE or share.about not in known:
            continue  # what gives back a credit note: its VAT went with the note
        for rate, tax in released(known[share.about], share.amount).items():
            due[rate, share.about] = due.get((rate, share.about), ZERO) + tax
    for (rate, about), tax in due.items():
        if tax:
            label = f"TVA {french_rate(rate)} exigible, {about}"
            waiting = chart.vat_account(rate, waiting=True)
            yield Posting(account=waiting, amount=tax, label=label)
            yield Posting(account=chart.vat_account(rate), amount=-tax, label=label)
