"""Deposits (« acomptes »): an invoice before the sale, which the final invoice deducts."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from comptoir.errors import InputError, RefusedError
from comptoir.law.chart import ADVANCES
from comptoir.money import ZERO, french_amount, french_rate, parse_amount, split, to_cents
from comptoir.sales.credits import CreditNote
from comptoir.sales.documents import Deposit, DepositShare, Invoice, Offer
from comptoir.sales.lines import Line, Nature, Prices


def deposit_amount(text: str, gross: Decimal) -> tuple[Decimal, str]:
    """Read a deposit as it is typed, and say what it is a part of.

    >>> deposit_amount("30%", Decimal("120.00"))
    (Decimal('36.00'), 'Acompte de 30\\xa0%')
    """
    if text.strip().endswith("%"):
        rate = parse_amount(text.strip().removesuffix("%"))
        if not 0 < rate <= 100:
            raise InputError(
                "un acompte est une part de la commande.", remedy="Écrivez-le comme 30% ou 150.00."
            )
        return to_cents(gross * rate / 100), f"Acompte de {french_rate(rate)}"
    return parse_amount(text), "Acompte"


def deposit_offer(offer: Offer, amount: Decimal, label: str, *, left: Decimal) -> Offer:
    """Return what a deposit invoice sells: nothing yet, an advance at each rate of the order.

    Args:
        offer: of the order.
        amount: gross.
        label: what its lines say.
        left: gross amount of the order that no deposit covers yet.
    """
    if not 0 < amount <= left:
        raise RefusedError(
            f"Cet acompte doit être entre 0,01 € et {french_amount(left)}.",
            remedy="C’est ce que les acomptes précédents laissent de la commande.",
        )
    weights: dict[tuple[Decimal, str, Nature], Decimal] = {}
    for part in offer.totals.parts:
        key = (part.rate, part.category, part.nature)
        weights[key] = weights.get(key, ZERO) + part.gross
    reasons = {line.vat_category: line.exemption for line in offer.lines if line.exemption}
    shares = zip(weights, split(amount, list(weights.values())), strict=True)
    lines = tuple(
        Line(
            name=f"{label}, {nature.french}",
            quantity=Decimal(1),
            unit_price=share,
            vat_rate=rate,
            nature=nature,
            account=ADVANCES,
            category="" if category == "S" else category,
            exemption=reasons.get(category, ""),
        )
        for (rate, category, nature), share in shares
        if share
    )
    return replace(offer, lines=lines, allowances=(), charges=(), prices=Prices.GROSS)


def deducted(invoice: Invoice, notes: Iterable[CreditNote]) -> Deposit:
    """Return what a deposit invoice, less its credit notes, takes off the final one."""
    sums = dict(invoice.totals.by_nature)
    for note in notes:
        for key, (net, tax) in note.totals.by_nature.items():
            before = sums.get(key, (ZERO, ZERO))
            sums[key] = (before[0] - net, before[1] - tax)
    return Deposit(
        number=invoice.number,
        issued_on=invoice.issued_on,
        shares=tuple(
            DepositShare(rate=rate, nature=nature, net=net, tax=tax)
            for (rate, nature), (net, tax) in sums.items()
            if net or tax
        ),
    )
