"""Where a merged value goes: slots that hold its place until the markup is known.

A template is merged with slots in place of values, its Markdown is read once, and values enter
last, escaped for where they land. So a value never meets the Markdown parser, cannot become markup,
and thousands of recipients share one parsed text.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

OPEN, CLOSE = "\ue000", "\ue001"
_SLOT = re.compile(f"{OPEN}(u?)([0-9]+){CLOSE}")
_SPLIT = re.compile(f"({OPEN}u?[0-9]+{CLOSE})")
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_DROPPED = ("Cs", "Co", "Cn")  # halves of characters, private and unassigned ones
_SPACED = ("Cc", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one value; inside an address of a link when `url` is true."""

    index: int
    url: bool = False


Piece = str | Slot


def clean(value: object) -> str:
    """Return a value as one line of visible text: no control, no private, no bidi character.

    >>> clean("Le\\nBihan \\u202e") == "Le Bihan"
    True
    """
    text = "" if value is None else str(value)
    if text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text):
        return text.strip(" ")
    return _cleaned(text)


@lru_cache(maxsize=4096)
def _cleaned(text: str) -> str:
    kept = []
    for c in text:
        category = unicodedata.category(c)
        if category in _SPACED:
            kept.append(" ")
        elif category not in _DROPPED and c not in BIDI:
            kept.append(c)
    return unicodedata.normalize("NFC", re.sub(r" {2,}", " ", "".join(kept)).strip(" "))


def slot(index: int) -> str:
    return f"{OPEN}{index}{CLOSE}"


def without_slots(text: str) -> str:
    """Take slot marks out of a source, where they have no business."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def in_url(text: str) -> str:
    """Mark the slots of a link's address, where values are percent-encoded.

    >>> in_url(slot(3)) == f"{OPEN}u3{CLOSE}"
    True
    """
    return _SLOT.sub(rf"{OPEN}u\2{CLOSE}", text)


def pieces(text: str) -> list[Piece]:
    """Split a text at its slots."""
    found: list[Piece] = []
    for part in _SPLIT.split(text):
        match = _SLOT.fullmatch(part)
        if match:
            found.append(Slot(int(match[2]), url=bool(match[1])))
        elif part:
            found.append(part)
    return found


def fill(text: str | Sequence[Piece], values: Sequence[str], escape: Callable[[str], str]) -> str:
    """Put values in their slots, escaped for the text around them."""
    split = pieces(text) if isinstance(text, str) else text
    return "".join(p if isinstance(p, str) else escape(value_of(p, values)) for p in split)


def value_of(place: Slot, values: Sequence[str]) -> str:
    """Return the value of a slot, percent-encoded inside the address of a link."""
    value = values[place.index]
    return _quoted(value) if place.url else value


def _quoted(value: str) -> str:
    from urllib.parse import quote

    return quote(value, safe="")
