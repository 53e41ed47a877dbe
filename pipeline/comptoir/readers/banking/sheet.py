"""CSV and workbooks of French banks: headings are found under whatever stands above them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from comptoir.dates import parse_date
from comptoir.errors import Fault, InputError, Place
from comptoir.money import ZERO, parse_amount
from comptoir.readers.delimited import delimited
from comptoir.readers.encodings import examine
from comptoir.readers.workbooks import WORKBOOKS, workbook
from comptoir.sales.bank_statement import BankLine, Statement, in_order
from comptoir.text import fold, on_one_line

WITHIN = 25  # lines above the headings
MOST_FAULTS = 20
HEADINGS = {
    "on": (
        "date", "date operation", "date d operation", "date de l operation", "date comptable",
        "date de comptabilisation", "dateop", "date op", "jour", "booking date",
    ),
    "label": (
        "libelle", "libelle operation", "libelle de l operation", "libelle simplifie", "label",
        "libelle complet", "description", "operation", "intitule", "nature de l operation",
        "details", "motif",
    ),
    "more": (
        "informations complementaires", "libelle complementaire", "details de l operation",
        "commentaire", "reference client", "tiers",
    ),
    "amount": (
        "montant", "montant eur", "montant euros", "montant en euros", "amount", "valeur",
        "montant operation", "montant de l operation", "montant(euros)", "montant net",
    ),
    "debit": ("debit", "debit euros", "debit eur", "montant debit", "debits", "sortie"),
    "credit": ("credit", "credit euros", "credit eur", "montant credit", "credits", "entree"),
    "sign": ("sens", "d/c", "debit/credit", "type de mouvement"),
    "reference": (
        "reference", "reference operation", "ref", "numero d operation", "id", "reference bancaire",
        "reference de l operation",
    ),
}  # fmt: skip
_FIELD = {heading: field for field, names in HEADINGS.items() for heading in names}
Lines = Iterator[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the columns are."""

    line: int
    columns: Mapping[str, int]


def read(path: Path) -> Statement:
    """Read a sheet of movements.

    Raises:
        InputError: no headings are known, or lines cannot be read: all are named.
    """
    facts = examine(path, shown=path.name)
    if facts.head.startswith(WORKBOOKS):
        kind, lines = workbook(path, shown=path.name)
    elif facts.encoding is None:
        raise InputError(
            "ce n’est ni un fichier de texte ni un classeur.",
            remedy="Demandez à la banque un CSV, un OFX ou un CAMT.053.",
            at=Place(path.name),
        )
    else:
        kind, lines, _ = delimited(path, facts.encoding.codec, shown=path.name)
        kind = f"{kind}, {facts.encoding.french}"
    layout = _layout(lines, path.name)
    return Statement(
        shown=path.name, format=kind, account="", lines=_movements(path, lines, layout)
    )


def _layout(lines: Callable[[], Lines], shown: str) -> _Layout:
    for number, cells in lines():
        columns: dict[str, int] = {}
        for index, cell in enumerate(cells):
            field = _FIELD.get(_heading(cell))
            if field:
                columns.setdefault(field, index)
        amounts = "amount" in columns or {"debit", "credit"} <= set(columns)
        if {"on", "label"} <= set(columns) and amounts:
            return _Layout(number, columns)
        if number >= WITHIN:
            break
    raise InputError(
        "aucune ligne de titres n’est reconnue dans ce relevé.",
        remedy="Il faut une colonne date, une colonne libellé, et montant, ou débit et crédit.",
        at=Place(shown),
    )


def _heading(cell: str) -> str:
    return " ".join(fold(cell).replace("'", " ").replace("’", " ").replace("_", " ").split())


def _movements(path: Path, lines: Callable[[], Lines], layout: _Layout) -> tuple[BankLine, ...]:
    found: list[BankLine] = []
    faults: list[Fault] = []
    for number, cells in lines():
        if number <= layout.line or not any(cell.strip() for cell in cells):
            continue
        try:
            line = _movement(cells, layout.columns)
        except InputError as error:
            faults += [_placed(fault, path.name, number) for fault in error.faults]
            if len(faults) >= MOST_FAULTS:
                break
            continue
        if line is not None:
            found.append(line)
    if faults:
        raise InputError(faults=faults)
    return in_order(found)


def _placed(fault: Fault, shown: str, number: int) -> Fault:
    return Fault(fault.found, fault.remedy, Place(shown, number), fault.value)


def _movement(cells: list[str], columns: Mapping[str, int]) -> BankLine | None:
    """Read a row; one without a date is a total or a note of the bank."""

    def cell(name: str) -> str:
        index = columns.get(name, -1)
        return cells[index].strip() if 0 <= index < len(cells) else ""

    if not cell("on"):
        return None
    amount = _amount(cell)
    if not amount:
        return None
    label = on_one_line(" ".join(filter(None, (cell("label"), cell("more")))))
    return BankLine(
        on=_day(cell("on")), amount=amount, label=label, reference=on_one_line(cell("reference"))
    )


def _day(text: str) -> date:
    plain = text.split(" ")[0].split("T")[0]
    if len(plain) == 8 and plain[2] in "/." and plain[5] in "/.":  # 24/11/26
        plain = f"{plain[:6]}20{plain[6:]}"
    return parse_date(plain)


def _amount(cell: Callable[[str], str]) -> Decimal:
    if cell("debit") or cell("credit"):
        debit, credit = _euros(cell("debit")), _euros(cell("credit"))
        return credit - abs(debit)
    amount = _euros(cell("amount"))
    if fold(cell("sign"))[:1] in ("d", "-"):
        return -abs(amount)
    return amount


def _euros(text: str) -> Decimal:
    plain = text.upper().replace("EUR", "").strip().removeprefix("+").replace("\N{MINUS SIGN}", "-")
    if plain.endswith("-"):
        plain = f"-{plain[:-1]}"
    return parse_amount(plain) if plain else ZERO
