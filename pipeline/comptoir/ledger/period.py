"""A span of the books: a month, a quarter, or a fiscal year; and which comes after which."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from comptoir.dates import end_of_month, french_month
from comptoir.errors import InputError
from comptoir.ledger.fiscal_year import FiscalYear


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days of the books, both included."""

    starts: date
    ends: date
    name: str  # 2026-03, 2026-T1, or that of a fiscal year

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        starts = date(year, month, 1)
        return cls(starts, end_of_month(starts), f"{year}-{month:02d}")

    @classmethod
    def quarter(cls, year: int, number: int) -> "Period":
        first, last = cls.month(year, 3 * number - 2), cls.month(year, 3 * number)
        return cls(first.starts, last.ends, f"{year}-T{number}")

    @classmethod
    def of_year(cls, year: FiscalYear) -> "Period":
        return cls(year.starts, year.ends, year.name)

    @property
    def french(self) -> str:
        """
        >>> Period.month(2026, 3).french, Period.quarter(2026, 1).french
        ('mars 2026', '1er trimestre 2026')
        """
        if re.fullmatch(r"\d{4}-\d{2}", self.name):
            return french_month(self.starts)
        if quarter := re.fullmatch(r"(\d{4})-T(\d)", self.name):
            return f"{'1er' if quarter[2] == '1' else quarter[2] + 'e'} trimestre {quarter[1]}"
        return f"exercice {self.name}"

    @property
    def of(self) -> str:
        """The period after « de », as it is said.

        >>> Period.month(2026, 10).of, Period.quarter(2026, 2).of
        ('d’octobre 2026', 'du 2e trimestre 2026')
        """
        said = self.french
        if said[0] in "ao":
            return f"d’{said}"
        if said.startswith("exercice"):
            return f"de l’{said}"
        return f"du {said}" if said[0].isdigit() else f"de {said}"

    def __contains__(self, day: date) -> bool:
        return self.starts <= day <= self.ends


def parse_period(text: str) -> Period:
    """Read a month or a quarter: 2026-03, 03/2026, 2026-T1.

    >>> parse_period("03/2026").name, parse_period("2026-t2").name
    ('2026-03', '2026-T2')
    """
    plain = text.strip().upper()
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})", plain)
    french = re.fullmatch(r"(\d{1,2})/(\d{4})", plain)
    quarter = re.fullmatch(r"(\d{4})-?[TQ]([1-4])", plain)
    if quarter:
        return Period.quarter(int(quarter[1]), int(quarter[2]))
    year, month = (iso[1], iso[2]) if iso else (french[2], french[1]) if french else ("0", "0")
    if int(year) and 1 <= int(month) <= 12:
        return Period.month(int(year), int(month))
    raise InputError(
        "ce n’est pas une période.",
        remedy="Écrivez un mois comme 2026-03, un trimestre comme 2026-T1.",
        value=text,
    )


def months(starts: date, ends: date) -> Iterator[Period]:
    """Yield the months from that of a day to that of another.

    >>> [one.name for one in months(date(2025, 12, 31), date(2026, 1, 1))]
    ['2025-12', '2026-01']
    """
    day = starts.replace(day=1)
    while day <= ends:
        one = Period.month(day.year, day.month)
        yield one
        day = one.ends + timedelta(days=1)
