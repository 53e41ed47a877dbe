"""Google Contacts: the headings of today, and those of before 2024."""

import re

from comptoir.contacts.sources.parts import split_name, with_employer
from comptoir.contacts.sources.source import Cells, Source, Texts

_COLUMNS = {
    "first_name": "first name|given name",
    "last_name": "last name|family name",
    "organisation": "organization name|organization 1 name",
    "email": "e mail 1 value",
    "street": "address 1 street",
    "address_2": "address 1 extended address",
    "postcode": "address 1 postal code",
    "city": "address 1 city",
    "country": "address 1 country",
    "birth_date": "birthday",
}
_SEVERAL = " ::: "
_READ = ("labels", "group membership", "phone*", "custom field*", "name", "file as")
_PHONES = 5
_FIELDS = 10
_LABELS = ("label", "type", "value")
_LEFT = (
    "name", "yomi name", "additional name", "middle name", "given name yomi", "family name yomi",
    "additional name yomi", "phonetic*", "name prefix", "name suffix", "initials", "nickname",
    "short name", "maiden name", "file as", "gender", "location", "billing information",
    "directory server", "mileage", "occupation", "hobby", "sensitivity", "priority", "subject",
    "notes", "photo", "labels", "language", "group membership", "e mail*", "phone*", "address*",
    "organization*", "custom field*", "relation*", "website*", "event*", "im *", "jot*",
)  # fmt: skip


def _shape(texts: Texts, cells: Cells) -> list[Texts]:
    found = {name: text.split(_SEVERAL)[0].strip() for name, text in texts.items()}
    whole = cells.get("name") or cells.get("file as") or ""
    if whole and not (set(found) & {"first_name", "last_name", "organisation"}):
        first, last = split_name(whole, last_first=False)
        found |= {"first_name": first, "last_name": last}
    if found.get("birth_date", "").startswith("--"):  # a birthday without its year
        del found["birth_date"]
    found |= _numbers(cells) | _custom(cells)
    groups = cells.get("labels") or cells.get("group membership") or ""
    kept = [one.strip() for one in groups.split(_SEVERAL) if not one.strip().startswith("*")]
    if tags := ", ".join(one for one in kept if one):
        found["tags"] = tags
    return [with_employer({name: text for name, text in found.items() if text})]


def _numbers(cells: Cells) -> Texts:
    """Take a mobile and another number: by their labels, else in their order."""
    found: Texts = {}
    for rank in range(1, _PHONES + 1):
        value = cells.get(f"phone {rank} value", "").split(_SEVERAL)[0].strip()
        label = cells.get(f"phone {rank} label") or cells.get(f"phone {rank} type") or ""
        if value and not re.search(r"fax|pager", label, re.IGNORECASE):
            mobile = re.search(r"mobile|portable", label, re.IGNORECASE)
            name = "mobile" if mobile and "mobile" not in found else "phone"
            found.setdefault(name, value)
    return found


def _custom(cells: Cells) -> Texts:
    """Keep the fields that somebody made, under the names that they gave them."""
    ranks = range(1, _FIELDS + 1)
    pairs = ((cells.get(f"custom field {n} {part}", "") for part in _LABELS) for n in ranks)
    said = ((label or kind, value) for label, kind, value in pairs)
    return {f"fact:{name}": value for name, value in said if name and value}


SOURCES = (
    Source(
        id="google", title="Google Contacts", columns=_COLUMNS, left=_LEFT, read=_READ, dated=False,
        shape=_shape,
        signs=("first name|given name", "last name|family name", "labels|group membership"),
    ),
)  # fmt: skip
