"""Dates said from today: « 12 months ago », « dans 3 semaines », « début de l’année »."""

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
_NEAR = {"today": 0, "aujourd'hui": 0, "yesterday": 1, "hier": 1, "tomorrow": -1, "demain": -1}
_STARTS = {"week": "début de la semaine", "month": "début du mois", "year": "début de l’année"}
_START = re.compile(
    r"(?:start of (this|last) (week|month|year)|debut (?:de l'|de la |du )(\w+)( derniere?)?)"
)
_AHEAD = re.compile(r"(?:dans|in) (\d{1,4}) ([a-z]+)")
_SAID = re.compile(r"(?:(il y a )(\d{1,4}) ([a-z]+)|(\d{1,4}) ([a-z]+) ago)")
OLDEST = {"day": 36_525, "week": 5_200, "month": 1_200, "year": 100}


@dataclass(frozen=True, slots=True)
class Ago:
    """So many days, weeks, months or years before today; after it when negative."""

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
        return f"{abs(self.count)} {one if abs(self.count) < 2 else many}"


@dataclass(frozen=True, slots=True)
class StartOf:
    """The first day of this week, month or year, or of the one before."""

    unit: str  # week | month | year
    last: bool = False

    def on(self, today: date) -> date:
        """Return the day that it is.

        >>> StartOf("year").on(date(2026, 11, 24)), StartOf("month", True).on(date(2026, 1, 10))
        (datetime.date(2026, 1, 1), datetime.date(2025, 12, 1))
        """
        if self.unit == "week":
            return today - timedelta(days=today.weekday() + 7 * self.last)
        if self.unit == "year":
            return date(today.year - self.last, 1, 1)
        return Ago(int(self.last), "month").on(today.replace(day=1))

    @property
    def french(self) -> str:
        if not self.last:
            return _STARTS[self.unit]
        return f"{_STARTS[self.unit]} {'dernier' if self.unit == 'month' else 'dernière'}"


Relative = Ago | StartOf


def relative(text: str) -> Relative | None:
    """Read a date said from today, or nothing when it is not one.

    >>> relative("12 months ago"), relative("il y a 1 an"), relative("2026-01-01")
    (Ago(count=12, unit='month'), Ago(count=1, unit='year'), None)
    >>> relative("dans 3 semaines"), relative("début de l’année dernière")
    (Ago(count=-3, unit='week'), StartOf(unit='year', last=True))
    """
    said = " ".join(fold(text).replace("’", "'").split())
    if said in _NEAR:
        return Ago(_NEAR[said], "day")
    if start := _START.fullmatch(said):
        unit = start[2] or _UNIT.get(start[3]) or ""
        last = start[1] == "last" or bool(start[4])
        return StartOf(unit, last) if unit in _STARTS else None
    if found := _SAID.fullmatch(said):
        return _ago(int(found[2] or found[4]), found[3] or found[5], 1)
    if found := _AHEAD.fullmatch(said):
        return _ago(int(found[1]), found[2], -1)
    return None


def _ago(count: int, word: str, way: int) -> Ago | None:
    unit = _UNIT.get(word.rstrip("s")) or _UNIT.get(word)
    return Ago(way * count, unit) if unit and count <= OLDEST[unit] else None
