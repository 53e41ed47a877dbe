"""Requests by motive: how many, how fast, how many promises were kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from comptoir.dates import WorkingDays
from comptoir.requests.model import OPEN, Kind, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One kind and motive; the last row is all of them."""

    kind: Kind | None
    motive: str
    count: int
    open: int
    late: int
    answered: int
    days: Decimal | None  # working days that an answer took, on average, to a tenth
    promised: int  # answers that had a promised day
    kept: int  # of those, in time


def by_motive(requests: Iterable[Request], days: WorkingDays, today: date) -> list[Row]:
    """Return a row for each kind and motive, then the total."""
    every = list(requests)
    groups: dict[tuple[Kind, str], list[Request]] = {}
    for one in every:
        groups.setdefault((one.kind, one.motive), []).append(one)
    rows = [
        _row(kind, motive, some, days, today) for (kind, motive), some in sorted(groups.items())
    ]
    return [*rows, _row(None, "", every, days, today)] if every else []


def _row(
    kind: Kind | None, motive: str, some: list[Request], days: WorkingDays, today: date
) -> Row:
    taken = [count for one in some if (count := one.days_taken(days)) is not None]
    kept = [one.kept for one in some if one.kept is not None]
    mean = Decimal(sum(taken)) / len(taken) if taken else None
    return Row(
        kind=kind,
        motive=motive,
        count=len(some),
        open=sum(one.state in OPEN for one in some),
        late=sum(one.late(today) for one in some),
        answered=len(taken),
        days=None if mean is None else mean.quantize(Decimal("0.1"), ROUND_HALF_UP),
        promised=len(kept),
        kept=sum(kept),
    )
