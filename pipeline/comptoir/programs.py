"""Other programs that take what leaves here: their headings, and the cells each thing fills."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from comptoir.errors.french import unknown

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Program(Generic[T]):
    """A program that imports things of one kind.

    Args:
        id: its stable name.
        title: how it is called.
        header: the headings that its import form knows.
        row: the cells of one thing, in that order.
        separator: between cells.
        how: where in the program the file goes.
    """

    id: str
    title: str
    header: Sequence[str]
    row: Callable[[T], Sequence[str]]
    separator: str = ";"
    how: str


def programs_in(package: str) -> Mapping[str, Program[Any]]:
    """Return the programs that the modules of a package describe, by name."""
    here = importlib.import_module(package)
    modules = (
        importlib.import_module(f"{package}.{info.name}")
        for info in pkgutil.iter_modules(here.__path__)
    )
    found = [module.PROGRAM for module in modules if hasattr(module, "PROGRAM")]
    return {one.id: one for one in sorted(found, key=lambda one: one.id)}


def program_named(name: str, known: Mapping[str, Program[T]]) -> Program[T]:
    """Return a program by its name.

    Raises:
        InputError: there is none of that name; says the nearest.
    """
    if name.strip().lower() not in known:
        raise unknown("logiciel", name, known, remedy=f"Logiciels connus : {', '.join(known)}.")
    return known[name.strip().lower()]
