"""The agenda month by month, as weeks of seven days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from comptoir.dates import MONTHS, end_of_month
from comptoir.website.occurrences import Occurrence


@dataclass(frozen=True, slots=True)
class Day:
    """A square of the month; outside it, empty."""

    on: date
    inside: bool
    held: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """One page of the calendar."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    count: int

    @property
    def name(self) -> str:
        return f"{MONTHS[self.first.month - 1].capitalize()} {self.first.year}"

    @property
    def url(self) -> str:
        return f"/agenda/mois/{self.first:%Y-%m}/"


def months_of(moments: Iterable[Occurrence]) -> list[Month]:
    """Return every month in which something is held, in time.

    >>> months_of([])
    []
    """
    by_day: dict[date, list[Occurrence]] = {}
    for moment in moments:
        day, last = moment.starts.date(), moment.ends.date()
        while day <= last:
            by_day.setdefault(day, []).append(moment)
            day += timedelta(days=1)
    return [
        Month(first, _weeks(first, by_day), sum(len(h) for d, h in by_day.items() if _in(d, first)))
        for first in sorted({day.replace(day=1) for day in by_day})
    ]


def _in(day: date, first: date) -> bool:
    return (day.year, day.month) == (first.year, first.month)


def _weeks(first: date, by_day: dict[date, list[Occurrence]]) -> tuple[tuple[Day, ...], ...]:
    monday = first - timedelta(days=first.weekday())
    weeks = []
    while monday <= end_of_month(first):
        days = (monday + timedelta(days=number) for number in range(7))
        weeks.append(tuple(Day(day, _in(day, first), _held(day, first, by_day)) for day in days))
        monday += timedelta(weeks=1)
    return tuple(weeks)


def _held(day: date, first: date, by_day: dict[date, list[Occurrence]]) -> tuple[Occurrence, ...]:
    return tuple(by_day.get(day, ())) if _in(day, first) else ()


def around(months: Sequence[Month], month: Month) -> tuple[Month | None, Month | None]:
    """Return the month of the agenda before this one, and the one after."""
    place = months.index(month)
    after = months[place + 1] if place + 1 < len(months) else None
    return (months[place - 1] if place else None), after
