"""An invoice → customers, revenue, carriage, VAT."""

from collections.abc import Iterator
from decimal import Decimal

from comptoir.law import chart
from comptoir.ledger import Entry, Posting
from comptoir.money import ZERO, french_rate
from comptoir.sales import Invoice, Nature


def invoice_entry(invoice: Invoice) -> Entry:
    """Return the entry of an invoice.

    Revenue is what is left after the reductions (LAW, JRN022: no 709). VAT on goods is due now;
    on services it waits for the payment, unless the organisation chose the debits (CGI, art. 269).
    """
    label = f"Facture {invoice.number}"
    customer = Posting(
        account=chart.CUSTOMERS,
        party_account=invoice.offer.buyer.reference,
        amount=invoice.gross,
        label=label,
    )
    postings = (customer, *_revenue(invoice, label), *_vat(invoice, label))
    return Entry(
        journal=chart.SALES.code,
        date=invoice.issued_on,
        voucher=invoice.number,
        voucher_on=invoice.issued_on,
        postings=postings,
    )


def _revenue(invoice: Invoice, label: str) -> Iterator[Posting]:
    nets: dict[str, Decimal] = {}
    for part in invoice.totals.parts:
        nets[part.account] = nets.get(part.account, ZERO) + part.net
    for account, net in sorted(nets.items()):
        if net:
            yield Posting(account=account, amount=-net, label=label)


def _vat(invoice: Invoice, label: str) -> Iterator[Posting]:
    due: dict[str, tuple[Decimal, Decimal]] = {}
    for (rate, nature), (_, tax) in invoice.totals.by_nature.items():
        if not rate:  # exempt, or a small business
            continue
        waits = nature is Nature.SERVICES and not invoice.vat_on_debits
        account = chart.vat_account(rate, waiting=waits)
        due[account] = (rate, due.get(account, (rate, ZERO))[1] + tax)
    for account, (rate, tax) in sorted(due.items()):
        if tax:
            yield Posting(account=account, amount=-tax, label=f"{label}, TVA {french_rate(rate)}")
