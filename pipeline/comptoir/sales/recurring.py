"""A sale that comes back: what is invoiced each month, quarter or year, and for which days."""

import calendar
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from comptoir.dates import french_date
from comptoir.errors import RefusedError
from comptoir.sales.documents import Offer

SERIES = "AB"
EVERY = {1: "chaque mois", 3: "chaque trimestre", 6: "chaque semestre", 12: "chaque année"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One period that is invoiced."""

    starts: date
    ends: date

    @property
    def french(self) -> str:
        return f"du {french_date(self.starts)} au {french_date(self.ends)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring:
    """What is invoiced at the start of each period, until it ends (« abonnement »)."""

    number: str  # AB-2026-0001
    customer: str  # C-000123
    offer: Offer  # its buyer is filled in when a period is invoiced
    every: int  # months
    starts: date
    ends: date | None = None

    def __post_init__(self) -> None:
        if self.ends and self.ends < self.starts:
            raise RefusedError(
                "Cet abonnement finirait avant de commencer.", remedy="Vérifiez ses dates."
            )

    def terms(self, until: date) -> Iterator[Term]:
        """Yield the periods that start up to a day, oldest first."""
        rank = 0
        while True:
            starts = months_after(self.starts, rank * self.every)
            if starts > until or (self.ends and starts > self.ends):
                return
            rank += 1
            ends = months_after(self.starts, rank * self.every) - timedelta(days=1)
            yield Term(starts=starts, ends=min(ends, self.ends) if self.ends else ends)

    def due(self, today: date, done: Collection[date]) -> list[Term]:
        """Return the periods that have started and were not invoiced."""
        return [term for term in self.terms(today) if term.starts not in done]

    def next_on(self, done: Collection[date]) -> date | None:
        """Return the day of the next period to invoice; nothing once it has ended."""
        far = months_after(self.starts, (len(done) + 1) * self.every)
        return next((term.starts for term in self.terms(far) if term.starts not in done), None)


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last one of a shorter month.

    >>> months_after(date(2026, 11, 30), 3), months_after(date(2026, 1, 31), 2)
    (datetime.date(2027, 2, 28), datetime.date(2026, 3, 31))
    """
    rank = day.year * 12 + day.month - 1 + months
    year, month = divmod(rank, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
