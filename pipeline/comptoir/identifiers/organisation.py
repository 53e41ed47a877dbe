"""SIREN, SIRET, RNA and VAT numbers of French organisations."""

import re

from stdnum import luhn
from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number


def _digits(text: str) -> str:
    return re.sub(r"[\s.\u00a0\u202f]", "", text)


def is_siren(text: str) -> bool:
    """Nine digits whose Luhn key holds.

    >>> is_siren("999 140 353"), is_siren("999 140 354")
    (True, False)
    """
    return bool(siren_number.is_valid(_digits(text)))


def is_siret(text: str) -> bool:
    """Fourteen digits whose key holds (La Poste has its own, which stdnum knows)."""
    return bool(siret_number.is_valid(_digits(text)))


def is_rna(text: str) -> bool:
    """`W` and nine digits: the number in the Répertoire national des associations.

    >>> is_rna("W354009990")
    True
    """
    return bool(re.fullmatch(r"W\d{9}", _digits(text)))


def vat_number_of(siren: str) -> str:
    """French VAT number of a SIREN: key = (12 + 3 × (SIREN mod 97)) mod 97.

    >>> vat_number_of("999140353")
    'FR15999140353'
    """
    number = int(_digits(siren))
    return f"FR{(12 + 3 * (number % 97)) % 97:02d}{number:09d}"


def is_vat_number(text: str) -> bool:
    """A French VAT number whose key and SIREN hold (new-style alphanumeric keys: SIREN only).

    >>> is_vat_number("FR 15 999 140 353"), is_vat_number("FR16999140353")
    (True, False)
    """
    plain = _digits(text).upper()
    found = re.fullmatch(r"FR([0-9A-HJ-NP-Z]{2})(\d{9})", plain)
    if not found or not luhn.is_valid(found[2]):
        return False
    return not found[1].isdigit() or plain == vat_number_of(found[2])


def is_iban(text: str) -> bool:
    """
    >>> is_iban("FR76 3000 6000 0112 3456 7890 189"), is_iban("FR76 3000 6000 0112 3456 7890 188")
    (True, False)
    """
    from stdnum import iban

    return bool(iban.is_valid(text))


def french_siren(text: str) -> str:
    """
    >>> french_siren("999140353")
    '999\\xa0140\\xa0353'
    """
    plain = _digits(text)
    return "\u00a0".join(plain[i : i + 3] for i in range(0, 9, 3))


def french_siret(text: str) -> str:
    """
    >>> french_siret("99914035300015")
    '999\\xa0140\\xa0353\\xa000015'
    """
    plain = _digits(text)
    return f"{french_siren(plain[:9])}\u00a0{plain[9:]}"
