"""What people write for a moment, an amount or a rate, as front matter writes it."""

import re

from comptoir.errors import InputError
from comptoir.money import parse_amount

NATURES = {"bien": "goods", "prestation": "services", "service": "services"}
_FRENCH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_FRENCH_HOUR = re.compile(r"\s*(?:à\s*)?\b(\d{1,2})\s*[hH:]\s*(\d{2})?$")


def as_written(key: str, value: str) -> str:
    """Return a value in the spelling of front matter; what is not understood stays as it is.

    >>> as_written("starts", "5/12/2026 à 14h"), as_written("ends", "2026-12-05 17 h 30")
    ('2026-12-05 14:00', '2026-12-05 17:30')
    >>> as_written("price", "39 €"), as_written("price", "libre"), as_written("vat", "5,5 %")
    ('39.00', 'libre', '5.5')
    """
    plain = value.strip()
    if key in ("starts", "ends"):
        return _moment(plain)
    if key == "price":
        try:
            return f"{parse_amount(plain):.2f}"
        except InputError:
            return plain
    if key == "vat":
        return plain.removesuffix("%").strip().replace(",", ".")
    return NATURES.get(plain.casefold(), plain) if key == "nature" else plain


def _moment(text: str) -> str:
    day = _FRENCH_DAY.sub(lambda d: f"{d[3]}-{d[2]:>02}-{d[1]:>02}", text)
    return _FRENCH_HOUR.sub(lambda hour: f" {hour[1]:>02}:{hour[2] or '00'}", day)
