"""Judge a FEC, ours or another's: what the tax office's own tool looks at (LAW, JRN011-016).

Each fault says its line and what to do. What the office tolerates is a remark: it blocks nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from functools import cache

from comptoir.ledger.fec import COLUMNS
from comptoir.ledger.fec_form import (
    NAME,
    FecFault,
    columns_of,
    decoded,
    header_faults,
    lines_of,
    name_faults,
    parse_day,
    separator_of,
)
from comptoir.ledger.fiscal_year import FiscalYear
from comptoir.money import ZERO, french_amount, from_cents

AMOUNT = re.compile(r"-?[0-9]+(,[0-9]{1,2})?")
REQUIRED = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib",
    "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "ValidDate",
)  # fmt: skip
DATES = ("EcritureDate", "PieceDate", "DateLet", "ValidDate")
LONGEST_YEAR = 24  # months that a first fiscal year may last
ENOUGH = 200  # faults; the rest would say the same


def faults(content: bytes, *, name: str = "", year: FiscalYear | None = None) -> list[FecFault]:
    """Return what is wrong with a FEC; nothing when it would pass."""
    found = (fault for fault in _faults(content, name, year) if fault.blocking)
    return list(_limited(found))


def judged(content: bytes, *, name: str = "") -> list[FecFault]:
    """Return what is wrong with the FEC of others, and what is only tolerated."""
    return list(_limited(_faults(content, name, _year_of(name))))


def _limited(found: Iterator[FecFault]) -> Iterator[FecFault]:
    for rank, fault in enumerate(found):
        if rank == ENOUGH:
            return
        yield fault


def _year_of(name: str) -> FiscalYear | None:
    """Return the longest year that the name of a file allows: its end is known, not its start."""
    told = NAME.fullmatch(name)
    ends = parse_day(told[2]) if told else None
    return FiscalYear(ends - timedelta(days=31 * LONGEST_YEAR), ends) if ends else None


def _faults(content: bytes, name: str, year: FiscalYear | None) -> Iterator[FecFault]:
    if name:
        yield from name_faults(name)
    text, found = decoded(content)
    yield from found
    lines, wrong = lines_of(text)
    yield from wrong
    if lines and not lines[-1]:
        lines.pop()
    if not lines:
        yield FecFault(0, "le fichier est vide", remedy="Exportez de nouveau l’exercice.")
        return
    separator = separator_of(lines[0])
    header = tuple(lines[0].split(separator))
    known = columns_of(header)
    if separator not in "\t|" or known is None:
        yield from header_faults(header, separator)
        return
    if len(lines) == 1:
        yield FecFault(0, "le fichier n’a aucune écriture", remedy="Vérifiez l’exercice exporté.")
    table = [line.split(separator) for line in lines[1:]]
    sound = _sound(separator) if known == COLUMNS else None
    for number, line in enumerate(lines[1:], 2):
        told = sound.fullmatch(line) if sound else None
        if told is None or not _sound_days(told.groups(), year):
            yield from _line_faults(number, table[number - 2], known, year)
    if all(len(fields) == len(known) for fields in table):
        yield from _entry_faults(table, known)


@cache
def _sound(separator: str) -> re.Pattern[str]:
    """Return what a line without fault looks like: most are, and are read no further."""
    mark = re.escape(separator)
    some, any_ = rf"[^{mark}\s][^{mark}]*", rf"[^{mark}]*"
    amount = r"(?:0|[1-9][0-9]*),[0-9][0-9]"
    fields = (
        some, some, some, r"([0-9]{8})", rf"[0-9]{{3}}{any_}", some,
        rf"(?:{mark}|{some}{mark}{some})", some, r"([0-9]{8})", some,
        rf"(?:0,00{mark}{amount}|{amount}{mark}0,00)",
        rf"(?:{mark}|{some}{mark}([0-9]{{8}}))", r"([0-9]{8})", rf"(?:{mark}|{some}{mark}{some})",
    )  # fmt: skip
    return re.compile(mark.join(fields))


@cache
def _sound_days(days: tuple[str | None, ...], year: FiscalYear | None) -> bool:
    """Whether the dates of a line are dates, the first one within the year."""
    read = [parse_day(day) for day in days if day]
    return all(read) and (year is None or (read[0] is not None and read[0] in year))


def _line_faults(
    number: int, fields: Sequence[str], known: tuple[str, ...], year: FiscalYear | None
) -> Iterator[FecFault]:
    if len(fields) != len(known):
        what = f"{len(fields)} champs au lieu de {len(known)}"
        how = "Un séparateur manque, ou se trouve dans un libellé ; une ligne vide se retire."
        yield FecFault(number, what, "JRN013", how)
        return
    row = dict(zip(known, fields, strict=True))
    for field in REQUIRED:
        if field in row and not row[field].strip():
            yield FecFault(number, f"{field} est vide", remedy=f"Renseignez {field}.")
    for field in DATES:
        if row[field] and parse_day(row[field]) is None:
            what = f"{field} n’est pas une date AAAAMMJJ"
            yield FecFault(number, what, "JRN013", "Écrivez-la comme 20261231.")
    yield from _amount_faults(number, row)
    yield from _pairs(number, row)
    if not re.match(r"[0-9]{3}", row["CompteNum"]):
        what = "CompteNum ne commence pas par trois chiffres"
        swapped = bool(re.match(r"[0-9]{3}", row["CompteLib"]))
        how = "CompteNum et CompteLib sont inversés." if swapped else "Donnez le numéro du compte."
        yield FecFault(number, what, remedy=how)
    on = parse_day(row["EcritureDate"])
    if year and on and on not in year:
        what = "EcritureDate est hors de l’exercice"
        yield FecFault(number, what, "JRN011", "Un FEC est celui d’un seul exercice.")


def _amount_faults(number: int, row: Mapping[str, str]) -> Iterator[FecFault]:
    names = ("Debit", "Credit") if "Debit" in row else ("Montant",)
    for field in names:
        told = row[field]
        if told and not AMOUNT.fullmatch(told):
            yield FecFault(
                number, f"{field} n’est pas un montant à virgule{_why(told)}", "JRN013",
                "Écrivez-le comme 1234,50 : virgule, ni espace ni séparateur de milliers.",
            )  # fmt: skip
        elif re.match(r"-?0[0-9]", told):
            what = f"{field} commence par des zéros"
            how = "Écrivez-le comme 1234,50."
            yield FecFault(number, what, "JRN013", how, blocking=False)
    if "Sens" in row and row["Sens"] not in ("D", "C", "+1", "-1"):
        yield FecFault(number, "Sens n’est ni D ni C", "JRN013", "Écrivez D ou C (ou +1, -1).")
    if "Debit" in row and _read(row["Debit"]) and _read(row["Credit"]):
        what = "un débit et un crédit sur la même ligne"
        yield FecFault(number, what, remedy="Faites-en deux lignes.")


def _why(told: str) -> str:
    if told != told.strip():
        return " (des espaces l’entourent)"
    if re.fullmatch(r"-?[0-9 ]+\.[0-9]+", told):
        return " (un point au lieu d’une virgule)"
    if re.search(r"[0-9][ \u00a0\u202f.][0-9]{3}", told):
        return " (un séparateur de milliers)"
    return ""


def _pairs(number: int, row: Mapping[str, str]) -> Iterator[FecFault]:
    for one, other, code in (
        ("CompAuxNum", "CompAuxLib", "JRN043"),
        ("Montantdevise", "Idevise", "JRN016"),
        ("EcritureLet", "DateLet", "JRN016"),
    ):
        if bool(row[one].strip()) != bool(row[other].strip()):
            how = f"Renseignez {one} et {other}, ou aucun des deux."
            yield FecFault(number, f"{one} et {other} vont ensemble", code, how)


Key = tuple[str, str]  # journal, number


def _entry_faults(table: Sequence[Sequence[str]], known: tuple[str, ...]) -> Iterator[FecFault]:
    """Judge entries: whole, balanced, dated once, and numbered without gap."""
    code, number_at, date_at = (
        known.index(n) for n in ("JournalCode", "EcritureNum", "EcritureDate")
    )
    journals = {(fields[number_at], fields[code]) for fields in table}
    by_journal = len(journals) > len({number for number, _ in journals})
    signed = _signed(known)
    sums: dict[Key, int] = {}
    first: dict[Key, int] = {}
    days: dict[Key, str] = {}
    previous: Key | None = None
    for number, fields in enumerate(table, 2):
        entry: Key = (fields[code] if by_journal else "", fields[number_at])
        if entry != previous:
            if entry in first:
                what = f"l’écriture {entry[1]} revient plus loin dans le fichier"
                yield FecFault(number, what, remedy="Les lignes d’une écriture se suivent.")
            else:
                first[entry], days[entry], sums[entry] = number, fields[date_at], 0
            previous = entry
        if days[entry] != fields[date_at]:
            what = f"l’écriture {entry[1]} a deux dates"
            yield FecFault(number, what, remedy="Une écriture a une seule EcritureDate.")
        sums[entry] += signed(fields)
    for entry, gap in sums.items():
        if gap:
            said = french_amount(from_cents(abs(gap)))
            side = "débit" if gap > 0 else "crédit"
            what = f"l’écriture {entry[1]} est déséquilibrée"
            yield FecFault(first[entry], what, remedy=f"Il y a {said} de trop au {side}.")
    yield from _gaps(sums, first)
    for one, other in (("JournalCode", "JournalLib"), ("CompteNum", "CompteLib"),
                       ("CompAuxNum", "CompAuxLib")):  # fmt: skip
        yield from _names(table, (one, known.index(one)), (other, known.index(other)))


def _signed(known: tuple[str, ...]) -> Callable[[Sequence[str]], int]:
    """Return what reads the amount of a line, in cents: > 0 debit."""
    if "Debit" in known:
        debit, credit = known.index("Debit"), known.index("Credit")
        return lambda fields: _cents(fields[debit]) - _cents(fields[credit])
    amount, side = known.index("Montant"), known.index("Sens")
    return lambda fields: _cents(fields[amount]) * (1 if fields[side] in ("D", "+1") else -1)


def _cents(text: str) -> int:
    """
    >>> _cents("1234,5"), _cents("0,07"), _cents("abc")
    (123450, 7, 0)
    """
    if text == "0,00":
        return 0
    if text[-3:-2] == "," and (text[:-3] + text[-2:]).isdecimal():
        return int(text[:-3] + text[-2:])
    return int(_read(text) * 100)


def _gaps(entries: Mapping[Key, int], first: Mapping[Key, int]) -> Iterator[FecFault]:
    """EcritureNum grows by one, in the file or in each journal, where it is a plain number."""
    if not all(number.isascii() and number.isdigit() for _, number in entries):
        return
    expected: dict[str, int] = {}
    for journal, number in entries:
        due = expected.get(journal)
        where = f" du journal {journal}" if journal else ""
        if due is not None and int(number) != due:
            what = f"l’écriture {due}{where} manque avant la {number}"
            how = "Les numéros se suivent sans trou, dans l’ordre de validation."
            yield FecFault(first[journal, number], what, remedy=how)
        expected[journal] = int(number) + 1


def _names(
    table: Sequence[Sequence[str]], code: tuple[str, int], name: tuple[str, int]
) -> Iterator[FecFault]:
    """Tell of codes that bear two names: a journal, an account, a third party."""
    pairs = {(fields[code[1]], fields[name[1]]) for fields in table}
    if len(pairs) == len({one for one, _ in pairs}):
        return
    known: dict[str, str] = {}
    told: set[str] = set()
    for number, fields in enumerate(table, 2):
        one, said = fields[code[1]], fields[name[1]]
        if one and known.setdefault(one, said) != said and one not in told:
            told.add(one)
            what = f"{code[0]} {one} a deux {name[0]}"
            how = f"Donnez-lui un seul {name[0]}."
            yield FecFault(number, what, remedy=how, blocking=False)


def _read(text: str) -> Decimal:
    return Decimal(text.replace(",", ".")) if AMOUNT.fullmatch(text) else ZERO
