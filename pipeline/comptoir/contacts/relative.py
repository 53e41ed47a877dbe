"""Dates said from today: « 12 months ago », « il y a 12 mois »."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from comptoir.dates import end_of_month
from comptoir.text import fold

_UNITS = {
    "day": "day jour", "week": "week semaine", "month": "month mois moi", "year": "year an annee",
}  # fmt: skip
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_FRENCH = {"day": ("jour", "jours"), "week": ("semaine", "semaines"),
           "month": ("mois", "mois"), "year": ("an", "ans")}  # fmt: skip
_SAID = re.compile(r"(?:(il y a )(\d{1,4}) ([a-z]+)|(\d{1,4}) ([a-z]+) ago)")
OLDEST = {"day": 36_525, "week": 5_200, "month": 1_200, "year": 100}


@dataclass(frozen=True, slots=True)
class Ago:
    """So many days, weeks, months or years before today."""

    count: int
    unit: str  # day | week | month | year

    def on(self, today: date) -> date:
        """Return the day that it is; a month without that day ends sooner.

        >>> Ago(12, "month").on(date(2028, 2, 29)), Ago(2, "week").on(date(2026, 1, 10))
        (datetime.date(2027, 2, 28), datetime.date(2025, 12, 27))
        """
        if self.unit in ("day", "week"):
            return today - timedelta(days=self.count * (7 if self.unit == "week" else 1))
        months = today.year * 12 + today.month - 1
        months -= self.count * (12 if self.unit == "year" else 1)
        first = date(months // 12, months % 12 + 1, 1)
        return first.replace(day=min(today.day, end_of_month(first).day))

    @property
    def french(self) -> str:
        one, many = _FRENCH[self.unit]
        return f"{self.count} {one if self.count < 2 else many}"


def ago(text: str) -> Ago | None:
    """Read a date said from today, or nothing when it is not one.

    >>> ago("12 months ago"), ago("il y a 1 an"), ago("2026-01-01")
    (Ago(count=12, unit='month'), Ago(count=1, unit='year'), None)
    """
    said = fold(text)
    if said in ("today", "aujourd'hui"):
        return Ago(0, "day")
    found = _SAID.fullmatch(said)
    if not found:
        return None
    count, word = int(found[2] or found[4]), found[3] or found[5]
    unit = _UNIT.get(word.rstrip("s")) or _UNIT.get(word)
    return Ago(count, unit) if unit and count <= OLDEST[unit] else None
