"""What is still claimed of an invoice after payments and credit notes, and its VAT in waiting."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from comptoir.money import ZERO, to_cents
from comptoir.sales import CreditNote, Invoice, InvoiceKind, Nature
from comptoir.sales.credits import RateAmount


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidInvoice:
    """What a payment must know of an invoice: its VAT in waiting, and what was paid before."""

    number: str
    gross: Decimal
    waiting: Mapping[Decimal, Decimal]  # VAT in waiting, by rate
    paid_before: Decimal = ZERO  # since the last credit note
    paid_in_all: Decimal = ZERO

    @classmethod
    def of(
        cls,
        invoice: Invoice,
        *,
        paid_before: Decimal = ZERO,
        notes: Sequence[CreditNote] = (),
    ) -> "PaidInvoice":
        """Return the claim after these credit notes, oldest first, and what was paid in all."""
        claim = cls(number=invoice.number, gross=invoice.to_pay, waiting=dict(waiting_vat(invoice)))
        seen = ZERO
        for note in notes:
            claim = _credited(replace(claim, paid_before=note.paid_before - seen), note)
            seen = note.paid_before
        return replace(claim, paid_before=paid_before - seen, paid_in_all=paid_before)


def waiting_vat(invoice: Invoice) -> dict[Decimal, Decimal]:
    """Return the VAT that an invoice makes wait for its payment, by rate.

    On services, unless the seller chose the debits; on any deposit (CGI, art. 269, 2).
    """
    deposit = invoice.kind is InvoiceKind.DEPOSIT
    found: dict[Decimal, Decimal] = {}
    for (rate, nature), tax in vat_to_book(invoice).items():
        if tax and waits(nature, on_debits=invoice.vat_on_debits, deposit=deposit):
            found[rate] = found.get(rate, ZERO) + tax
    return found


def waits(nature: Nature, *, on_debits: bool, deposit: bool) -> bool:
    if nature is Nature.SERVICES:
        return not on_debits
    return deposit


def vat_to_book(invoice: Invoice) -> dict[tuple[Decimal, Nature], Decimal]:
    """Return the VAT of an invoice by rate and nature, less that of the deposits it deducts."""
    due = {key: tax for key, (_, tax) in invoice.totals.by_nature.items() if key[0]}
    for deposit in invoice.deposits:
        for share in deposit.shares:
            if share.rate:
                key = (share.rate, share.nature)
                due[key] = due.get(key, ZERO) - share.tax
    return due


def released(invoice: PaidInvoice, paid: Decimal) -> dict[Decimal, Decimal]:
    """Return the VAT that a payment makes due, by rate.

    In proportion to what is paid, by running totals: the last payment releases the last cent. A
    payment taken back puts it in waiting again, but for what was paid before the last credit note.
    """

    def due(tax: Decimal, so_far: Decimal) -> Decimal:
        within = min(max(so_far, ZERO), invoice.gross)
        return to_cents(tax * within / invoice.gross) if invoice.gross else ZERO

    before, after = invoice.paid_before, invoice.paid_before + paid
    return {rate: due(tax, after) - due(tax, before) for rate, tax in invoice.waiting.items()}


def still_waiting(claim: PaidInvoice) -> dict[Decimal, Decimal]:
    """Return the VAT that still waits, by rate."""
    if not claim.gross:
        return dict(claim.waiting)
    gone = released(replace(claim, paid_before=ZERO), claim.paid_before)
    return {rate: tax - gone[rate] for rate, tax in claim.waiting.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a credit note does to a claim."""

    applied: Decimal  # off what was left to pay
    from_waiting: tuple[RateAmount, ...]
    released: tuple[RateAmount, ...]


def effect(claim: PaidInvoice, *, owed: Decimal, taxes: Mapping[Decimal, Decimal]) -> Effect:
    """Return what a credit does to a claim: its VAT comes first off what still waits.

    When nothing is left to pay, what still waits becomes due.

    Args:
        claim: before the note.
        owed: what the note gives back, deposits set apart.
        taxes: VAT of the note by rate, that may be in waiting.
    """
    left = claim.gross - claim.paid_before
    waiting = still_waiting(claim)
    applied = min(left, owed)
    taken = {rate: _within(tax, waiting.get(rate, ZERO)) for rate, tax in taxes.items()}
    freed = (
        {rate: tax - taken.get(rate, ZERO) for rate, tax in waiting.items()}
        if applied == left
        else {}
    )
    return Effect(applied=applied, from_waiting=_amounts(taken), released=_amounts(freed))


def _within(tax: Decimal, waiting: Decimal) -> Decimal:
    """Return the part of a tax that comes off what waits: never more, nor the other way.

    A note by amount may round a cent beyond the VAT of a line; the next gives it back, negative.

    >>> _within(Decimal("-0.01"), ZERO), _within(Decimal("0.03"), Decimal("0.02"))
    (Decimal('0.00'), Decimal('0.02'))
    """
    low, high = sorted((ZERO, waiting))
    return min(max(tax, low), high)


def credited_taxes(
    invoice: Invoice, taxes: Mapping[tuple[Decimal, Nature], Decimal]
) -> dict[Decimal, Decimal]:
    """Return the VAT of a credit that may be in waiting, by rate."""
    deposit = invoice.kind is InvoiceKind.DEPOSIT
    found: dict[Decimal, Decimal] = {}
    for (rate, nature), tax in taxes.items():
        if tax and waits(nature, on_debits=invoice.vat_on_debits, deposit=deposit):
            found[rate] = found.get(rate, ZERO) + tax
    return found


def _credited(claim: PaidInvoice, note: CreditNote) -> PaidInvoice:
    waiting = still_waiting(claim)
    for share in (*note.from_waiting, *note.released):
        waiting[share.rate] = waiting.get(share.rate, ZERO) - share.amount
    return replace(
        claim,
        gross=claim.gross - claim.paid_before - note.applied,
        waiting={rate: tax for rate, tax in waiting.items() if tax},
        paid_before=ZERO,
    )


def _amounts(by_rate: Mapping[Decimal, Decimal]) -> tuple[RateAmount, ...]:
    items: Iterable[tuple[Decimal, Decimal]] = sorted(by_rate.items(), reverse=True)
    return tuple(RateAmount(rate=rate, amount=amount) for rate, amount in items if amount)
