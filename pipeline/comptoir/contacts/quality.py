"""What is wrong, or may be, in a contact's file: each field, with what would mend it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from rapidfuzz.distance import OSA

from comptoir import identifiers
from comptoir.contacts.addresses import FREE
from comptoir.contacts.columns import FIELDS
from comptoir.contacts.communes import Communes
from comptoir.contacts.model import Contact

STALE = timedelta(days=3 * 365)  # unconfirmed for three years
REACH = ("email", "phone", "mobile", "street")
# Domains that exist and that nobody means.
MEANT = {"gmail.fr": "gmail.com", "gmail.co": "gmail.com", "hotmail.co": "hotmail.com"}
TRUE = FREE | {
    "aliceadsl.fr", "club-internet.fr", "email.com", "gmx.com", "gmx.net", "hotmail.be",
    "hotmail.co.uk", "live.be", "live.com", "mac.com", "mail.com", "mailo.com", "me.com",
    "nordnet.fr", "outlook.be", "posteo.net", "skynet.be", "tutanota.com", "voila.fr",
    "yahoo.co.uk", "yahoo.de", "zaclys.net",
}  # fmt: skip
COMMON = sorted(FREE)
_LAST = {"con": "com", "cmo": "com", "comm": "com", "frr": "fr", "ft": "fr", "orgg": "org"}
_IBAN = re.compile(r"\biban\b", re.IGNORECASE)
_SIRET = re.compile(r"\bsiret\b", re.IGNORECASE)
_SIREN = re.compile(r"\bsiren\b", re.IGNORECASE)


class Severity(StrEnum):
    """How much it matters."""

    ERROR = "error"  # cannot be used as it is
    WARNING = "warning"  # probably wrong
    INFO = "info"  # to be confirmed

    @property
    def french(self) -> str:
        return {"error": "faux", "warning": "douteux", "info": "à confirmer"}[self.value]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked at."""

    severity: Severity
    french: str


RULES = {
    "email-invalid": Rule(Severity.ERROR, "l’adresse mél ne peut pas exister"),
    "email-suspect": Rule(Severity.WARNING, "l’adresse mél semble mal tapée"),
    "phone-invalid": Rule(Severity.ERROR, "le numéro n’est attribué à personne"),
    "iban-invalid": Rule(Severity.ERROR, "l’IBAN est faux (clé)"),
    "siret-invalid": Rule(Severity.ERROR, "le SIRET est faux (clé)"),
    "siren-invalid": Rule(Severity.ERROR, "le SIREN est faux (clé)"),
    "postcode-unknown": Rule(Severity.WARNING, "ce code postal ne dessert aucune commune"),
    "postcode-city": Rule(Severity.WARNING, "le code postal et la commune ne vont pas ensemble"),
    "field-stale": Rule(Severity.INFO, "rien ne l’a confirmé depuis trois ans"),
    "sensitive-words": Rule(Severity.WARNING, "ce texte libre semble parler de données sensibles"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Where a field's value comes from."""

    source: str
    on: date | None
    confidence: str = "stated"  # confirmed | stated | deduced


CONFIDENCES = {"confirmed": "confirmée", "stated": "déclarée", "deduced": "déduite"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something wrong with one field."""

    rule: str
    field: str
    value: str
    suggestion: str = ""
    mends: str = ""  # the field that the suggestion is for

    @property
    def severity(self) -> Severity:
        return RULES[self.rule].severity

    @property
    def french(self) -> str:
        return RULES[self.rule].french


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What is looked at of one contact."""

    contact: Contact
    facts: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, Known] = field(default_factory=dict)
    sensitive: Sequence[str] = ()  # names of free texts that seem to tell of somebody's life


def issues(one: Examined, communes: Communes, today: date) -> Iterator[Issue]:
    """Yield what is wrong with a contact's file."""
    contact = one.contact
    yield from _email(contact.email)
    for name in ("phone", "mobile"):
        number = getattr(contact, name)
        if number and identifiers.phone_quality(number) is not identifiers.PhoneQuality.VALID:
            yield Issue(rule="phone-invalid", field=name, value=number)
    yield from _place(contact, communes)
    for name, value in one.facts.items():
        yield from _fact(name, value)
    yield from _stale(one, today)
    for name in one.sensitive:
        yield Issue(rule="sensitive-words", field=name, value="")


def _email(email: str) -> Iterator[Issue]:
    if not email:
        return
    if not identifiers.is_email(email):
        yield Issue(rule="email-invalid", field="email", value=email, mends="email",
                    suggestion=suggested_email(email))  # fmt: skip
    elif better := suggested_email(email):
        yield Issue(
            rule="email-suspect", field="email", value=email, suggestion=better, mends="email"
        )


def suggested_email(email: str) -> str:
    """Return what a mailbox was probably meant to be, or nothing.

    >>> suggested_email("jo@gmial.com"), suggested_email("jo@orange.ft")
    ('jo@gmail.com', 'jo@orange.fr')
    >>> suggested_email("jo@mail.com"), suggested_email("jo@example.org")
    ('', '')
    """
    name, _, domain = email.strip().lower().partition("@")
    if not name or not domain or domain in TRUE:
        return ""
    first, _, last = domain.rpartition(".")
    if last in _LAST:
        mended = f"{first}.{_LAST[last]}"
        return f"{name}@{_close_domain(mended) or mended}"
    close = _close_domain(domain)
    return f"{name}@{close}" if close else ""


def _close_domain(domain: str) -> str:
    """Return the well-known domain that one is a slip from."""
    if domain in TRUE:
        return domain
    if domain in MEANT:
        return MEANT[domain]
    near = [
        (distance, known)
        for known in COMMON
        if (distance := int(OSA.distance(domain, known, score_cutoff=2))) <= _slips(known)
        and domain[0] == known[0]
    ]
    return min(near, default=(0, ""))[1]


def _slips(domain: str) -> int:
    """How many slips a domain bears: in a short one, another word is soon found."""
    return 2 if len(domain) > 9 else 1 if len(domain) > 6 else 0


def _place(contact: Contact, communes: Communes) -> Iterator[Issue]:
    if contact.country != "FR" or not contact.postcode or "cedex" in contact.city.lower():
        return
    if not communes.of(contact.postcode):
        codes = communes.postcodes(contact.city)
        yield Issue(rule="postcode-unknown", field="postcode", value=contact.postcode,
                    mends="postcode", suggestion=codes[0] if len(codes) == 1 else "")  # fmt: skip
    elif contact.city and not communes.serves(contact.postcode, contact.city):
        mends, better = communes.nearest(contact.postcode, contact.city)
        yield Issue(
            rule="postcode-city", field="city", value=f"{contact.postcode} {contact.city}",
            suggestion=better, mends=mends,
        )  # fmt: skip


def _fact(name: str, value: str) -> Iterator[Issue]:
    plain = re.sub(r"[\s.-]", "", value)
    if _IBAN.search(name) and not identifiers.is_iban(plain):
        yield Issue(rule="iban-invalid", field=name, value=value)
    if _SIRET.search(name) and not identifiers.is_siret(plain):
        yield Issue(rule="siret-invalid", field=name, value=value)
    if _SIREN.search(name) and not identifiers.is_siren(plain):
        yield Issue(rule="siren-invalid", field=name, value=value)


def _stale(one: Examined, today: date) -> Iterator[Issue]:
    """One issue a file, whatever the number of its fields."""
    old = [
        FIELDS[name]
        for name in REACH
        if getattr(one.contact, name)
        and (known := one.known.get(name))
        and known.on
        and known.on + STALE < today
    ]
    if old:
        yield Issue(rule="field-stale", field="fiche", value=", ".join(old))
