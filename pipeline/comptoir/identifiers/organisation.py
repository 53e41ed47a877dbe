"""SIREN, SIRET, RNA and VAT numbers of French organisations."""

import re

from stdnum import luhn
from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

from comptoir.errors import RefusedError


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


_CARD = re.compile(  # apart from the digits of a digest, among which any number may stand
    r"(?<![\da-f.,-])(?:(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2})([ -]?)\d{4}\1\d{4}\1\d{4}"
    r"|3[47]\d{2}[ -]?\d{6}[ -]?\d{5})(?![\da-f])"
)


def holds_card_number(text: str) -> bool:
    """Whether a text holds the number of a payment card: none is ever stored (PCI DSS, 3.2).

    >>> holds_card_number("carte 4970 1012 3456 7893"), holds_card_number("99914035300015")
    (True, False)
    >>> (
    ...     holds_card_number("CB4970101234567893"),
    ...     holds_card_number("e4970101234567893a0f"),
    ... )  # SHA-256
    (True, False)
    """
    return any(
        luhn.is_valid(plain) and len(set(plain)) > 2
        for found in _CARD.finditer(text)
        for plain in [re.sub(r"\D", "", found[0])]
    )


def without_card_numbers(text: str) -> str:
    """Hide all but the last four digits of card numbers, in a text that others wrote.

    >>> without_card_numbers("CB 4970101234567893 REDON")
    'CB ••••7893 REDON'
    """

    def hidden(found: re.Match[str]) -> str:
        return f"••••{found[0][-4:]}" if holds_card_number(found[0]) else found[0]

    return _CARD.sub(hidden, text)


def refuse_card_number(*texts: str) -> None:
    """Refuse to keep a text that holds the number of a payment card.

    Raises:
        RefusedError: one does.
    """
    if any(map(holds_card_number, texts)):
        raise RefusedError(
            "Un numéro de carte bancaire ne s’enregistre jamais.",
            remedy="Retirez-le ; pour reconnaître un paiement, ses quatre derniers chiffres "
            "suffisent.",
        )


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


def is_creditor_id(text: str) -> bool:
    """Whether a SEPA creditor identifier (ICS) has its key (ISO 7064, business code left out).

    >>> is_creditor_id("FR72ZZZ123456"), is_creditor_id("FR73ZZZ123456")
    (True, False)
    """
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{3}[A-Z0-9]{1,28}", text):
        return False
    moved = text[7:] + text[:4]
    return int("".join(str(int(letter, 36)) for letter in moved)) % 97 == 1
