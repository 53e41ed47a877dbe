"""Judge a FEC, ours or another's: what the tax office's own tool looks at (LAW, JRN011-016)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from comptoir.ledger.fec import CHARSET, COLUMNS
from comptoir.ledger.fiscal_year import FiscalYear
from comptoir.money import ZERO

NAME = re.compile(r"\d{9}FEC\d{8}\.txt")
AMOUNT = re.compile(r"-?\d+(,\d{1,2})?")
REQUIRED = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib",
    "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "ValidDate",
)  # fmt: skip
DATES = ("EcritureDate", "PieceDate", "DateLet", "ValidDate")
ENOUGH = 200  # faults; the rest would say the same


@dataclass(frozen=True, slots=True, order=True)
class FecFault:
    """One thing wrong, at a line of the file (1 is the header, 0 the file itself)."""

    line: int
    what: str
    code: str = "JRN016"  # of the rule that asks for it


def faults(content: bytes, *, name: str = "", year: FiscalYear | None = None) -> list[FecFault]:
    """Return what is wrong with a FEC; nothing when it would pass."""
    return list(_limited(_faults(content, name, year)))


def _limited(found: Iterator[FecFault]) -> Iterator[FecFault]:
    for rank, fault in enumerate(found):
        if rank == ENOUGH:
            return
        yield fault


def _faults(content: bytes, name: str, year: FiscalYear | None) -> Iterator[FecFault]:
    if name and not NAME.fullmatch(name):
        yield FecFault(0, "le nom du fichier n’est pas SIREN + FEC + AAAAMMJJ + .txt", "JRN014")
    if content.startswith(b"\xef\xbb\xbf"):
        yield FecFault(0, "le fichier commence par une marque d’ordre des octets (BOM)", "JRN013")
    text = content.decode(CHARSET, errors="replace")
    lines = text.split("\r\n") if "\r\n" in text else text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    if not lines:
        yield FecFault(0, "le fichier est vide")
        return
    separator = "\t" if "\t" in lines[0] else "|"
    if tuple(lines[0].split(separator)) != COLUMNS:
        yield FecFault(1, "la première ligne n’est pas celle des 18 champs, dans l’ordre", "JRN012")
        return
    table = [line.split(separator) for line in lines[1:]]
    for number, fields in enumerate(table, 2):
        yield from _line_faults(number, fields, year)
    if all(len(fields) == len(COLUMNS) for fields in table):
        yield from _entry_faults(table)


def _line_faults(number: int, fields: Sequence[str], year: FiscalYear | None) -> Iterator[FecFault]:
    if len(fields) != len(COLUMNS):
        yield FecFault(number, f"{len(fields)} champs au lieu de {len(COLUMNS)}", "JRN013")
        return
    row = dict(zip(COLUMNS, fields, strict=True))
    for field in REQUIRED:
        if not row[field].strip():
            yield FecFault(number, f"{field} est vide")
    for field in DATES:
        if row[field] and _date(row[field]) is None:
            yield FecFault(number, f"{field} n’est pas une date AAAAMMJJ", "JRN013")
    for field in ("Debit", "Credit"):
        if not AMOUNT.fullmatch(row[field]):
            yield FecFault(number, f"{field} n’est pas un montant à virgule", "JRN013")
    if bool(row["CompAuxNum"]) != bool(row["CompAuxLib"]):
        yield FecFault(number, "CompAuxNum et CompAuxLib vont ensemble", "JRN043")
    if bool(row["Montantdevise"]) != bool(row["Idevise"]):
        yield FecFault(number, "Montantdevise et Idevise vont ensemble")
    if bool(row["EcritureLet"]) != bool(row["DateLet"]):
        yield FecFault(number, "EcritureLet et DateLet vont ensemble")
    if not re.match(r"\d{3}", row["CompteNum"]):
        yield FecFault(number, "CompteNum ne commence pas par trois chiffres")
    on = _date(row["EcritureDate"])
    if year and on and on not in year:
        yield FecFault(number, "EcritureDate est hors de l’exercice", "JRN011")


def _entry_faults(table: Sequence[Sequence[str]]) -> Iterator[FecFault]:
    sums: dict[str, Decimal] = {}
    first: dict[str, int] = {}
    closed: set[str] = set()
    previous = ""
    for number, fields in enumerate(table, 2):
        entry = fields[2]
        if entry != previous:
            if entry in closed:
                yield FecFault(number, f"l’écriture {entry} revient plus loin dans le fichier")
            closed.add(previous)
            previous = entry
        first.setdefault(entry, number)
        sums[entry] = sums.get(entry, ZERO) + _read(fields[11]) - _read(fields[12])
    for entry, gap in sums.items():
        if gap:
            yield FecFault(first[entry], f"l’écriture {entry} est déséquilibrée")
    yield from _gaps(sums, first)


def _gaps(entries: dict[str, Decimal], first: dict[str, int]) -> Iterator[FecFault]:
    """EcritureNum grows by one, where the whole file bears plain numbers."""
    if not all(entry.isdigit() for entry in entries):
        return
    expected: int | None = None
    for entry in entries:
        if expected is not None and int(entry) != expected:
            yield FecFault(first[entry], f"l’écriture {expected} manque avant la {entry}")
        expected = int(entry) + 1


@cache
def _date(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y%m%d").date() if re.fullmatch(r"\d{8}", text) else None
    except ValueError:
        return None


def _read(text: str) -> Decimal:
    return Decimal(text.replace(",", ".")) if AMOUNT.fullmatch(text) else ZERO
