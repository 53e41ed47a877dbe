"""What a program is: its headings, and the cells that a contact fills."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from comptoir.errors.french import unknown

Card = Mapping[str, str]  # a field → its text; nothing where the profile may not see it


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program that imports contacts.

    Args:
        id: its stable name.
        title: how it is called.
        header: the headings that its import form knows.
        row: the cells of a contact, in that order.
        separator: between cells.
        how: where in the program the file goes.
    """

    id: str
    title: str
    header: Sequence[str]
    row: Callable[[Card], Sequence[str]]
    separator: str = ";"
    how: str


@cache
def programs() -> Mapping[str, Program]:
    """Return every program by its name."""
    here = importlib.import_module("comptoir.contacts.programs")
    modules = (
        importlib.import_module(f"{here.__name__}.{info.name}")
        for info in pkgutil.iter_modules(here.__path__)
    )
    found = [module.PROGRAM for module in modules if hasattr(module, "PROGRAM")]
    return {one.id: one for one in sorted(found, key=lambda one: one.id)}


def named(name: str) -> Program:
    """Return a program by its name.

    Raises:
        InputError: there is none of that name; says the nearest.
    """
    known = programs()
    if name.strip().lower() not in known:
        raise unknown("logiciel", name, known, remedy=f"Logiciels connus : {', '.join(known)}.")
    return known[name.strip().lower()]


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
