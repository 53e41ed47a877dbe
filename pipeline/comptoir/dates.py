"""Dates as French people write them, working days and public holidays."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from comptoir.errors import InputError

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def french_date(day: date, *, weekday: bool = False) -> str:
    """
    >>> french_date(date(2026, 12, 1)), french_date(date(2026, 12, 12), weekday=True)
    ('1er décembre 2026', 'samedi 12 décembre 2026')
    """
    number = "1er" if day.day == 1 else str(day.day)
    written = f"{number} {MONTHS[day.month - 1]} {day.year}"
    return f"{DAYS[day.weekday()]} {written}" if weekday else written


def french_month(day: date) -> str:
    """
    >>> french_month(date(2026, 3, 31))
    'mars 2026'
    """
    return f"{MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """
    >>> short_date(date(2026, 3, 31))
    '31/03/2026'
    """
    return f"{day:%d/%m/%Y}"


def parse_date(text: str) -> date:
    """Read 2026-03-31 or 31/03/2026; anything else is refused rather than guessed.

    >>> parse_date("31/03/2026")
    datetime.date(2026, 3, 31)
    """
    plain = text.strip()
    french = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", plain)
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", plain)
    try:
        if french:
            return date(int(french[3]), int(french[2]), int(french[1]))
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError:
        pass
    raise InputError(
        "ce n’est pas une date.", remedy="Écrivez-la comme 2026-03-31 ou 31/03/2026.", value=text
    )


def easter(year: int) -> date:
    """Sunday of Easter, Gregorian calendar (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> frozenset[date]:
    """Public holidays of metropolitan France (Code du travail, art. L3133-1)."""
    sunday = easter(year)
    fixed = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
    moving = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday
    return frozenset(
        [date(year, month, day) for month, day in fixed]
        + [sunday + timedelta(days=days) for days in moving]
    )


def is_working_day(day: date) -> bool:
    """Monday to Friday, public holidays excepted.

    >>> is_working_day(date(2026, 5, 14))  # Ascension
    False
    """
    return day.weekday() < 5 and day not in holidays(day.year)


# Days of some places beside those of all (Code du travail, art. L3134-13 and L3422-2): month, day.
LOCAL_HOLIDAYS: Mapping[str, tuple[tuple[int, int], ...]] = {
    "metropole": (),
    "alsace-moselle": ((12, 26),),  # and Good Friday
    "guadeloupe": ((5, 27),),
    "guyane": ((6, 10),),
    "martinique": ((5, 22),),
    "mayotte": ((4, 27),),
    "reunion": ((12, 20),),
}


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The working days of a house: Monday to Friday, without public holidays nor its closures."""

    closures: tuple[tuple[date, date], ...] = ()  # first and last day of each
    place: str = "metropole"

    def works(self, day: date) -> bool:
        """
        >>> WorkingDays(place="alsace-moselle").works(date(2026, 4, 3))  # Good Friday
        False
        """
        local = (day.month, day.day) in LOCAL_HOLIDAYS[self.place]
        if self.place == "alsace-moselle":
            local = local or day == easter(day.year) - timedelta(days=2)
        closed = any(first <= day <= last for first, last in self.closures)
        return is_working_day(day) and not local and not closed

    def after(self, day: date, count: int) -> date:
        """Return the day that so many working days lead to; that day itself is not counted.

        >>> WorkingDays().after(date(2026, 12, 24), 1)  # a Thursday before Christmas
        datetime.date(2026, 12, 28)
        """
        while count > 0:
            day += timedelta(days=1)
            count -= self.works(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Count the working days after a day, up to another.

        >>> WorkingDays().between(date(2026, 11, 24), date(2026, 11, 30))
        4
        """
        days = (end - start).days
        return sum(self.works(start + timedelta(days=n)) for n in range(1, days + 1))


def working_day_from(day: date) -> date:
    """Return this day, or the first working day after it.

    >>> working_day_from(date(2026, 12, 5))
    datetime.date(2026, 12, 7)
    """
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def end_of_month(day: date) -> date:
    """
    >>> end_of_month(date(2028, 2, 3))
    datetime.date(2028, 2, 29)
    """
    following = day.replace(day=28) + timedelta(days=4)
    return following - timedelta(days=following.day)


def age_on(born: date, today: date) -> int:
    """
    >>> age_on(date(2010, 11, 25), date(2026, 11, 24))
    15
    """
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
