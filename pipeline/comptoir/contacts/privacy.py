"""Who sees what of a contact: each field has a class of data, each profile sees some classes.

On SQLite a mask prevents mistakes, not a reader of the file (DESIGN § 4).
"""

from dataclasses import replace
from enum import StrEnum
from typing import Any

from comptoir.contacts.model import Civility, Contact
from comptoir.text import mask

MASKED = "(masqué)"


class DataClass(StrEnum):
    """A class of personal data."""

    IDENTITY = "identity"
    REACH = "reach"  # e-mail, telephones
    ADDRESS = "address"
    BIRTH = "birth"
    ORIGIN = "origin"
    CONSENT = "consent"
    NOTES = "notes"
    ARCHIVE = "archive"  # papers of people who were erased


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
_EVERYTHING = frozenset(DataClass)
SEES = {
    "own": _EVERYTHING,
    "assistant": _EVERYTHING - {DataClass.ARCHIVE},
    "marketer": _EVERYTHING - {DataClass.ARCHIVE, DataClass.BIRTH, DataClass.NOTES},
    "accountant": frozenset(
        {DataClass.IDENTITY, DataClass.REACH, DataClass.ADDRESS, DataClass.ARCHIVE}
    ),
    "editor": frozenset[DataClass](),
}


def sees(profile: str, data: DataClass) -> bool:
    """Whether a profile sees a class of data; one that is not known sees nothing.

    >>> sees("accountant", DataClass.BIRTH), sees("assistant", DataClass.BIRTH)
    (False, True)
    """
    return data in SEES.get(profile, frozenset())


def hidden_fields(profile: str) -> list[str]:
    return [name for name, data in FIELD_CLASSES.items() if not sees(profile, data)]


def masked(contact: Contact, profile: str) -> Contact:
    """Return a contact as a profile may see it."""
    values: dict[str, Any] = {}
    for name in hidden_fields(profile):
        value = getattr(contact, name)
        if name == "civility":
            values[name] = Civility.NONE
        else:
            values[name] = mask(value) if isinstance(value, str) else None
    return replace(contact, **values)
