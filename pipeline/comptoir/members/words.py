"""Amounts in French words, as receipts for gifts want them."""

from decimal import Decimal

from comptoir.money import cents

UNITS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}


def amount_in_words(amount: Decimal) -> str:
    """
    >>> amount_in_words(Decimal("50.00")), amount_in_words(Decimal("1280.01"))
    ('cinquante euros', 'mille deux cent quatre-vingts euros et un centime')
    """
    euros, rest = divmod(cents(amount), 100)
    of = "d’" if euros and euros % 1_000_000 == 0 else ""
    said = f"{number_in_words(euros)} {of}euro{'s' if euros > 1 else ''}"
    if not rest:
        return said
    small = f"{number_in_words(rest)} centime{'s' if rest > 1 else ''}"
    return f"{said} et {small}" if euros else small


def number_in_words(number: int) -> str:
    """Write a whole number under a thousand million, in the traditional spelling.

    >>> number_in_words(71), number_in_words(380_200), number_in_words(2_081)
    ('soixante et onze', 'trois cent quatre-vingt mille deux cents', 'deux mille quatre-vingt-un')
    """
    if not 0 <= number < 1_000_000_000:
        raise ValueError(number)
    if number < 1000:
        return _hundreds(number, last=True)
    millions, rest = divmod(number, 1_000_000)
    thousands, units = divmod(rest, 1000)
    parts = []
    if millions:
        parts.append(f"{_hundreds(millions, last=True)} million{'s' if millions > 1 else ''}")
    if thousands:
        parts.append("mille" if thousands == 1 else f"{_hundreds(thousands, last=False)} mille")
    if units:
        parts.append(_hundreds(units, last=True))
    return " ".join(parts)


def _hundreds(number: int, *, last: bool) -> str:
    """Under a thousand; « cent » and « vingt » take an s only when nothing follows."""
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _tens(rest, last=last)
    many = "s" if hundreds > 1 and not rest and last else ""
    said = ("" if hundreds == 1 else f"{UNITS[hundreds]} ") + f"cent{many}"
    return f"{said} {_tens(rest, last=last)}" if rest else said


def _tens(number: int, *, last: bool) -> str:
    if number < 20:
        return UNITS[number]
    ten, unit = divmod(number, 10)
    if ten >= 8:
        rest = number - 80
        if not rest:
            return "quatre-vingts" if last else "quatre-vingt"
        return f"quatre-vingt-{UNITS[rest]}"
    if ten == 7:
        return "soixante et onze" if unit == 1 else f"soixante-{UNITS[10 + unit]}"
    if not unit:
        return TENS[ten]
    return f"{TENS[ten]} et un" if unit == 1 else f"{TENS[ten]}-{UNITS[unit]}"
