"""A file of accounting entries (FEC) as it would be handed over."""

from dataclasses import dataclass, field
from datetime import date

from comptoir.errors import Place
from comptoir.ledger.fec import CHARSET, COLUMNS
from comptoir.ledger.fec_check import faults
from comptoir.ledger.fiscal_year import FiscalYear
from comptoir.rules.fault import Fault

BOM = "\ufeff".encode()


@dataclass(frozen=True, kw_only=True)
class Fec:
    """One file, its fiscal year, and what the books hold of it."""

    name: str = "999140353FEC20261231.txt"
    siren: str = "999140353"  # empty: the organisation has none
    starts: date = date(2026, 1, 1)
    ends: date = date(2026, 12, 31)
    header: str = "|".join(COLUMNS)
    lines: tuple[str, ...] = field(default=(), repr=False)
    marked: bool = False  # begins with a byte order mark
    journals: tuple[str, ...] = ()  # codes of the journals that have entries this year
    first_year: bool = True  # no balance to carry over
    described: bool = True  # beside the description of its fields

    def at(self, part: str = "") -> Place:
        return Place(f"FEC {self.name}", field=part)

    @property
    def rows(self) -> list[list[str]]:
        """Fields of each line under the header."""
        separator = "\t" if "\t" in self.header else "|"
        return [line.split(separator) for line in self.lines]

    @property
    def content(self) -> bytes:
        text = "\r\n".join((self.header, *self.lines, ""))
        return (BOM if self.marked else b"") + text.encode(CHARSET, errors="replace")


def said(fec: Fec, code: str, remedy: str) -> list[Fault]:
    """Return what the reading of the file finds under one code."""
    found = faults(
        fec.content, name=fec.name if fec.siren else "", year=FiscalYear(fec.starts, fec.ends)
    )
    return [
        Fault(fec.at(f"ligne {fault.line}" if fault.line else ""), fault.what, remedy)
        for fault in found
        if fault.code == code
    ]
