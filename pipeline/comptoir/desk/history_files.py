"""Read dues, gifts and sales of past seasons from three CSV files (« adhesions », « dons »,
« ventes »), each row tied to a contact by the reference that another system gave it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

from comptoir.dates import parse_date
from comptoir.errors import Fault, InputError, Place
from comptoir.members import Level
from comptoir.members.membership import level_named
from comptoir.money import parse_amount
from comptoir.payments import Method
from comptoir.payments.methods import method_named
from comptoir.readers.tables import Row, Table, open_table
from comptoir.sales.outlets import Outlet, outlet_named

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDues:
    """A fee of a past season."""

    who: str  # external reference
    season: str
    level: Level
    amount: Decimal
    on: date
    method: Method


@dataclass(frozen=True, slots=True, kw_only=True)
class PastGift:
    """A past gift."""

    who: str
    amount: Decimal
    on: date
    method: Method
    earmark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLine:
    """A line of a past sale, at a gross price."""

    sku: str
    quantity: Decimal
    price: Decimal
    vat_rate: Decimal
    at: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSale:
    """A past sale: one voucher, its lines, and how it was paid, if it was."""

    voucher: str
    who: str
    on: date
    lines: tuple[PastLine, ...]
    method: Method
    paid_on: date | None
    outlet: Outlet | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Everything that the files say."""

    dues: tuple[PastDues, ...] = ()
    gifts: tuple[PastGift, ...] = ()
    sales: tuple[PastSale, ...] = field(default=())


def read(folder: Path) -> Past:
    """Read the files of a folder; one that is absent says nothing.

    Raises:
        InputError: a file or a cell cannot be read; all the faults of a file at once.
    """
    return Past(
        dues=tuple(_rows(folder, "adhesions", _dues)),
        gifts=tuple(_rows(folder, "dons", _gift)),
        sales=tuple(_sales(list(_rows(folder, "ventes", _sold)))),
    )


@dataclass(frozen=True, slots=True)
class _Cells:
    """One row, read by the names of its columns."""

    table: Table
    row: Row

    def text(self, column: str) -> str:
        if column not in self.table.header:
            raise InputError(
                f"la colonne « {column} » manque.",
                remedy=f"Colonnes présentes : {', '.join(self.table.header)}.",
                at=Place(self.table.shown, 1),
            )
        return self.row.cells[self.table.header.index(column)].strip()

    def has(self, column: str) -> bool:
        return column in self.table.header

    def at(self, column: str = "") -> Place:
        return Place(self.table.shown, self.row.line, column)

    def read(self, column: str, reader: Callable[[str], T]) -> T:
        try:
            return reader(self.text(column))
        except InputError as error:
            faults = [
                Fault(f.found, f.remedy, f.at or self.at(column), f.value) for f in error.faults
            ]
            raise InputError(faults=faults) from error


def _rows(folder: Path, name: str, reader: Callable[[_Cells], T]) -> Iterator[T]:
    for path in sorted(folder.glob(f"{name}*.csv"))[:1]:
        table = open_table(path, shown=path.name)
        for row in table.rows():
            yield reader(_Cells(table, row))


def _dues(cells: _Cells) -> PastDues:
    return PastDues(
        who=cells.text("Référence externe"),
        season=cells.text("Saison"),
        level=cells.read("Niveau", level_named),
        amount=cells.read("Montant", parse_amount),
        on=cells.read("Date", parse_date),
        method=cells.read("Mode", method_named),
    )


def _gift(cells: _Cells) -> PastGift:
    return PastGift(
        who=cells.text("Référence externe"),
        amount=cells.read("Montant", parse_amount),
        on=cells.read("Date", parse_date),
        method=cells.read("Mode", method_named),
        earmark=cells.text("Affectation"),
    )


def _sold(cells: _Cells) -> PastSale:
    paid_on = cells.text("Date de règlement")
    line = PastLine(
        sku=cells.text("Article"),
        quantity=cells.read("Quantité", _number),
        price=cells.read("Prix TTC", parse_amount),
        vat_rate=cells.read("Taux", _number),
        at=cells.at("Article"),
    )
    return PastSale(
        voucher=cells.text("Pièce"),
        who=cells.text("Référence externe"),
        on=cells.read("Date", parse_date),
        lines=(line,),
        method=cells.read("Mode", method_named) if paid_on else Method.TRANSFER,
        paid_on=cells.read("Date de règlement", parse_date) if paid_on else None,
        outlet=cells.read("Canal", outlet_named) if cells.has("Canal") else None,
    )


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise InputError("ce n’est pas un nombre.", remedy="Écrivez-le comme 2 ou 5.5.", value=text)
    return number


def _sales(rows: list[PastSale]) -> Iterator[PastSale]:
    """Join the rows of one voucher: they are the lines of one sale."""
    by_voucher: dict[str, list[PastSale]] = {}
    for row in rows:
        by_voucher.setdefault(row.voucher, []).append(row)
    for voucher, same in by_voucher.items():
        first = same[0]
        if any((row.who, row.on) != (first.who, first.on) for row in same):
            raise InputError(
                f"la pièce {voucher} a deux clients ou deux dates.",
                remedy="Donnez-leur deux numéros de pièce.",
                at=same[-1].lines[0].at,
            )
        yield PastSale(
            voucher=voucher,
            who=first.who,
            on=first.on,
            lines=tuple(line for row in same for line in row.lines),
            method=first.method,
            paid_on=first.paid_on,
            outlet=first.outlet,
        )
