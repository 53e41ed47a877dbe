"""A purchase → expense, VAT, supplier; its payment → supplier, bank, VAT now deductible."""

import datetime as dt
from decimal import Decimal

from comptoir.law import chart
from comptoir.ledger import Entry, Posting
from comptoir.money import ZERO, to_cents
from comptoir.payments import Method
from comptoir.purchases import Bought, Purchase, Reverse

_REVERSED = {
    Reverse.GOODS: chart.VAT_REVERSE_GOODS,
    Reverse.SERVICES: chart.VAT_REVERSE_SERVICES,
}


def purchase_entry(made: Purchase) -> Entry:
    """Return the entry of a purchase.

    VAT that cannot be deducted is part of what was bought. On services it waits for the payment
    (44564), unless the seller chose the debits; when the buyer owes it, it is due and deducted.
    """
    label = f"{'Avoir' if made.credit else 'Achat'} {made.number}, pièce {made.their_number}"
    amounts: dict[str, Decimal] = {}

    def add(account: str, amount: Decimal) -> None:
        amounts[account] = amounts.get(account, ZERO) + amount

    owed = ZERO
    for one in made.bought:
        tax = _tax(made, one)
        deducted = deductible(made, tax)
        add(one.account, one.net + tax - deducted)
        add(_vat_account(made, one), deducted)
        owed += one.net + one.tax
        if made.reverse is not Reverse.NONE:
            add(_REVERSED[made.reverse] + chart.RATES[one.rate], -tax)
    postings = tuple(
        Posting(account=account, amount=made.sign * amount, label=label)
        for account, amount in amounts.items()
        if amount
    )
    supplier = Posting(
        account=supplier_account(made),
        party_account=made.supplier,
        amount=-made.sign * owed,
        label=label,
    )
    return Entry(
        journal=chart.PURCHASES.code,
        date=made.issued_on,
        voucher=made.number,
        voucher_on=made.issued_on,
        postings=(supplier, *postings),
    )


def supplier_account(made: Purchase) -> str:
    """Suppliers of assets have their own account when nothing else is on the invoice."""
    assets = all(one.is_asset for one in made.bought)
    return chart.ASSET_SUPPLIERS if assets else chart.SUPPLIERS


def _tax(made: Purchase, one: Bought) -> Decimal:
    if made.reverse is Reverse.NONE:
        return one.tax
    return to_cents(one.net * one.rate / 100)


def deductible(made: Purchase, tax: Decimal) -> Decimal:
    """Return what can be deducted of a tax."""
    return to_cents(tax * made.deductible / 100)


def _vat_account(made: Purchase, one: Bought) -> str:
    if one.is_asset:
        return chart.VAT_ASSETS
    return chart.VAT_UNPAID if made.waits else chart.VAT_DEDUCTIBLE


def waiting(made: Purchase) -> Decimal:
    """Return the VAT of a purchase that waits for its payment."""
    if not made.waits:
        return ZERO
    return sum((deductible(made, one.tax) for one in made.bought if not one.is_asset), ZERO)


def released(made: Purchase, *, before: Decimal, paid: Decimal) -> Decimal:
    """Return the VAT that a payment makes deductible: by running totals, to the last cent.

    Args:
        made: the purchase.
        before: what was paid of it so far.
        paid: what is paid now.
    """
    tax = waiting(made)

    def until(amount: Decimal) -> Decimal:
        return to_cents(tax * amount / made.gross)

    return until(before + paid) - until(before)


def purchase_payment_entry(
    made: Purchase, *, number: str, on: dt.date, amount: Decimal, before: Decimal, method: Method
) -> Entry:
    """Return the entry of a payment to a supplier.

    Args:
        made: what is paid.
        number: DP-2026-0001.
        on: its day.
        amount: what is paid.
        before: what was paid of it so far.
        method: a cheque leaves the bank at once; only cash comes out of the box.
    """
    label = f"Paiement {number} de {made.number}, {method.french}"
    cash = method is Method.CASH
    freed = released(made, before=before, paid=amount)
    vat = [(chart.VAT_DEDUCTIBLE, freed), (chart.VAT_UNPAID, -freed)] if freed else []
    postings = (
        Posting(
            account=supplier_account(made),
            party_account=made.supplier,
            amount=made.sign * amount,
            label=label,
        ),
        Posting(
            account=chart.CASH if cash else chart.BANK,
            amount=-made.sign * amount,
            label=label,
        ),
        *(
            Posting(account=account, amount=made.sign * tax, label=f"TVA déductible, {made.number}")
            for account, tax in vat
        ),
    )
    return Entry(
        journal=(chart.CASH_JOURNAL if cash else chart.BANK_JOURNAL).code,
        date=on,
        voucher=number,
        voucher_on=on,
        postings=postings,
    )
