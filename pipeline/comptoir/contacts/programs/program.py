"""The programs that import contacts, and what a contact fills."""

from collections.abc import Mapping
from functools import cache

from comptoir.programs import Program, program_named, programs_in

Card = Mapping[str, str]  # a field → its text; nothing where the profile may not see it


@cache
def programs() -> Mapping[str, Program[Card]]:
    """Return every program by its name."""
    return programs_in("comptoir.contacts.programs")


def named(name: str) -> Program[Card]:
    """Return a program by its name, or refuse with the nearest."""
    return program_named(name, programs())


def whole_name(card: Card, *, last_first: bool) -> str:
    """Write a name in one cell, the last name in capitals so that it can be told apart.

    >>> whole_name({"first_name": "Jo", "last_name": "Le Bihan"}, last_first=True)
    'LE BIHAN Jo'
    """
    parts = [card["last_name"].upper(), card.get("first_name", "")]
    return " ".join(part for part in (parts if last_first else parts[::-1]) if part)


def place(card: Card) -> str:
    """Write the street and what completes it in one cell."""
    return ", ".join(part for part in (card["street"], card["address_2"]) if part)
