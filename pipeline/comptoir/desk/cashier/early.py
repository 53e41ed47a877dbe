"""What an early payment is given: the credit notes that make it pay all that is left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection

from comptoir.dates import french_date
from comptoir.desk import crediting
from comptoir.desk.filing import Issuing
from comptoir.money import ZERO, french_amount
from comptoir.sales import discounts
from comptoir.store import billing
from comptoir.store.billing import KeptInvoice

Granted = tuple[tuple[str, str, Decimal], ...]  # invoice, credit note, amount


def discount(kept: KeptInvoice) -> Decimal:
    """Return what an early payment of an invoice is given, whatever the day."""
    found = discounts.early_discount(kept.invoice, [note.credited for note in kept.notes])
    return found.totals.gross if found and found.totals.gross < kept.amount_due else ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Early:
    """What an early payment is given, and until when."""

    amount: Decimal
    last_day: date


def offered(kept: KeptInvoice) -> Early | None:
    """Return what an invoice offers for what is left of it."""
    last, amount = discounts.last_day(kept.invoice), discount(kept)
    return Early(amount=amount, last_day=last) if last and amount else None


def granted(
    act: Issuing, kept: Sequence[KeptInvoice], paid: Decimal, day: date
) -> tuple[list[KeptInvoice], Granted, tuple[str, ...]]:
    """Issue the credit notes of invoices that are paid early, for exactly what is then left.

    Args:
        act: the payment's.
        kept: what it pays.
        paid: its part for these.
        day: when it was received; the last day of the offer is one of it.

    Returns:
        The invoices as they now are, what was given, and what to tell.
    """
    given = [discount(each) for each in kept]
    due = sum((each.amount_due for each in kept), ZERO)
    if not any(given) or paid != due - sum(given, ZERO):
        return list(kept), (), ()
    if late := [each for each, off in zip(kept, given, strict=True) if off and _late(each, day)]:
        return list(kept), (), tuple(_too_late(each) for each in late)
    made, notes = list(kept), []
    for rank, (each, off) in enumerate(zip(kept, given, strict=True)):
        if off:
            notes.append((each.invoice.number, _note(act, each), off))
            made[rank] = billing.invoice_numbered(act.tx.db, each.invoice.number)
    return made, tuple(notes), ()


def given(db: Connection, numbers: Sequence[str]) -> Iterator[tuple[str, str, Decimal]]:
    """Yield the discounts that these invoices were given: invoice, credit note, amount."""
    for number in numbers:
        for note in billing.invoice_numbered(db, number).notes:
            if discounts.is_discount(note.credited):
                yield number, note.number, note.gross


def _note(act: Issuing, kept: KeptInvoice) -> str:
    earlier = [note.credited for note in kept.notes]
    credited = discounts.early_discount(kept.invoice, earlier)
    assert credited is not None  # `granted` asked for it
    reason = discounts.label(kept.invoice.offer)
    return crediting.write(act, kept, credited, reason, act.ctx.act_on()).number


def _late(kept: KeptInvoice, day: date) -> bool:
    last = discounts.last_day(kept.invoice)
    return last is None or day > last


def _too_late(kept: KeptInvoice) -> str:
    last = discounts.last_day(kept.invoice)
    return (
        f"L’escompte de {kept.invoice.number} ({french_amount(discount(kept))}) n’est plus dû : "
        f"il fallait payer au plus tard le {french_date(last or kept.invoice.due_on)}."
    )
