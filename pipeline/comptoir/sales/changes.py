"""What separates an order from the quote that it came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from comptoir.sales.documents import Offer
from comptoir.sales.lines import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A line that is not the same on both sides; `None` where it is absent."""

    name: str
    sku: str
    before: Line | None
    after: Line | None


def changes(before: Offer, after: Offer) -> list[Change]:
    """Return the lines that were added, removed, or changed in quantity, price or rate."""
    return list(_changes(_keyed(before), _keyed(after)))


def _changes(
    old: dict[tuple[str, int], Line], new: dict[tuple[str, int], Line]
) -> Iterator[Change]:
    for key in [*old, *(key for key in new if key not in old)]:
        was, now = old.get(key), new.get(key)
        if was != now:
            either = now or was
            assert either is not None
            yield Change(name=either.name, sku=either.sku, before=was, after=now)


def _keyed(offer: Offer) -> dict[tuple[str, int], Line]:
    """Key each line by what it sells, and by its turn when that comes more than once."""
    found: dict[tuple[str, int], Line] = {}
    for line in offer.lines:
        what = line.sku or line.name
        turn = sum(1 for known, _ in found if known == what)
        found[what, turn] = line
    return found


def delta(before: Offer, after: Offer) -> Decimal:
    """Return how much more the order asks than the quote, gross."""
    return after.totals.gross - before.totals.gross
