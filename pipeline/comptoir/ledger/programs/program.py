"""What a program is: its headings, and the cells that a line of the journal fills."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from comptoir.errors.french import unknown
from comptoir.ledger.entry import Booked


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the journal, and whether it is the first one of its entry."""

    first: bool
    year: str
    number: int
    journal: str
    date: date
    voucher: str
    account: str
    party: str
    party_name: str
    label: str
    debit: Decimal
    credit: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program that imports entries.

    Args:
        id: its stable name.
        title: how it is called.
        header: the headings that its import form knows.
        row: the cells of a line, in that order.
        separator: between cells.
        how: where in the program the file goes.
    """

    id: str
    title: str
    header: Sequence[str]
    row: Callable[[Row], Sequence[str]]
    separator: str = ";"
    how: str


@cache
def programs() -> Mapping[str, Program]:
    """Return every program by its name."""
    here = importlib.import_module("comptoir.ledger.programs")
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


def rows_of(booked: Iterable[Booked], year: str, names: Mapping[str, str]) -> Iterator[Row]:
    """Yield the lines of entries.

    Args:
        booked: the entries, in the order of their numbers.
        year: the name of their fiscal year.
        names: of third parties, by party account.
    """
    for one in booked:
        for rank, posting in enumerate(one.entry.postings):
            yield Row(
                first=not rank,
                year=year,
                number=one.number,
                journal=one.entry.journal,
                date=one.entry.date,
                voucher=one.entry.voucher,
                account=posting.account,
                party=posting.party_account,
                party_name=names.get(posting.party_account, ""),
                label=posting.label,
                debit=posting.debit,
                credit=posting.credit,
            )
