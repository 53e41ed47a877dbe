"""Calls: what each came to, when the next may be, and what who calls says first and keeps to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from comptoir.dates import french_date, is_working_day
from comptoir.errors.french import unknown
from comptoir.law.canvassing import HOURS, MOST_CALLS, WINDOW
from comptoir.text import fold

# What who calls says first and keeps to (C. conso., art. L221-16, L221-17 and D223-9; from memory).
FIRST_WORDS = (
    "Bonjour, je suis …, de la part de {organisation}. C’est un appel commercial : {purpose}. "
    "Voulez-vous bien m’écouter ?"
)
DUTIES = (
    "Un « non » met fin à l’appel aussitôt. Notez-le « refus » : il vaut opposition.",
    f"Au plus {MOST_CALLS} appels en {WINDOW.days} jours par personne, les absences comprises.",
    "Jamais de numéro masqué.",
    "Une offre faite par téléphone s’écrit ensuite ; elle n’engage que signée.",
    "Bloctel n’existe plus depuis le 11 août 2026 : c’est l’accord prouvé qui permet d’appeler.",
)
DAYS_SHOWN = 3


class Result(StrEnum):
    """What a call came to; its value is the kind of event that the outbox keeps."""

    ANSWERED = "answered"  # heard, whatever the answer to the offer
    NO_ANSWER = "no_answer"
    LATER = "call_back"  # asked to be called another day
    REFUSED = "unsubscribed"  # wants no such call
    WRONG = "hard"  # somebody else's number, or nobody's

    @property
    def french(self) -> str:
        return FRENCH[self]

    @property
    def again(self) -> bool:
        """Whether the person is still to be called."""
        return self in (Result.NO_ANSWER, Result.LATER)


FRENCH = {
    Result.ANSWERED: "joint",
    Result.NO_ANSWER: "absent",
    Result.LATER: "rappeler",
    Result.REFUSED: "refus",
    Result.WRONG: "faux numéro",
}
ENGLISH = {
    "answered": Result.ANSWERED,
    "no answer": Result.NO_ANSWER,
    "later": Result.LATER,
    "refused": Result.REFUSED,
    "wrong": Result.WRONG,
}


def result_named(word: str) -> Result:
    """Return what a word says of a call, in French or in English.

    >>> result_named("Joint"), result_named("no-answer")
    (<Result.ANSWERED: 'answered'>, <Result.NO_ANSWER: 'no_answer'>)

    Raises:
        InputError: it says nothing known.
    """
    said = {fold(french): one for one, french in FRENCH.items()} | ENGLISH
    wanted = fold(word).replace("-", " ").replace("_", " ").strip()
    if wanted not in said:
        known = tuple(FRENCH.values())
        raise unknown(
            "résultat d’appel", word, known, remedy=f"Écrivez l’un de : {', '.join(known)}."
        )
    return said[wanted]


@dataclass(frozen=True, slots=True)
class Opening:
    """A day of canvassing, from now on: its hours."""

    on: date
    hours: tuple[tuple[time, time], ...]

    @property
    def french(self) -> str:
        said = " et ".join(f"de {_hour(start)} à {_hour(end)}" for start, end in self.hours)
        return f"{french_date(self.on, weekday=True)}, {said}"


def _hour(at: time) -> str:
    return f"{at.hour} h {at.minute:02d}" if at.minute else f"{at.hour} h"


def openings(at: datetime, days: int = DAYS_SHOWN) -> tuple[Opening, ...]:
    """Return the next days, and hours, at which a consumer may be called for an offer.

    >>> [one.french for one in openings(datetime(2026, 11, 27, 13, 30), 2)]
    ['vendredi 27 novembre 2026, de 14 h à 20 h', \
'lundi 30 novembre 2026, de 10 h à 13 h et de 14 h à 20 h']
    """
    found: list[Opening] = []
    day, now = at.date(), at.time()
    while len(found) < days:
        left = tuple((max(start, now), end) for start, end in HOURS if now < end)
        if is_working_day(day) and left:
            found.append(Opening(day, left))
        day, now = day + timedelta(days=1), time()
    return tuple(found)


def next_day(calls: Iterable[date], on: date) -> date:
    """Return the first day from this one on which one more call is not one too many.

    >>> next_day(
    ...     [date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 12), date(2026, 11, 20)],
    ...     date(2026, 11, 24),
    ... )
    datetime.date(2026, 12, 2)
    """
    before = sorted(day for day in calls if day <= on)
    return max([on, *_freed(before)])


def _freed(before: list[date]) -> Iterator[date]:
    """Yield the day on which the fourth last call is old enough."""
    if len(before) >= MOST_CALLS:
        yield before[-MOST_CALLS] + WINDOW
