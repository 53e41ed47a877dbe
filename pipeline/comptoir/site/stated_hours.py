"""The opening hours that a text states: which ranges on which weekday."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from comptoir.dates import DAYS
from comptoir.site.wording import folded

Range = tuple[int, int]  # minutes since midnight

_HOUR = r"(?P<{0}h>[01]?\d|2[0-4])"
_MARK = r" ?(?:h(?:eures?)?|:) ?(?P<{0}m>[0-5]\d)?(?!\d)"
_WORD = r"(?P<{0}w>midi|minuit)"
_FROM = f"(?:{_HOUR}(?:{_MARK})?|{_WORD})".format("a")
_TO = f"(?:{_HOUR}{_MARK}|{_WORD})".format("b")
_RANGE = rf"\b{_FROM} ?(?:-|/|a|jusqu'a) ?{_TO}"
_DAY = "|".join(DAYS)
_TOKEN = re.compile(
    rf"(?P<days>\b(?P<first>{_DAY})s? ?(?:-|au|a) ?(?P<last>{_DAY})s?\b)|\b(?P<day>{_DAY})s?\b"
    rf"|(?P<range>{_RANGE})|\b(?P<closed>fermee?s?)\b"
)
# a day with a date or a rank is one day, not every week; a season has hours of its own
_APART = re.compile(
    rf"\b(?:{_DAY})s? (?:1er|\d\d?)(?![\d:]| ?h| ?(?:-|a) ?\d)"
    rf"|\b(?:premiers?|deuxiemes?|troisiemes?|derniers?|1ers?) (?:{_DAY})"
    r"|\b(?:sur deux|exceptionnel\w*|sauf|semaines? (?:im)?paires?|feries?|vacances|ete|hiver|"
    r"printemps|automne|saison|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|"
    r"novembre|decembre|noel|rendez-vous|telephone|telephonique|permanence)\b"
)
_OPENING = re.compile(r"\b(?:horaires?|heures?|jours?|ouverture|ouvert)\b")
_OTHER = re.compile(
    r"\b(?:cours|stages?|seances?|messes?|visites?|entrainements?|permanences?|telephon\w*|trains?|"
    r"bus|activites?|repetitions?|ateliers de|creneaux|ete|hiver|vacances|noel|exceptionnel\w*)\b"
)
_WE_OPEN = re.compile(
    r"\bnous (?:sommes ouverte?s?|ouvrons|(?:vous )?accueillons)\b"
    r"|\b(?:l'association|l'atelier|l'accueil|l'agence|la boutique|le magasin|la mairie|le bureau|"
    r"le secretariat|le siege|l'etude|le cabinet|nos bureaux|notre accueil|notre boutique) "
    r"(?:est|sont) (?:ouverte?s?|fermee?s?)\b|\bheures? d'ouverture ?:|\bhoraires ?:"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a text says of one weekday; no range says that it is closed."""

    day: int  # 1 is Monday
    ranges: tuple[Range, ...]


@lru_cache(maxsize=4096)  # what a template repeats is read once
def about_opening(heading: str, plain: str) -> bool:
    """Say whether a folded text tells when the organisation is open, week after week."""
    title = folded(heading)
    under = bool(_OPENING.search(title)) and not _OTHER.search(title)
    return (under or bool(_WE_OPEN.search(plain))) and not _APART.search(plain)


@lru_cache(maxsize=4096)
def stated(plain: str) -> tuple[Stated, ...]:
    """Return what a folded text says of each weekday.

    >>> [
    ...     (s.day, s.ranges)
    ...     for s in stated("mercredi et vendredi de 14 h a 18 h 30, ferme le lundi")
    ... ]
    [(3, ((840, 1110),)), (5, ((840, 1110),)), (1, ())]
    """
    return tuple(_stated(plain))


def _stated(plain: str) -> Iterator[Stated]:
    days: list[int] = []
    ranges: list[Range] = []
    shut = False
    for found in _TOKEN.finditer(plain):
        if found["range"]:
            if days or not shut:
                ranges.append(_range(found))
        elif found["closed"]:
            yield from _said(days, ranges)
            if days and not ranges:
                yield from (Stated(day, ()) for day in days)
            else:
                shut = True
            days, ranges = [], []
        else:
            named = _days(found)
            if shut:
                yield from (Stated(day, ()) for day in named)
                continue
            if ranges and days:
                yield from _said(days, ranges)
                days, ranges = [], []
            days += named
        if found["range"]:
            shut = False
    yield from _said(days, ranges)


def _said(days: Iterable[int], ranges: list[Range]) -> Iterator[Stated]:
    if ranges:
        yield from (Stated(day, tuple(ranges)) for day in days)


def _days(found: re.Match[str]) -> list[int]:
    if found["day"]:
        return [DAYS.index(found["day"]) + 1]
    first, last = DAYS.index(found["first"]) + 1, DAYS.index(found["last"]) + 1
    return list(range(first, last + 1))


def ranges_in(text: str) -> list[Range]:
    """Return the ranges of hours in a text.

    >>> ranges_in("et de 14 h à 17 h 30 les premiers samedis du mois")
    [(840, 1050)]
    """
    return [_range(found) for found in re.finditer(_RANGE, folded(text))]


def _range(found: re.Match[str]) -> Range:
    return _minutes(found, "a"), _minutes(found, "b")


def _minutes(found: re.Match[str], side: str) -> int:
    if word := found[f"{side}w"]:
        return 12 * 60 if word == "midi" else 24 * 60
    return int(found[f"{side}h"]) * 60 + int(found[f"{side}m"] or 0)
