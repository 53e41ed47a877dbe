"""How two writings of a name agree: initials, compounds, sounds, misspellings; or two names.

The first name is a veto: those of one household share everything else.
"""

import re
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from comptoir.contacts.keys import word_key


class Agreement(IntEnum):
    """How near two writings of one thing are; the higher the nearer."""

    APART = 0
    UNKNOWN = 1  # one of them is missing
    SHORT = 2  # an initial, or a part of a compound
    NEAR = 3  # a misspelling
    SAME = 4


PARTICLES = frozenset(("d", "da", "de", "des", "di", "du", "l", "la", "le", "les", "van", "von"))
MARRIED = frozenset(("ep", "epouse", "nee", "veuve", "vve", "epse"))
_SOUNDS = (
    (re.compile("ph"), "f"), (re.compile("th"), "t"), (re.compile("ch"), "C"),
    (re.compile("ck|qu|q|k"), "c"), (re.compile("c(?=[eiy])"), "s"), (re.compile("y"), "i"),
    (re.compile("z"), "s"), (re.compile("w"), "v"), (re.compile("h"), ""),
    (re.compile("eau|aux|au"), "o"), (re.compile("[aeio]n(?=[pb])"), "am"),
    (re.compile(r"(.)\1+"), r"\1"), (re.compile("(?<=[^aeiou])[dtsx]$"), ""),
)  # fmt: skip


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    return tuple(word_key(text).split())


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return what spellings of one name share.

    >>> sound("matthieu") == sound("mathieu"), sound("katell") == sound("catell")
    (True, True)
    """
    for pattern, short in _SOUNDS:
        word = pattern.sub(short, word)
    return word


@lru_cache(maxsize=65536)
def distance(one: str, other: str) -> int:
    """Return how many letters were typed wrong: added, lost, changed or swapped."""
    return int(OSA.distance(one, other, score_cutoff=3))


def is_misspelt(one: str, other: str) -> bool:
    """Whether one word may be the other with a slip or two, by its length.

    >>> is_misspelt("guennec", "guenec"), is_misspelt("roy", "ray"), is_misspelt("luc", "lucas")
    (True, False, False)
    """
    if abs(len(one) - len(other)) > 2:
        return False
    length = min(len(one), len(other))
    allowed = 2 if length > 7 else 1 if max(len(one), len(other)) > 3 else 0
    return length > 2 and distance(one, other) <= allowed


@lru_cache(maxsize=262_144)
def first_names(
    one: tuple[str, ...], other: tuple[str, ...], usual: frozenset[str] = frozenset()
) -> Agreement:
    """Compare two first names, in words.

    Args:
        one: the words of a first name, folded.
        other: the words of the other.
        usual: names known to be names: two of them that differ are two people.

    >>> first_names(words("Jean-Pierre"), words("J.-P.")).name
    'SHORT'
    >>> first_names(words("Michel"), words("Michèle"), frozenset(("michel", "michele"))).name
    'APART'
    """
    if not one or not other:
        return Agreement.UNKNOWN
    whole, whole2 = "".join(one), "".join(other)
    if whole == whole2:
        return Agreement.SAME
    if _is_short(one, other) or _is_short(other, one):
        return Agreement.SHORT
    if len(whole) < 3 or len(whole2) < 3:
        return Agreement.APART
    if one[0] in usual and other[0] in usual:
        return _usual_names(one, other, usual)
    if sound(whole) == sound(whole2):
        return Agreement.SAME
    return Agreement.NEAR if is_misspelt(whole, whole2) else Agreement.APART


def _usual_names(one: tuple[str, ...], other: tuple[str, ...], usual: frozenset[str]) -> Agreement:
    """Two usual names: the same by ear, or two people; a compound may be misspelt in its end."""
    if sound("".join(one)) == sound("".join(other)):
        ears = one[-1][-1] == other[-1][-1]  # « Michel » and « Michelle » are two
        return Agreement.SAME if ears else Agreement.APART
    if len(one) > 1 and len(other) > 1 and one[0] == other[0]:
        return first_names(one[1:], other[1:], usual)
    return Agreement.APART


def _is_short(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether one may stand for the other: « J. », « JP », « J. Pierre », a part of a compound."""
    initials = "".join(word[0] for word in long)
    if len(short) == 1 and (short[0] == initials[0] or (len(long) > 1 and short[0] == initials)):
        return True
    if len(short) > len(long):
        return False
    if len(short) < len(long) and set(short) <= set(long):
        return True
    pairs = list(zip(short, long, strict=False))
    return all(a == b or (len(a) == 1 and a == b[0]) for a, b in pairs) and any(
        len(a) == 1 for a, _ in pairs
    )


def last_names(one: tuple[str, ...], other: tuple[str, ...]) -> Agreement:
    """Compare two last names, in words.

    >>> last_names(words("Le Bihan"), words("LEBIHAN")).name
    'SAME'
    >>> last_names(words("Durand"), words("Martin-Durand")).name
    'SHORT'
    """
    if not one or not other:
        return Agreement.UNKNOWN
    whole, whole2 = "".join(one), "".join(other)
    if whole == whole2:
        return Agreement.SAME
    mine, yours = _bare(one), _bare(other)
    if mine == yours:
        return Agreement.SAME
    if mine < yours or yours < mine:
        return Agreement.SHORT
    if is_misspelt(whole, whole2) or (len(whole) > 3 and sound(whole) == sound(whole2)):
        return Agreement.NEAR
    return Agreement.APART


def _bare(names: tuple[str, ...]) -> frozenset[str]:
    """The words that name somebody: neither particles nor « épouse »."""
    return frozenset(names) - PARTICLES - MARRIED or frozenset(names)
