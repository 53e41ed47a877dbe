"""French typography of what is published: spaces, apostrophes, hours, dates, amounts."""

import re
from datetime import date, datetime
from functools import lru_cache

from comptoir.dates import DAYS, MONTHS, french_date
from comptoir.text import NBSP, NNBSP, french_spaces

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_THOUSANDS = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?:[^0-9]|$))")
_UNIT = re.compile(r"(?<=[0-9]) (?=(?:h|km|m|cm|mm|kg|g|l|min|ans?|places?|pages?)\b)")
_HOUR = re.compile(rf"(?<=[0-9]h|{NBSP}h) (?=[0-9]{{2}}\b)")
_ANY = re.compile(r"[0-9'«;!?%:»€]")  # without any, nothing changes


@lru_cache(8192)
def french(text: str) -> str:
    """Return a title or a few words with French spaces: the same are asked for again and again.

    >>> french("L'atelier ouvre à 14 h : 8 000 € !").replace("\\xa0", "~").replace("\\u202f", "_")
    'L’atelier ouvre à 14~h~: 8_000~€_!'
    """
    return french_prose(text)


def french_prose(text: str) -> str:
    """Return a part of a text with French spaces."""
    if not _ANY.search(text):
        return text
    text = _APOSTROPHE.sub("’", text)
    text = _UNIT.sub(NBSP, _THOUSANDS.sub(NNBSP, text))
    return french_spaces(_HOUR.sub(NBSP, text))


def hour(moment: datetime | str) -> str:
    """
    >>> hour("14:00").replace("\\xa0", " "), hour("17:30").replace("\\xa0", " ")
    ('14 h', '17 h 30')
    """
    written = moment if isinstance(moment, str) else f"{moment:%H:%M}"
    hours, minutes = written.split(":")[:2]
    return f"{int(hours)}{NBSP}h" + ("" if minutes == "00" else f"{NBSP}{minutes}")


def hours(starts: datetime, ends: datetime) -> str:
    """Say when something starts and ends, on one day or several."""
    if starts.date() == ends.date():
        return f"de {hour(starts)} à {hour(ends)}"
    return f"à {hour(starts)}, jusqu’au {french_date(ends.date(), weekday=True)} à {hour(ends)}"


def weekday(day: int) -> str:
    """
    >>> weekday(3)
    'mercredi'
    """
    return DAYS[day - 1]


def month_short(day: date) -> str:
    """
    >>> month_short(date(2026, 12, 1)), month_short(date(2026, 6, 1))
    ('déc.', 'juin')
    """
    name = MONTHS[day.month - 1]
    short = {"juillet": "juil.", "janvier": "janv.", "septembre": "sept.", "février": "févr."}
    return short.get(name) or (name if len(name) <= 4 else f"{name[:3]}.")
