"""A debt that may not be paid → 416 and 491; one that is lost → 654, and its VAT.

PCG: the whole debt goes from 411 to 416; what it is feared to lose, without VAT, is written down
on 491 (68174, then 78174 when it comes back). A lost debt leaves 416 for 654, without the VAT:
that which waited for the payment will never be due, that which was paid to the State comes back
once the loss is proved (CGI, art. 272; LAW, JRN021, VAT030, DOC047).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.bookkeeping.claims import PaidInvoice, still_waiting, vat_to_book, waiting_vat
from comptoir.law import chart
from comptoir.ledger import Entry, Posting
from comptoir.money import ZERO, french_rate, to_cents
from comptoir.sales import Invoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpaid:
    """What is left of an invoice, and the VAT in it."""

    invoice: str
    party: str
    amount: Decimal  # gross
    waiting: Mapping[Decimal, Decimal]  # VAT that waits for the payment, by rate
    due: Mapping[Decimal, Decimal]  # VAT that was due at the invoice, by rate

    @property
    def net(self) -> Decimal:
        return self.amount - sum((*self.waiting.values(), *self.due.values()), ZERO)


def unpaid(invoice: Invoice, claim: PaidInvoice, amount: Decimal) -> Unpaid:
    """Return what is left of an invoice: its VAT in proportion.

    Args:
        invoice: as it was issued.
        claim: what is claimed of it after credit notes and payments.
        amount: what is left to pay.
    """
    due: dict[Decimal, Decimal] = {}
    for (rate, _), tax in vat_to_book(invoice).items():
        due[rate] = due.get(rate, ZERO) + tax
    for rate, tax in waiting_vat(invoice).items():
        due[rate] = due.get(rate, ZERO) - tax
    return Unpaid(
        invoice=invoice.number,
        party=invoice.offer.buyer.reference,
        amount=amount,
        waiting={rate: tax for rate, tax in still_waiting(claim).items() if tax},
        due={
            rate: share
            for rate, tax in due.items()
            if (share := to_cents(tax * amount / invoice.to_pay))
        },
    )


def transfer_entry(one: Unpaid, *, number: str, on: date, back: bool = False) -> Entry:
    """Return the entry that moves a debt to doubtful ones, or back."""
    sign = -1 if back else 1
    label = f"{one.invoice} {'n’est plus' if back else 'devient'} douteuse"
    return _entry(
        number,
        on,
        (
            Posting(
                account=chart.DOUBTFUL,
                party_account=one.party,
                amount=sign * one.amount,
                label=label,
            ),
            Posting(
                account=chart.CUSTOMERS,
                party_account=one.party,
                amount=-sign * one.amount,
                label=label,
            ),
        ),
    )


def provision_entry(one: Unpaid, change: Decimal, *, number: str, on: date) -> Entry:
    """Return the entry that writes a debt down by more, or by less.

    Args:
        one: the debt.
        change: of what is written down: more when positive.
        number: of the voucher.
        on: its day.
    """
    more = change > 0
    label = f"Dépréciation de {one.invoice}"
    return _entry(
        number,
        on,
        (
            Posting(
                account=chart.DOUBTFUL_EXPENSE if more else chart.DOUBTFUL_INCOME,
                amount=change,
                label=label,
            ),
            Posting(
                account=chart.WRITTEN_DOWN, party_account=one.party, amount=-change, label=label
            ),
        ),
    )


def loss_entry(
    one: Unpaid, *, number: str, on: date, account: str, provision: Decimal, recovers: bool
) -> Entry:
    """Return the entry of a lost debt.

    Args:
        one: the debt.
        number: of the voucher.
        on: its day.
        account: where it stands, 416 or 411.
        provision: what was written down of it, which comes back.
        recovers: whether the VAT paid to the State comes back too: the loss is proved.
    """
    label = f"Perte sur {one.invoice}"
    postings = [
        Posting(account=account, party_account=one.party, amount=-one.amount, label=label),
    ]
    loss = one.amount
    taxes = [(one.waiting, True), *([(one.due, False)] if recovers else [])]
    for by_rate, waiting in taxes:
        for rate, tax in by_rate.items():
            loss -= tax
            said = f"{label}, TVA {french_rate(rate)}"
            known = chart.vat_account(rate, waiting=waiting)
            postings.append(Posting(account=known, amount=tax, label=said))
    postings.append(Posting(account=chart.LOSSES, amount=loss, label=label))
    if provision:
        said = f"Reprise de la dépréciation de {one.invoice}"
        postings += [
            Posting(
                account=chart.WRITTEN_DOWN, party_account=one.party, amount=provision, label=said
            ),
            Posting(account=chart.DOUBTFUL_INCOME, amount=-provision, label=said),
        ]
    return _entry(number, on, tuple(p for p in postings if p.amount))


def _entry(number: str, on: date, postings: tuple[Posting, ...]) -> Entry:
    return Entry(
        journal=chart.MISCELLANEOUS.code,
        date=on,
        voucher=number,
        voucher_on=on,
        postings=postings,
    )
