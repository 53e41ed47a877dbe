"""An invoice → customers, revenue, carriage, VAT; a deposit → advances received."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from comptoir.bookkeeping.claims import vat_to_book, waiting_vat
from comptoir.law import chart
from comptoir.ledger import Entry, Posting
from comptoir.money import ZERO, french_rate
from comptoir.sales import Deposit, Invoice, Part


def invoice_entry(invoice: Invoice) -> Entry:
    """Return the entry of an invoice.

    Revenue is what is left after the reductions (LAW, JRN022: no 709), but for an « escompte »,
    which is a financial charge (665). VAT on goods is due now;
    on services and on deposits it waits for the payment, unless the organisation chose the debits
    for its services (CGI, art. 269). What deposits paid comes off the advances received (4191).
    """
    label = f"Facture {invoice.number}"
    customer = Posting(
        account=chart.CUSTOMERS,
        party_account=invoice.offer.buyer.reference,
        amount=invoice.to_pay,
        label=label,
    )
    nets = by_account(invoice.totals.parts)
    for account, amount in advances(invoice.deposits).items():
        nets[account] = nets.get(account, ZERO) - amount
    postings = (
        *([customer] if invoice.to_pay else []),
        *(
            Posting(account=account, amount=-net, label=label)
            for account, net in sorted(nets.items())
            if net
        ),
        *_vat(invoice, label),
    )
    return Entry(
        journal=chart.SALES.code,
        date=invoice.issued_on,
        voucher=invoice.number,
        voucher_on=invoice.issued_on,
        postings=postings,
    )


def by_account(parts: Iterable[Part]) -> dict[str, Decimal]:
    """Return the net amount of each account of a document."""
    nets: dict[str, Decimal] = {}
    for part in parts:
        nets[part.booked_on] = nets.get(part.booked_on, ZERO) + part.net
    return nets


def advances(deposits: Iterable[Deposit]) -> dict[str, Decimal]:
    """Return what deposits left on the account of advances."""
    net = sum((deposit.net for deposit in deposits), ZERO)
    return {chart.ADVANCES: net} if net else {}


def _vat(invoice: Invoice, label: str) -> Iterator[Posting]:
    """Yield VAT account by account: due at once, then in waiting."""
    waiting = waiting_vat(invoice)
    due: dict[Decimal, Decimal] = {}
    for (rate, _), tax in vat_to_book(invoice).items():
        due[rate] = due.get(rate, ZERO) + tax
    now = {rate: tax - waiting.get(rate, ZERO) for rate, tax in due.items()}
    yield from vat_postings(now, label)
    yield from vat_postings(waiting, label, waiting=True)


def vat_postings(
    taxes: Mapping[Decimal, Decimal], label: str, *, waiting: bool = False
) -> Iterator[Posting]:
    """Yield the credit of each rate's account."""
    for account, (rate, tax) in sorted(
        (chart.vat_account(rate, waiting=waiting), (rate, tax)) for rate, tax in taxes.items()
    ):
        if tax:
            yield Posting(account=account, amount=-tax, label=f"{label}, TVA {french_rate(rate)}")
