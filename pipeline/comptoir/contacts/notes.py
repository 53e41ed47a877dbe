"""A note about a contact: what its words ask for, a day to come back to it and tags."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from comptoir.contacts.keys import search_words
from comptoir.dates import parse_date
from comptoir.errors import InputError
from comptoir.text import fold

LONGEST = 20_000  # characters
_ASKED = r"(?:a )?(?:rappeler|relancer|recontacter|revoir|rappel|relance|suivi)"
_DAY = r"(\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{4}-\d{1,2}-\d{1,2})"
_ON = re.compile(rf"\b{_ASKED}(?: le| du| au|:| :)* {_DAY}")
_WITHIN = re.compile(rf"\b{_ASKED}(?: d'ici| dans|:| :)* (\d{{1,3}}) (jour|semaine|mois)")
_TAG = re.compile(r"(?:^|\s)#([\w-]{2,40})")
_DAYS = {"jour": 1, "semaine": 7, "mois": 30}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note, with what it asks for."""

    text: str
    follow_up_on: date | None = None
    tags: tuple[str, ...] = ()

    @property
    def search(self) -> str:
        """What `contact find` looks in."""
        return " ".join(dict.fromkeys(search_words(self.text)))


def read(text: str, *, today: date) -> Note:
    """Read a note as it was typed.

    >>> note = read("Préfère le matin. À rappeler le 12/12/2026 #accueil", today=date(2026, 11, 24))
    >>> note.follow_up_on, note.tags
    (datetime.date(2026, 12, 12), ('accueil',))
    >>> read("Relancer dans 2 semaines", today=date(2026, 11, 24)).follow_up_on
    datetime.date(2026, 12, 8)

    Raises:
        InputError: it is empty or too long.
    """
    plain = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if not plain:
        raise InputError("cette note est vide.", remedy="Écrivez-la, puis recommencez.")
    if len(plain) > LONGEST:
        raise InputError(
            f"cette note a plus de {LONGEST} caractères.", remedy="Gardez l’essentiel."
        )
    tags = dict.fromkeys(tag.lower() for tag in _TAG.findall(plain))
    return Note(text=plain, follow_up_on=_follow_up(fold(plain), today), tags=tuple(tags))


def _follow_up(words: str, today: date) -> date | None:
    """The day asked for; a day that does not exist asks for nothing."""
    if found := _ON.search(words):
        try:
            return parse_date(found[1])
        except InputError:
            return None
    if found := _WITHIN.search(words):
        return today + timedelta(days=int(found[1]) * _DAYS[found[2]])
    return None
