"""Matching (« lettrage »): what pays what, on one account of one third party."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from comptoir.errors import RefusedError
from comptoir.money import ZERO

FIRST = "AA"


def next_code(last: str) -> str:
    """Return the code after this one; codes of a third party are never used twice.

    >>> next_code(""), next_code("AZ"), next_code("ZZ")
    ('AA', 'BA', 'AAA')
    """
    if not last:
        return FIRST
    letters = list(last)
    for place in range(len(letters) - 1, -1, -1):
        if letters[place] != "Z":
            letters[place] = chr(ord(letters[place]) + 1)
            return "".join(letters)
        letters[place] = "A"
    return "A" * (len(letters) + 1)


def last_code(codes: Iterable[str]) -> str:
    """
    >>> last_code(["AB", "ZZ", "AAA", ""])
    'AAA'
    """
    return max(codes, key=lambda code: (len(code), code), default="")


def check_group(amounts: Sequence[Decimal]) -> None:
    """Refuse to match what does not balance."""
    if gap := sum(amounts, ZERO):
        raise RefusedError(
            f"Ces lignes ne se lettrent pas : il reste {gap} €.",
            remedy="Ne lettrez que ce qui s’équilibre.",
        )
    if len(amounts) < 2:
        raise RefusedError("Le lettrage demande au moins deux lignes.", remedy="Ajoutez-en.")
