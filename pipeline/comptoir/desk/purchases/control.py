"""What `ledger check` asks of purchases: entry, what is left to pay, the file received."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection

from comptoir.bookkeeping.purchases import purchase_entry
from comptoir.desk.filing import FOLDER
from comptoir.money import ZERO
from comptoir.readers.files import is_unchanged
from comptoir.store import purchases


def differences(
    db: Connection, var: Path, booked: Mapping[str, Mapping[str, Decimal]] | None
) -> Iterator[tuple[str, str, str]]:
    """Yield what does not hold: the number of a purchase, the code of the rule, what is wrong.

    Args:
        db: the base.
        var: where documents are.
        booked: sums by voucher and account; none where no journal is kept.
    """
    for kept in purchases.purchases(db):
        made = kept.made
        if booked is not None and dict(booked.get(made.number, {})) != _sums(kept):
            yield made.number, "JRN003", "son écriture n’a pas ses montants."
        paid = sum((one.amount for one in purchases.payments_of(db, kept.id)), ZERO)
        if not ZERO <= abs(kept.amount_due) <= made.gross - paid:
            yield made.number, "JRN020", "ce qui reste à payer n’est pas juste."
        if kept.path:
            place = var / FOLDER / kept.path
            if not place.is_file():
                yield made.number, "ARC002", "la pièce reçue n’est plus à sa place."
            elif not is_unchanged(place, kept.sha256):
                yield made.number, "ARC002", "la pièce reçue a changé."


def _sums(kept: purchases.Kept) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for one in purchase_entry(kept.made).postings:
        found[one.account] = found.get(one.account, ZERO) + one.amount
    return found
