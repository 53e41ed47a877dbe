"""What templates write with: French dates, amounts, telephones, languages."""

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from comptoir import identifiers
from comptoir.dates import french_date
from comptoir.money import french_amount, french_rate
from comptoir.site.translations import direction, language_name
from comptoir.text import NBSP
from comptoir.website.fees import entry_price
from comptoir.website.typography import french, hour, hours, month_short, weekday

ABROAD = ("de", "es", "it", "nl", "pl", "pt", "ro", "ru", "tr")  # of the country of that name
RELIABILITY = {
    "A": "officielle ou de première main",
    "B": "reconnue",
    "C": "à recouper",
    "D": "témoignage",
}


def reliability(letter: str) -> str:
    """Say what a letter of a source means."""
    return RELIABILITY[letter]


def locale(lang: str) -> str:
    """Return a language as Open Graph writes it.

    >>> locale("fr"), locale("en-US"), locale("br")
    ('fr_FR', 'en_US', 'br_FR')
    """
    usual = {"en": "en_GB"} | {abroad: f"{abroad}_{abroad.upper()}" for abroad in ABROAD}
    return lang.replace("-", "_") if "-" in lang else usual.get(lang, f"{lang}_FR")


def phone(number: str) -> str:
    """Return a telephone number that no line breaks.

    >>> phone("0199003500").replace("\\xa0", "~")
    '01~99~00~35~00'
    """
    return identifiers.national_phone(number).replace(" ", NBSP)


def duration(hours: Decimal) -> str:
    """
    >>> [duration(Decimal(h)).replace("\\xa0", " ") for h in ("7", "1", "3.5")]
    ['7 heures', '1 heure', '3 h 30']
    """
    whole, minutes = divmod(int(hours * 60), 60)
    if minutes:
        return hour(f"{whole}:{minutes:02}")
    return f"{whole}{NBSP}{'heures' if whole > 1 else 'heure'}"


FILTERS: dict[str, Callable[..., str]] = {
    "fr": french,
    "french_date": lru_cache(4096)(french_date),
    "month_short": month_short,
    "hour": hour,
    "hours": hours,
    "duration": duration,
    "weekday": weekday,
    "amount": french_amount,
    "rate": french_rate,
    # the same few on every page
    "phone": lru_cache(256)(phone),
    "tel": lru_cache(256)(identifiers.standard_phone),
    "siret": lru_cache(256)(identifiers.french_siret),
    "entry_price": entry_price,
    "reliability": reliability,
    "direction": direction,
    "language": language_name,
    "locale": locale,
}
