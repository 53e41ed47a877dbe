"""Events that come back: « first saturday », « every 2 weeks », until a day, some days excepted."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from comptoir.dates import DAYS, end_of_month
from comptoir.text import fold

RANKS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1,
    "premier": 1, "deuxieme": 2, "troisieme": 3, "quatrieme": 4, "dernier": -1,
}  # fmt: skip
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKDAYS = {name: day for names in (WEEK, DAYS) for day, name in enumerate(names)}
FRENCH_RANKS = {1: "premier", 2: "deuxième", 3: "troisième", 4: "quatrième", -1: "dernier"}
MOST = 400  # days that one page may stand for
_WEEKLY = re.compile(r"(?:every|chaque|toutes? les) (?:(?P<every>\d{1,2}) )?(?:weeks?|semaines?)")


@dataclass(frozen=True, slots=True)
class Repetition:
    """A day of the week, each month by its rank or each so many weeks."""

    rank: int = 0  # of the weekday in its month; 0: by weeks
    weekday: int = 0  # Monday is 0
    weeks: int = 0

    def days(self, first: date, until: date) -> Iterator[date]:
        """
        >>> saturdays = parse_repetition("first saturday")
        >>> [f"{day:%d/%m}" for day in saturdays.days(date(2026, 10, 3), date(2026, 12, 31))]
        ['03/10', '07/11', '05/12']
        """
        if self.weeks:
            day = first
            while day <= until:
                yield day
                day += timedelta(weeks=self.weeks)
            return
        month = first.replace(day=1)
        while month <= until:
            day = self._in_month(month)
            if first <= day <= until:
                yield day
            month = end_of_month(month) + timedelta(days=1)

    def _in_month(self, month: date) -> date:
        if self.rank < 0:
            last = end_of_month(month)
            return last - timedelta(days=(last.weekday() - self.weekday) % 7)
        ahead = (self.weekday - month.weekday()) % 7
        return month + timedelta(days=ahead + 7 * (self.rank - 1))

    def rule(self) -> dict[str, object]:
        """Return the RRULE of iCalendar, without its end.

        >>> parse_repetition("dernier vendredi").rule()
        {'FREQ': 'MONTHLY', 'BYDAY': '-1FR'}
        """
        if self.weeks:
            return {"FREQ": "WEEKLY", "INTERVAL": self.weeks}
        return {"FREQ": "MONTHLY", "BYDAY": f"{self.rank}{CODES[self.weekday]}"}

    def french(self) -> str:
        """
        >>> parse_repetition("first saturday").french(), parse_repetition("every 2 weeks").french()
        ('le premier samedi du mois', 'toutes les 2 semaines')
        """
        if self.weeks == 1:
            return "chaque semaine"
        if self.weeks:
            return f"toutes les {self.weeks} semaines"
        return f"le {FRENCH_RANKS[self.rank]} {DAYS[self.weekday]} du mois"


def parse_repetition(text: str) -> Repetition:
    """Read what an editor wrote.

    Raises:
        ValueError: it is none of what is known, said in French.
    """
    words = fold(text).removeprefix("le ").removeprefix("the ").removesuffix(" du mois")
    if weekly := _WEEKLY.fullmatch(words):
        return Repetition(weeks=int(weekly["every"] or 1) or 1)
    rank, _, day = words.partition(" ")
    if rank in RANKS and day in WEEKDAYS:
        return Repetition(rank=RANKS[rank], weekday=WEEKDAYS[day])
    raise ValueError(
        "une répétition est attendue, comme first saturday, last friday ou every 2 weeks"
    )


def occurrences(
    repetition: Repetition, *, first: date, until: date, excepted: Collection[date] = ()
) -> list[date]:
    """Return the days on which an event is held.

    Raises:
        ValueError: the first day, or one that is excepted, is not one of its days.
    """
    days = list(repetition.days(first, until))
    if not days or days[0] != first:
        raise ValueError(f"starts ne tombe pas {repetition.french()}")
    if len(days) > MOST:
        raise ValueError(f"cette répétition donne plus de {MOST} dates : rapprochez until")
    if stray := sorted(set(excepted) - set(days)):
        raise ValueError(f"le {stray[0].isoformat()} n’est pas l’une de ses dates (clé except)")
    held = [day for day in days if day not in excepted]
    if not held:
        raise ValueError("toutes les dates sont exceptées")
    return held
