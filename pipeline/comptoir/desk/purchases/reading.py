"""`comptoir purchase list` and `show`."""

from dataclasses import dataclass

from comptoir.context import Context
from comptoir.store import purchases, reading
from comptoir.store.purchases import Kept, Paid


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A purchase and what was paid of it."""

    kept: Kept
    paid: tuple[Paid, ...]


def listing(ctx: Context, *, unpaid: bool = False) -> list[Kept]:
    """Return purchases, by due date when only those to pay are asked for."""
    with reading(ctx) as db:
        return purchases.purchases(db, unpaid=unpaid)


def show(ctx: Context, number: str) -> Shown:
    with reading(ctx) as db:
        kept = purchases.numbered(db, number)
        return Shown(kept=kept, paid=tuple(purchases.payments_of(db, kept.id)))
