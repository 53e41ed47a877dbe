"""When the word « soldes » may be used (Code de commerce, art. L310-3 and D310-15-2).

Winter: from the second Wednesday of January, or the first one when the second falls after the 12th.
Summer: from the last Wednesday of June, or the one before when the last falls after the 28th. Four
weeks each. Some departments (frontiers, seaside, overseas) have dates of their own, which are not
computed here. From memory: to be read again on Légifrance.
"""

from dataclasses import dataclass
from datetime import date, timedelta

SOURCE = "Code de commerce, art. L310-3 et D310-15-2"
VERIFIED = False
WEDNESDAY = 2
WEEKS = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class Period:
    """Days of sales, both included."""

    starts: date
    ends: date

    def __contains__(self, day: date) -> bool:
        return self.starts <= day <= self.ends


def periods(year: int) -> tuple[Period, Period]:
    """Return the winter and the summer sales of a year, outside the departments with other dates.

    >>> [(p.starts.isoformat(), p.ends.isoformat()) for p in periods(2027)]
    [('2027-01-06', '2027-02-02'), ('2027-06-23', '2027-07-20')]
    """
    return _of(_winter(year)), _of(_summer(year))


def next_after(day: date) -> Period:
    """Return the sales that run or come next."""
    coming = (*periods(day.year), *periods(day.year + 1))
    return next(period for period in coming if period.ends >= day)


def _of(start: date) -> Period:
    return Period(start, start + WEEKS - timedelta(days=1))


def _winter(year: int) -> date:
    first = date(year, 1, 1)
    first += timedelta(days=(WEDNESDAY - first.weekday()) % 7)
    second = first + timedelta(weeks=1)
    return second if second.day <= 12 else first


def _summer(year: int) -> date:
    last = date(year, 6, 30)
    last -= timedelta(days=(last.weekday() - WEDNESDAY) % 7)
    return last if last.day <= 28 else last - timedelta(weeks=1)
