"""Keys computed from a contact, to match, search and select: folded names, towns, departments."""

import re
from functools import lru_cache

from comptoir.contacts.model import Contact, ContactKind, Draft
from comptoir.text import fold

NO_NAME = "|"  # the name key of somebody known by an address alone
LONGEST_WORD = 60  # characters that are searched
_NOT_LETTER = re.compile(r"[\W_]+")  # of any alphabet
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SAINT = {"st": "saint", "ste": "sainte", "sts": "saints"}


def word_key(text: str) -> str:
    """Fold a text to bare words.

    >>> word_key("Jean-Loup  D’ARTAGNAN")
    'jean loup d artagnan'
    """
    return _NOT_WORD.sub(" ", fold(text)).strip()


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """`text.fold`, remembered: the same words come back in every list."""
    return fold(text)


@lru_cache(maxsize=65536)
def _word_key(text: str) -> str:
    return word_key(text)


def name_key(one: Contact | Draft) -> str:
    """Return what two writings of one name share.

    >>> name_key(Draft(first_name="Jo", last_name="LE BIHAN"))
    'le bihan|jo'
    >>> name_key(Draft(kind=ContactKind.ORGANISATION, organisation="SARL Rouille"))
    '=sarl rouille'
    """
    if one.kind is ContactKind.ORGANISATION:
        return f"={_word_key(one.organisation)}"
    return f"{_word_key(one.last_name)}|{_word_key(one.first_name)}"


@lru_cache(maxsize=65536)
def city_key(city: str) -> str:
    """
    >>> city_key("ST-NICOLAS de Redon"), city_key("Rennes Cedex 7")
    ('saint nicolas de redon', 'rennes')
    """
    words = word_key(city).split()
    if "cedex" in words:
        words = words[: words.index("cedex")]
    return " ".join(_SAINT.get(word, word) for word in words)


# Postcodes that serve a town of another department than their first digits say (COG 2026).
_OTHERS = {
    ("01200", "eloise"): "74", ("01410", "lajoux"): "39", ("01590", "chancia"): "39",
    ("01590", "lavancia epercy"): "39", ("05110", "claret"): "04", ("05110", "curbans"): "04",
    ("05130", "piegut"): "04", ("05130", "venterol"): "04", ("05160", "pontis"): "04",
    ("05700", "villebois les pins"): "26", ("06260", "la rochette"): "04",
    ("06260", "saint pierre"): "04", ("13780", "riboux"): "83", ("21340", "change"): "71",
    ("33220", "fougueyrolles"): "24", ("33220", "port sainte foy et ponchapt"): "24",
    ("37160", "buxeuil"): "86", ("42620", "saint pierre laval"): "03",
    ("43450", "leyvaux"): "15", ("48250", "laveyrune"): "07", ("52100", "saint eulien"): "51",
    ("52100", "sapignicourt"): "51", ("94390", "paray vieille poste"): "91",
    ("97133", "saint barthelemy"): "977", ("97150", "saint martin"): "978",
    ("98799", "ile de clipperton"): "989",
}  # fmt: skip


@lru_cache(maxsize=65536)
def department(postcode: str, country: str = "FR", city: str = "") -> str:
    """Return the department of a French postcode and its town.

    Twenty-six towns are served from the next department: their name says it.

    >>> department("35600"), department("20137"), department("20600"), department("97400")
    ('35', '2A', '2B', '974')
    >>> department("42620", city="St-Pierre-Laval")
    '03'
    """
    if country != "FR" or not re.fullmatch(r"\d{5}", postcode):
        return ""
    if other := _OTHERS.get((postcode, city_key(city))):
        return other
    if postcode.startswith("20"):
        return "2A" if postcode < "20200" else "2B"
    return postcode[:3] if postcode.startswith(("97", "98")) else postcode[:2]


def search_text(one: Contact | Draft, reference: str) -> str:
    """Return what `contact find` looks in."""
    parts = (
        folded(one.first_name), folded(one.last_name), folded(one.organisation), one.email.lower(),
        folded(one.city), one.postcode, reference.lower(),
    )  # fmt: skip
    return " ".join(dict.fromkeys(search_words(" ".join(parts))))


def search_words(text: str) -> list[str]:
    """Return the words of a text as they are searched: letters and digits, folded.

    >>> search_words("Jean-Loup  D’ARTAGNAN (jl@example.org)")
    ['jean', 'loup', 'd', 'artagnan', 'jl', 'example', 'org']
    """
    plain = text if text.isascii() else fold(text)
    return [word[:LONGEST_WORD] for word in _NOT_LETTER.split(plain.lower()) if word]


def postal_key(one: Contact) -> str:
    """Return what two writings of one person at one address share."""
    return f"{name_key(one)}|{one.postcode}|{word_key(one.street)}"
