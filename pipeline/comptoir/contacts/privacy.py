"""What a profile sees of a contact: each field has a class of data of `profiles`.

On SQLite a mask prevents mistakes, not a reader of the file (DESIGN § 4).
"""

from dataclasses import replace
from typing import Any

from comptoir.contacts.model import Civility, Contact
from comptoir.profiles import Action, DataClass, Profile
from comptoir.text import mask

MASKED = "(masqué)"


FIELD_CLASSES = {
    "civility": DataClass.IDENTITY,
    "first_name": DataClass.IDENTITY,
    "last_name": DataClass.IDENTITY,
    "organisation": DataClass.IDENTITY,
    "email": DataClass.REACH,
    "phone": DataClass.REACH,
    "mobile": DataClass.REACH,
    "street": DataClass.ADDRESS,
    "address_2": DataClass.ADDRESS,
    "postcode": DataClass.ADDRESS,
    "city": DataClass.ADDRESS,
    "birth_date": DataClass.BIRTH,
    "source": DataClass.ORIGIN,
    "source_on": DataClass.ORIGIN,
    "deceased_on": DataClass.IDENTITY,
    "restricted_on": DataClass.CONSENT,
}


def sees(profile: Profile, data: DataClass) -> bool:
    """Whether a profile sees a class of data.

    >>> from comptoir.profiles import PROFILES
    >>> [sees(PROFILES[name], DataClass.BIRTH) for name in ("accountant", "assistant")]
    [False, True]
    """
    return profile.may(data, Action.SEE)


def hidden_fields(profile: Profile, action: Action = Action.SEE) -> list[str]:
    """Return the fields that a profile may not see, or not change, or not export."""
    return [name for name, data in FIELD_CLASSES.items() if not profile.may(data, action)]


def masked(contact: Contact, profile: Profile) -> Contact:
    """Return a contact as a profile may see it."""
    values: dict[str, Any] = {}
    for name in hidden_fields(profile):
        value = getattr(contact, name)
        if name == "civility":
            values[name] = Civility.NONE
        else:
            values[name] = mask(value) if isinstance(value, str) else None
    return replace(contact, **values)
