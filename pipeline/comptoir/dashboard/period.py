"""The days that a dashboard measures, and those it compares them with."""

from dataclasses import dataclass
from datetime import date, timedelta

from comptoir.ledger import FiscalYear


@dataclass(frozen=True, slots=True)
class Period:
    """The days that are measured: a fiscal year, up to today when it is not over."""

    starts: date
    ends: date

    @classmethod
    def of(cls, year: FiscalYear, today: date) -> "Period":
        return cls(year.starts, max(year.starts, min(year.ends, today)))

    @property
    def before(self) -> "Period":
        """The same days, one year earlier."""
        return Period(_a_year_before(self.starts), _a_year_before(self.ends))

    def months(self) -> list[tuple[int, int]]:
        """Return the months of the period, as (year, month)."""
        found, day = [], self.starts.replace(day=1)
        while day <= self.ends:
            found.append((day.year, day.month))
            day = (day + timedelta(days=32)).replace(day=1)
        return found


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
