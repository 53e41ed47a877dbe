"""E-mail addresses and telephone numbers.

Arcep reserves ranges for fiction (décision 2018-0881, annexe): they are "possible" and not
"valid" for phonenumbers, and every example of Comptoir uses them, so they count as valid here.

The two libraries are imported on use: together they cost 70 ms, and settings import this module in
commands that never meet an address.
"""

import re
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import phonenumbers

# What the library certainly accepts: most addresses, told without loading it.
_SURE = re.compile(
    r"(?=.{6,80}\Z)[A-Za-z0-9]{1,20}(?:[._-][A-Za-z0-9]{1,20}){0,2}"
    r"@(?:[a-z0-9]{1,30}(?:-[a-z0-9]{1,30}){0,1}\.){1,3}(?:fr|org|com|net|eu)\Z"
)
# French numbers as the base keeps them, but those that cost, which are read in threes.
_FRENCH = re.compile(r"\+33([1-79])(\d\d)(\d\d)(\d\d)(\d\d)\Z", re.ASCII)
FICTION = ("+3319900", "+3326191", "+3335301", "+3346571", "+3353649", "+3363998")


class PhoneQuality(Enum):
    """How far a number can be trusted, without calling it."""

    VALID = "valide"
    POSSIBLE = "possible"
    WRONG = "faux"


@lru_cache(maxsize=65536)
def is_email(text: str) -> bool:
    """
    >>> is_email("contact@example.org"), is_email("contact@example")
    (True, False)
    """
    return standard_email(text) != ""


@lru_cache(maxsize=65536)
def standard_email(text: str) -> str:
    """Return the address with its domain in lower case, or nothing when it cannot be one.

    >>> standard_email(" Jo.Le-Bihan@Example.ORG ")
    'Jo.Le-Bihan@example.org'
    """
    if _SURE.match(text):
        return text
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError:
        return ""
    return str(found.normalized)


def _parsed(text: str) -> "phonenumbers.PhoneNumber | None":
    import phonenumbers

    try:
        return phonenumbers.parse(text, "FR")
    except phonenumbers.NumberParseException:
        return None


@lru_cache(maxsize=65536)
def phone_quality(text: str) -> PhoneQuality:
    """
    >>> phone_quality("06 39 98 12 34"), phone_quality("12 34")
    (<PhoneQuality.VALID: 'valide'>, <PhoneQuality.WRONG: 'faux'>)
    """
    import phonenumbers

    number = _parsed(text)
    if number is None or not phonenumbers.is_possible_number(number):
        return PhoneQuality.WRONG
    if phonenumbers.is_valid_number(number) or standard_phone(text).startswith(FICTION):
        return PhoneQuality.VALID
    return PhoneQuality.POSSIBLE


@lru_cache(maxsize=65536)
def standard_phone(text: str) -> str:
    """Return the number as E.164, or nothing when no number can be read in it.

    >>> standard_phone("06.39.98.12.34"), standard_phone("+33 (0)2 61 91 00 35")
    ('+33639981234', '+33261910035')
    """
    import phonenumbers

    number = _parsed(text)
    if number is None or not phonenumbers.is_possible_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def national_phone(text: str) -> str:
    """Return the number as it is read in France.

    >>> national_phone("+33261910035")
    '02 61 91 00 35'
    """
    if french := _FRENCH.match(text):
        return "0" + " ".join(french.groups())
    import phonenumbers

    number = _parsed(text)
    if number is None:
        return text
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if number.country_code == 33
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return str(phonenumbers.format_number(number, style))
