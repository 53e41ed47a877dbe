"""The aged balance: what each customer owes, by how late it is; its sum is the balance of 411."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from comptoir.money import ZERO

BANDS = (0, 30, 60, 90)  # days: not late, up to 30, 60, 90, more


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What is left of one document: negative when it is to be given back."""

    party: str  # C-000123
    due_on: date
    amount: Decimal
    dispute: str = ""  # number of the request that contests it
    doubtful: bool = False  # it stands on 416


@dataclass(slots=True, kw_only=True)
class AgedRow:
    """One customer: what is not late, then late by 1–30, 31–60, 61–90 days, then more."""

    party: str
    dispute: str = ""  # a dispute has a row of its own
    doubtful: bool = False  # so has a doubtful debt
    bands: list[Decimal] = field(default_factory=lambda: [ZERO] * (len(BANDS) + 1))

    @property
    def total(self) -> Decimal:
        return sum(self.bands, ZERO)


def band(due_on: date, today: date) -> int:
    """Return which band a due date falls in.

    >>> [band(date(2026, 11, 24 - late), date(2026, 11, 24)) for late in (0, 1)]
    [0, 1]
    """
    late = (today - due_on).days
    return sum(late > limit for limit in BANDS)


def aged(owed: Iterable[Owed], today: date) -> list[AgedRow]:
    """Add up what is left by customer, dispute and band; those who owe nothing are left out."""
    rows: dict[tuple[str, str, bool], AgedRow] = {}
    for one in owed:
        key = one.party, one.dispute, one.doubtful
        new = AgedRow(party=one.party, dispute=one.dispute, doubtful=one.doubtful)
        row = rows.setdefault(key, new)
        row.bands[band(one.due_on, today)] += one.amount
    return [row for _, row in sorted(rows.items()) if any(row.bands)]
