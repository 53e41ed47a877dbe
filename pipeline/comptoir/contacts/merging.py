"""Make one contact of two: what the one that stays takes from the other."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from comptoir.contacts.model import Contact, Draft
from comptoir.text import fold

# What stops us from writing: the stricter of the two stays.
_STRICT = ("deceased_on", "restricted_on")
_WHOLE = {"street": ("street", "address_2", "postcode", "city", "country")}  # never half of each
_OWN = frozenset({"kind", "country", "language", *_STRICT, *_WHOLE["street"]})


def merged(kept: Contact, other: Contact) -> dict[str, tuple[Any, Any]]:
    """Return what changes in the contact that stays: empty cells filled, names better written.

    >>> helene = Contact(id=1, reference="C-1", first_name="HELENE", email="h@example.org")
    >>> also = Contact(id=2, reference="C-2", first_name="Hélène", mobile="+33639981234")
    >>> merged(helene, also)
    {'first_name': ('HELENE', 'Hélène'), 'mobile': ('', '+33639981234')}
    """
    found: dict[str, tuple[Any, Any]] = {}
    for name in Draft.__slots__:
        old, new = getattr(kept, name), getattr(other, name)
        if name not in _OWN and new and (not old or _better(old, new)):
            found[name] = (old, new)
    if not kept.street and not kept.address_2 and (other.street or other.address_2):
        found |= _changed(kept, other, _WHOLE["street"])
    for name in _STRICT:
        days = [day for day in (getattr(kept, name), getattr(other, name)) if day]
        if days and min(days) != getattr(kept, name):
            found[name] = (getattr(kept, name), min(days))
    return found


def _changed(kept: Contact, other: Contact, names: Sequence[str]) -> dict[str, tuple[Any, Any]]:
    pairs = {name: (getattr(kept, name), getattr(other, name)) for name in names}
    return {name: (old, new) for name, (old, new) in pairs.items() if old != new}


def _better(old: Any, new: Any) -> bool:
    """Whether the same word is better written: with its accents, not all in capitals."""
    if not isinstance(old, str) or not isinstance(new, str) or fold(old) != fold(new):
        return False
    return _care(new) > _care(old)


def _care(text: str) -> tuple[int, bool]:
    return sum(not char.isascii() for char in text), not (text.isupper() or text.islower())


def one_that_stays(one: Contact, other: Contact) -> tuple[Contact, Contact]:
    """Choose who stays when nobody says: the fuller file, then the older."""
    order = sorted((one, other), key=lambda contact: (-_known(contact), contact.id))
    return order[0], order[1]


def _known(contact: Contact) -> int:
    return sum(bool(getattr(contact, name)) for name in Draft.__slots__)


def with_changes(contact: Contact, fields: dict[str, tuple[Any, Any]]) -> Contact:
    return replace(contact, **{name: new for name, (_, new) in fields.items()})
