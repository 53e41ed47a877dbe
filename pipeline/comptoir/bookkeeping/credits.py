"""A credit note → the entry of its invoice, the other way round."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from comptoir.bookkeeping.claims import PaidInvoice, credited_taxes, effect
from comptoir.bookkeeping.invoices import advances, by_account, vat_postings
from comptoir.law import chart
from comptoir.ledger import Entry, Posting
from comptoir.money import ZERO
from comptoir.sales import CreditNote, Invoice
from comptoir.sales.credits import Credited, RateAmount


def credit_note(
    invoice: Invoice,
    credited: Credited,
    claim: PaidInvoice,
    *,
    number: str,
    issued_on: date,
    reason: str,
) -> CreditNote:
    """Return the note that takes something back from an invoice.

    Args:
        invoice: the issued one.
        credited: what is taken back.
        claim: what is still claimed of the invoice, before this note.
        number: A-2026-0001.
        issued_on: its day.
        reason: printed.
    """
    whole = credited.offer == invoice.offer
    deposits = invoice.deposits if whole else ()
    taxes = {key: tax for key, (_, tax) in credited.totals.by_nature.items() if key[0]}
    for deposit in deposits:
        for share in deposit.shares:
            key = (share.rate, share.nature)
            taxes[key] = taxes.get(key, ZERO) - share.tax
    owed = credited.totals.gross - sum((deposit.gross for deposit in deposits), ZERO)
    made = effect(claim, owed=owed, taxes=credited_taxes(invoice, taxes))
    return CreditNote(
        number=number,
        issued_on=issued_on,
        seller=invoice.seller,
        credited=credited,
        invoice_number=invoice.number,
        invoice_issued_on=invoice.issued_on,
        reason=reason,
        vat_on_debits=invoice.vat_on_debits,
        deposits=deposits,
        applied=made.applied,
        paid_before=claim.paid_in_all,
        from_waiting=made.from_waiting,
        released=made.released,
    )


def credit_entry(note: CreditNote) -> Entry:
    """Return the entry of a credit note.

    Its VAT comes off what was still in waiting, then off what is due; when nothing is left to pay
    of the invoice, what still waited becomes due.
    """
    label = f"Avoir {note.number} sur {note.invoice_number}"
    customer = Posting(
        account=chart.CUSTOMERS,
        party_account=note.offer.buyer.reference,
        amount=-(note.gross - note.deducted),
        label=label,
    )
    nets = by_account(note.totals.parts)
    for account, amount in advances(note.deposits).items():
        nets[account] = nets.get(account, ZERO) - amount
    due: dict[Decimal, Decimal] = {}
    for part in note.totals.parts:
        due[part.rate] = due.get(part.rate, ZERO) + part.tax
    for deposit in note.deposits:
        for share in deposit.shares:
            due[share.rate] = due.get(share.rate, ZERO) - share.tax
    waiting = _by_rate(note.from_waiting)
    now = {rate: tax - waiting.get(rate, ZERO) for rate, tax in due.items() if rate}
    freed = _by_rate(note.released)
    postings = (
        *([customer] if note.gross != note.deducted else []),
        *(
            Posting(account=account, amount=net, label=label)
            for account, net in sorted(nets.items())
            if net
        ),
        *vat_postings(_less(now), label),
        *vat_postings(_less(waiting), label, waiting=True),
        *vat_postings(_less(freed), f"{label} : exigible", waiting=True),
        *vat_postings(freed, f"{label} : exigible"),
    )
    return Entry(
        journal=chart.SALES.code,
        date=note.issued_on,
        voucher=note.number,
        voucher_on=note.issued_on,
        postings=postings,
    )


def _by_rate(shares: Sequence[RateAmount]) -> dict[Decimal, Decimal]:
    return {share.rate: share.amount for share in shares}


def _less(taxes: Mapping[Decimal, Decimal]) -> dict[Decimal, Decimal]:
    return {rate: -tax for rate, tax in taxes.items()}
