"""« Escompte »: what is given for an early payment, on the invoice itself or once it is paid.

Given at the payment, it is a credit note: the VAT of what was not paid is given back with it (CGI,
art. 272, 1 and 267, II-1°), and 665 holds its net amount (PCG).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from comptoir.law.chart import SETTLEMENT_DISCOUNTS
from comptoir.money import ZERO, french_rate, to_cents
from comptoir.sales.credits import Credited, credit_amount
from comptoir.sales.documents import Invoice, InvoiceKind, Offer
from comptoir.sales.lines import Allowance, Prices


def paid_at_once(offer: Offer, rate: Decimal) -> Offer:
    """Return an offer less a discount granted on the document itself, after its other reductions.

    Args:
        offer: before it.
        rate: percent.
    """
    sold = sum((line.amount for line in offer.lines), ZERO)
    left = sold - sum((one.amount for one in offer.allowances), ZERO)
    amount = to_cents(left * rate / 100)
    if not amount:
        return offer
    reason = f"Escompte de {french_rate(rate)}"
    given = Allowance(reason=reason, amount=amount, account=SETTLEMENT_DISCOUNTS)
    return replace(offer, allowances=(*offer.allowances, given))


def last_day(invoice: Invoice) -> date | None:
    """Return the last day on which an invoice is paid early, where it offers something for it."""
    offer = invoice.offer
    if not offer.discount_rate or invoice.kind is not InvoiceKind.INVOICE:
        return None
    return invoice.issued_on + timedelta(days=offer.discount_days)


def label(offer: Offer) -> str:
    """Return what a credit note says of it.

    It is the reason of the note, and the name of its lines.
    """
    return f"Escompte de {french_rate(offer.discount_rate)} pour paiement anticipé"


def early_discount(invoice: Invoice, earlier: Sequence[Credited] = ()) -> Credited | None:
    """Return what an early payment gives back of an invoice, or nothing.

    Args:
        invoice: as issued.
        earlier: what was credited of it; it is granted once.
    """
    offer = invoice.offer
    if last_day(invoice) is None or any(is_discount(each) for each in earlier):
        return None
    given = [each.totals for each in earlier]
    gross = invoice.to_pay - sum((each.gross for each in given), ZERO)
    off = to_cents(gross * offer.discount_rate / 100)
    if off <= 0:
        return None
    amount = off
    if offer.prices is Prices.NET:
        net = invoice.totals.net - sum((each.net for each in given), ZERO)
        net -= sum((deposit.net for deposit in invoice.deposits), ZERO)
        amount = to_cents(net * offer.discount_rate / 100)
    if amount <= 0:
        return None
    made = credit_amount(invoice, amount, label=label(offer), earlier=earlier)
    return _booked(_of_gross(made, off))


def _booked(made: Credited) -> Credited:
    parts = tuple(replace(part, booked=SETTLEMENT_DISCOUNTS) for part in made.parts)
    return replace(made, parts=parts)


def _of_gross(made: Credited, gross: Decimal) -> Credited:
    """Give the largest line the cent of rounding: a customer takes the rate off the gross total."""
    gap = gross - made.totals.gross
    if not gap:
        return made
    ranks = range(len(made.parts))
    largest = max(ranks, key=lambda rank: made.parts[rank].net)
    parts, lines = list(made.parts), list(made.offer.lines)
    part = parts[largest]
    parts[largest] = replace(part, net=part.net + gap, gross=part.gross + gap)
    line = lines[part.line]
    lines[part.line] = replace(line, unit_price=line.unit_price + gap)
    return replace(made, offer=replace(made.offer, lines=tuple(lines)), parts=tuple(parts))


def is_discount(credited: Credited) -> bool:
    """Whether a credit is the discount of an early payment."""
    return all(part.booked for part in credited.parts)
