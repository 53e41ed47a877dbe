"""The programs that import entries, and what a line of the journal fills."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from comptoir.ledger.entry import Booked
from comptoir.programs import Program, program_named, programs_in


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


@cache
def programs() -> Mapping[str, Program[Row]]:
    """Return every program by its name."""
    return programs_in("comptoir.ledger.programs")


def named(name: str) -> Program[Row]:
    """Return a program by its name, or refuse with the nearest."""
    return program_named(name, programs())


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
