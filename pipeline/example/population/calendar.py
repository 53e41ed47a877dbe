"""Days on which the association takes money, and how people pay on each of them.

Nothing in August, on Sundays, on public holidays, nor from 24 December to 3 January.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from random import Random

from comptoir.dates import holidays

# Open on Wednesdays, Fridays and Saturdays; cheques and transfers come on other days too.
DESK_DAYS = (2, 4, 5)
MEANS = ("espèces", "chèque", "carte", "virement")
WEEKDAY_WEIGHT = (0.7, 0.7, 3.0, 0.7, 2.0, 3.0, 0.0)
FIRST_SATURDAY_WEIGHT = 7.0  # repair café
FORUM_WEIGHT = 11.0  # the fair of associations, first Saturday of September


def is_open(day: date) -> bool:
    """
    >>> is_open(date(2026, 11, 11)), is_open(date(2026, 8, 5)), is_open(date(2026, 11, 7))
    (False, False, True)
    """
    if day.month == 8 or (day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 3):
        return False
    return day.weekday() != 6 and day not in holidays(day.year)


def paid_by(rng: Random, shares: Sequence[int], day: date) -> str:
    """Cash and cards need the desk to be open; cheques and transfers come on other days."""
    if day.weekday() not in DESK_DAYS:
        shares = (0, shares[1], 0, shares[3])
    return rng.choices(MEANS, shares)[0]


def next_open(day: date) -> date:
    while not is_open(day):
        day += timedelta(days=1)
    return day


def weight(day: date) -> float:
    """How likely somebody is to pay on that day."""
    if not is_open(day):
        return 0.0
    if day.weekday() == 5 and day.day <= 7:
        return FORUM_WEIGHT if day.month == 9 else FIRST_SATURDAY_WEIGHT
    return WEEKDAY_WEIGHT[day.weekday()]


@cache
def _days(start: date, end: date) -> tuple[date, ...]:
    return tuple(start + timedelta(days=n) for n in range((end - start).days + 1))


class Season:
    """Draws days between two dates, by month weights (month → how busy)."""

    def __init__(self, start: date, end: date, months: Mapping[int, float]) -> None:
        self.days = [day for day in _days(start, end) if is_open(day)]
        self.weights = [weight(day) * months.get(day.month, 0.0) for day in self.days]

    def day(self, rng: Random) -> date:
        return rng.choices(self.days, self.weights)[0]
