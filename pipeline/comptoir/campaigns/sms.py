"""A text message: how long it is once encoded, what makes it long, and when it may arrive.

3GPP TS 23.038: 160 characters of the GSM alphabet, or 70 of UCS-2 as soon as one is outside it; a
longer message leaves in parts of 153 or 67, each paid.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum

from comptoir.dates import holidays

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("\f^{}\\[~]|€")  # two places each
# What may stand for a character outside the alphabet; nothing is replaced unless it is asked.
SIMPLER = {
    "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "...",
    "•": "-", "œ": "oe", "Œ": "OE", "ç": "Ç", "\u2011": "-",
}  # fmt: skip
BLANKS = re.compile(r"[^\S\n]+")
OPENS, CLOSES = time(8), time(20)  # custom of operators (LAW, MLG014): no law says so
SUNDAY = 6


class Encoding(Enum):
    """How a message is written: what a part holds alone, and with others."""

    GSM = ("GSM-7", 160, 153)
    UCS2 = ("UCS-2", 70, 67)

    @property
    def label(self) -> str:
        return self.value[0]

    @property
    def alone(self) -> int:
        return self.value[1]

    @property
    def joined(self) -> int:
        return self.value[2]


@dataclass(frozen=True, slots=True)
class Size:
    """How much a message takes."""

    encoding: Encoding
    units: int
    parts: int


def size(text: str) -> Size:
    """Count a message.

    >>> size("Braderie samedi"), size("Fête samedi").parts, size("é" * 161).parts
    (Size(encoding=<Encoding.GSM: ('GSM-7', 160, 153)>, units=15, parts=1), 1, 2)
    """
    encoding = Encoding.UCS2 if outside(text) else Encoding.GSM
    widths = [_width(c, encoding) for c in text]
    units = sum(widths)
    if units <= encoding.alone:
        return Size(encoding, units, 1)
    parts, room = 1, encoding.joined
    for width in widths:  # a character is never cut between two parts
        if width > room:
            parts, room = parts + 1, encoding.joined
        room -= width
    return Size(encoding, units, parts)


def _width(character: str, encoding: Encoding) -> int:
    if encoding is Encoding.GSM:
        return 2 if character in EXTENDED else 1
    return len(character.encode("utf-16-be")) // 2


def outside(text: str) -> tuple[str, ...]:
    """Return the characters outside the GSM alphabet, each once, in their order.

    >>> outside("l’été, ê")
    ('’', 'ê')
    """
    return tuple(dict.fromkeys(c for c in text if c not in BASIC and c not in EXTENDED))


def simplified(text: str) -> str:
    """Write a text with the GSM alphabet alone, as near as it can be read.

    >>> simplified("L’hôtel, « ça » : 5 €")
    'L\\'hotel, " Ça " : 5 €'
    """
    return "".join(c if c in BASIC or c in EXTENDED else _simpler(c) for c in text)


def _simpler(character: str) -> str:
    if character in SIMPLER:
        return SIMPLER[character]
    bare = unicodedata.normalize("NFD", character)[0]
    return bare if bare in BASIC or bare in EXTENDED else "?"


def clean(text: str) -> str:
    """Return a text as telephones show it: ordinary spaces, no empty line.

    >>> clean("Oui\\u202f!\\n\\nÀ samedi ")
    'Oui !\\nÀ samedi'
    """
    lines = (BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def may_arrive(at: datetime) -> bool:
    """Whether a marketing message may arrive at a local moment."""
    rest = at.weekday() == SUNDAY or at.date() in holidays(at.year)
    return not rest and OPENS <= at.time() < CLOSES


def next_moment(at: datetime) -> datetime:
    """Return the first local moment from this one at which a marketing message may arrive.

    >>> next_moment(datetime(2026, 12, 24, 21, 30)).isoformat()
    '2026-12-26T08:00:00'
    """
    while not may_arrive(at):
        day = at.date() if at.time() < OPENS else at.date() + timedelta(days=1)
        at = datetime.combine(day, OPENS, tzinfo=at.tzinfo)
    return at


def last_moment(at: datetime) -> datetime:
    """Return until when, that day, a marketing message may arrive.

    >>> last_moment(datetime(2026, 11, 24, 9, 30)).isoformat()
    '2026-11-24T20:00:00'
    """
    return datetime.combine(at.date(), CLOSES, tzinfo=at.tzinfo)
