"""What is compared of a contact, prepared once: words of names, numbers, house, town, mailbox."""

import re
from dataclasses import dataclass
from datetime import date

from rapidfuzz.fuzz import ratio

from comptoir.contacts.keys import city_key, word_key
from comptoir.contacts.model import Contact, ContactKind, Draft
from comptoir.contacts.names import sound, words

_HOUSE = re.compile(r"^(\d+)\s*(?:(bis|ter|quater|[a-d])\b)?")
_ROADS = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "boul": "boulevard",
    "ch": "chemin", "che": "chemin", "chem": "chemin", "imp": "impasse", "pl": "place",
    "r": "rue", "rte": "route", "sq": "square", "st": "saint", "ste": "sainte", "all": "allee",
    "fg": "faubourg", "fbg": "faubourg", "res": "residence", "lot": "lotissement", "qu": "quai",
    "gal": "general", "dr": "docteur", "pdt": "president", "mal": "marechal",
}  # fmt: skip
SAME_ROAD = 82  # of 100: one road written twice


@dataclass(frozen=True, slots=True)
class Traits:
    """A contact as it is compared."""

    kind: ContactKind
    civility: str
    first: tuple[str, ...]
    last: tuple[str, ...]
    organisation: tuple[str, ...]
    email: str
    numbers: frozenset[str]
    born: date | None
    house: str
    road: str
    postcode: str
    town: str


def traits(one: Contact | Draft) -> Traits:
    """Prepare a contact.

    >>> traits(Draft(last_name="Roux", street="12 bis, av. du Gal Leclerc")).road
    'avenue du general leclerc'
    """
    house, road = _street(one.street or one.address_2)
    return Traits(
        one.kind,
        one.civility.value,
        words(one.first_name),
        words(one.last_name),
        words(one.organisation),
        one.email,
        frozenset((one.phone, one.mobile)) - {""},
        one.birth_date,
        house,
        road,
        one.postcode,
        city_key(one.city),
    )


def _street(text: str) -> tuple[str, str]:
    """Cut a street into its number and its road, usual short forms opened."""
    bare = word_key(text)
    found = _HOUSE.match(bare)
    number = "".join(part or "" for part in found.groups()) if found else ""
    road = bare[found.end() :] if found else bare
    return number, " ".join(_ROADS.get(word, word) for word in road.split())


def same_place(one: Traits, other: Traits) -> bool:
    """Whether two addresses are one: the same house of the same road, in the same town."""
    if not one.road or not other.road or one.house != other.house:
        return False
    if not (_same(one.postcode, other.postcode) or _same(one.town, other.town)):
        return False
    return one.road == other.road or ratio(one.road, other.road) >= SAME_ROAD


def same_town(one: Traits, other: Traits) -> bool:
    return _same(one.town, other.town) or _same(one.postcode, other.postcode)


def _same(one: str, other: str) -> bool:
    return bool(one) and one == other


def keys(one: Traits) -> set[str]:
    """Return what two writings of one contact share at least once: who is compared with whom."""
    made = {f"@{one.email}" if one.email else "", *(f"+{number}" for number in one.numbers)}
    if one.born:
        made.add(f"*{one.born.isoformat()}")
    if one.kind is ContactKind.ORGANISATION:
        made.add(f"={''.join(one.organisation)[:8]}")
        made.add(f"={one.postcode}{one.organisation[0]}" if one.organisation else "")
        return made - {""}
    last, first = sound("".join(one.last)), sound("".join(one.first))
    made.add("|".join(sorted((first, last))))
    if last and first:
        made.add(f"n{last}|{first[0]}")
        made.add(f"f{first}|{last[:2]}|{one.postcode}")
        made.add(f"g{first[:2]}{last[:4]}|{one.postcode}")
    if last and one.house:
        made.add(f"l{last[:3]}|{one.house}|{one.postcode}")
    if first and one.house:
        made.add(f"h{first}|{one.house}|{one.postcode}")
    return made - {"", "|"}
