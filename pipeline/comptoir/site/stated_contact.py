"""How a text says that we are reached: telephones, e-mails, our street and its number."""

import re
from dataclasses import dataclass
from functools import lru_cache

from comptoir.settings import Organisation, SiteSettings
from comptoir.site.identity import phones
from comptoir.site.wording import digits, flat, folded

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_US = re.compile(
    r"\bnous (?:contacter|joindre|appeler|ecrire|telephoner)\b"
    r"|\b(?:contactez|joignez|appelez|ecrivez|telephonez)[- ]nous\b"
    r"|\bnotre (?:numero|telephone|standard|adresse|courriel|mel|e-?mail|mail)\b"
    r"|\bnos coordonnees\b"
)
_CONTACT = re.compile(
    r"^(?:nous (?:contacter|joindre|appeler|ecrire)|contact|(?:nos )?coordonnees)$"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the data file tells: phones by their last nine digits, e-mails in lower case."""

    phones: frozenset[str]
    emails: frozenset[str]


@dataclass(frozen=True, slots=True)
class Near:
    """Our street as a text gives it: with which number, and the postcode that follows."""

    number: int
    postcode: str


def speaks_of_us(heading: str, plain: str) -> bool:
    """
    >>> speaks_of_us("Nous joindre", "au 02 61 91 00 35"), speaks_of_us("Traiteur", "au 02 61…")
    (True, False)
    """
    title = " ".join(re.findall(r"[a-z]+", folded(heading)))
    return bool(_CONTACT.match(title)) or bool(_US.search(plain))


def known_to(who: Organisation, site: SiteSettings | None) -> Known:
    """Return every telephone and e-mail that the organisation's files hold."""
    text = who.model_dump_json() + (site.model_dump_json() if site else "")
    return Known(phones_in(text.replace('"', "\n")), emails_in(text))


@lru_cache(maxsize=4096)  # what a template repeats is read once
def phones_in(text: str) -> frozenset[str]:
    return frozenset(digits(found)[-9:] for found in phones(text))


@lru_cache(maxsize=4096)
def emails_in(text: str) -> frozenset[str]:
    return frozenset(found.lower() for found in _EMAIL.findall(text))


@lru_cache(maxsize=4096)
def addresses_near(text: str, *, street: str, city: str) -> tuple[Near, ...]:
    """Return where a text gives this street with a number, then this city.

    >>> addresses_near(
    ...     "Au 9, quai des Haleurs, 35600 Redon", street="7 quai des Haleurs", city="Redon"
    ... )
    (Near(number=9, postcode='35600'),)
    """
    words = re.sub(r"^\d+ (?:(?:bis|ter|quater) )?", "", flat(street))
    if not words or not city:
        return ()
    pattern = (
        rf"\b(\d{{1,4}}) (?:(?:bis|ter|quater|[a-d]) )?{words} (?:a )?(?:(\d{{5}}) )?{flat(city)}\b"
    )
    found = re.finditer(pattern, flat(text))
    return tuple(Near(int(match[1]), match[2] or "") for match in found)
