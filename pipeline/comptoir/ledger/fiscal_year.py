"""Twelve months of books, from the first of a month."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """A fiscal year, named by the calendar year in which it starts.

    >>> FiscalYear.of(date(2026, 11, 24), start_month=9)
    FiscalYear(starts=datetime.date(2026, 9, 1), ends=datetime.date(2027, 8, 31))
    """

    starts: date
    ends: date

    @classmethod
    def of(cls, day: date, *, start_month: int = 1) -> "FiscalYear":
        year = day.year if day.month >= start_month else day.year - 1
        return cls.starting(year, start_month=start_month)

    @classmethod
    def starting(cls, year: int, *, start_month: int = 1) -> "FiscalYear":
        starts = date(year, start_month, 1)
        return cls(starts, date(year + 1, start_month, 1) - timedelta(days=1))

    @property
    def year(self) -> int:
        return self.starts.year

    @property
    def name(self) -> str:
        """
        >>> FiscalYear.starting(2026, start_month=9).name, FiscalYear.starting(2026).name
        ('2026-2027', '2026')
        """
        if self.starts.year == self.ends.year:
            return str(self.year)
        return f"{self.starts.year}-{self.ends.year}"

    def __contains__(self, day: date) -> bool:
        return self.starts <= day <= self.ends
