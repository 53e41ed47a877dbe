"""Sales read from a file: one in TOML or JSON, many in CSV or JSON lines."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import Field, field_validator

from comptoir.desk import offers
from comptoir.desk.offers import Request, Wanted
from comptoir.errors import ComptoirError, Fault, InputError, Place
from comptoir.money import parse_amount
from comptoir.readers.files import read_text
from comptoir.readers.tables import Row, open_table
from comptoir.readers.toml import read_model, to_model
from comptoir.sales.outlets import outlet_named
from comptoir.settings.model import Model
from comptoir.text import fold


class SaleLine(Model):
    """A line of a sale: what, how much of it, at which price if not that of the catalogue."""

    item: str
    quantity: Decimal = Field(Decimal(1), gt=0)
    price: str = ""


class SaleFile(Model):
    """A sale as a file says it; the words are those of `quote new`."""

    to: str
    lines: tuple[SaleLine, ...]
    allowances: tuple[str, ...] = ()
    charges: tuple[str, ...] = ()
    subject: str = ""
    buyer_reference: str = ""
    contract: str = ""
    term: str = "30"
    net: bool = False
    untaxed: str = ""
    discount: str = ""
    outlet: str = ""
    language: str = ""
    days: int = Field(30, ge=0, le=365)

    @field_validator("lines")
    @classmethod
    def _some(cls, lines: tuple[SaleLine, ...]) -> tuple[SaleLine, ...]:
        if not lines:
            raise ValueError("cette vente n’a aucune ligne")
        return lines

    def request(self) -> Request:
        return Request(
            to=self.to,
            lines=[_wanted(line.item, line.quantity, line.price) for line in self.lines],
            allowances=[offers.reduction(text) for text in self.allowances],
            charges=[offers.charge(text) for text in self.charges],
            subject=self.subject,
            buyer_reference=self.buyer_reference,
            contract=self.contract,
            term=offers.term(self.term),
            net=self.net,
            untaxed=offers.untaxed(self.untaxed),
            discount=offers.discount(self.discount) if self.discount else (Decimal(0), 0),
            outlet=outlet_named(self.outlet),
            language=offers.language(self.language),
        )


def _wanted(item: str, quantity: Decimal, price: str) -> Wanted:
    typed = parse_amount(price) if price.strip() else None
    return Wanted(sku=item.strip(), quantity=quantity, price=typed)


def sale_file(path: Path) -> SaleFile:
    """Read one sale, from TOML or JSON.

    Raises:
        InputError: each wrong key with its line.
    """
    if path.suffix.lower() == ".json":
        text = read_text(path, shown=str(path))
        return to_model(_json(text, path, 0), SaleFile, text="", shown=str(path))
    return read_model(path, SaleFile, shown=str(path))


@dataclass(frozen=True, slots=True)
class Asked:
    """A sale of a file of many, and the line where it begins."""

    line: int
    request: Request


def many(path: Path) -> list[Asked]:
    """Read many sales: CSV or workbook, one line of sale a row; or JSON lines, one sale a line.

    Raises:
        InputError: every wrong row, each with its line.
    """
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return _all(_json_lines(path), path)
    return _all(_rows(path), path)


def _all(found: Iterator[tuple[int, "SaleFile | ComptoirError"]], path: Path) -> list[Asked]:
    made: list[Asked] = []
    faults: list[Fault] = []
    for line, sale in found:
        try:
            if isinstance(sale, ComptoirError):
                raise sale
            made.append(Asked(line, sale.request()))
        except ComptoirError as error:
            faults += at_line(error, path, line)
    if faults:
        raise InputError(faults=faults)
    if not made:
        raise InputError(
            "ce fichier n’a aucune vente.", remedy="Écrivez-en une par ligne.", at=Place(str(path))
        )
    return made


def at_line(error: ComptoirError, path: Path, line: int) -> list[Fault]:
    """Return what an error says, placed on a line of the file."""
    return [Fault(f.found, f.remedy, Place(str(path), line)) for f in error.faults]


def _json(text: str, path: Path, line: int) -> dict[str, Any]:
    try:
        data = json.loads(text, parse_float=str)
    except json.JSONDecodeError as error:
        raise InputError(
            "ce n’est pas du JSON bien formé.",
            remedy="Vérifiez guillemets, virgules et accolades.",
            at=Place(str(path), line or error.lineno),
        ) from error
    if not isinstance(data, dict):
        raise InputError(
            "une vente est un objet JSON.",
            remedy='Écrivez {"to": "C-000123", "lines": [{"item": "KIT"}]}.',
            at=Place(str(path), line),
        )
    return data


def _json_lines(path: Path) -> Iterator[tuple[int, SaleFile | ComptoirError]]:
    for line, text in enumerate(read_text(path, shown=str(path)).splitlines(), 1):
        if not text.strip():
            continue
        try:
            yield line, to_model(_json(text, path, line), SaleFile, text="", shown=str(path))
        except ComptoirError as error:
            yield line, error


# Columns of a table of sales, by any of their names.
COLUMNS = {
    "to": ("to", "client", "contact", "reference client"),
    "item": ("item", "article", "sku", "reference article"),
    "quantity": ("quantity", "quantite", "qte"),
    "price": ("price", "prix", "prix ttc", "prix unitaire"),
    "subject": ("subject", "objet"),
    "buyer_reference": ("buyer_reference", "votre reference", "reference commande"),
    "term": ("term", "echeance"),
    "outlet": ("outlet", "canal", "canal de vente"),
    "sale": ("sale", "vente", "groupe", "facture"),
}
NEEDED = ("to", "item")


def _rows(path: Path) -> Iterator[tuple[int, SaleFile | ComptoirError]]:
    """Group the rows that share a client and a `sale`; a row without one is a sale of its own."""
    table = open_table(path)
    places = _places(table.header, path)
    groups: dict[tuple[str, str], list[tuple[int, dict[str, str]]]] = {}
    for row in table.rows():
        cells = _cells(row, places)
        mark = cells.get("sale") or f"\0{row.line}"
        groups.setdefault((cells["to"], mark), []).append((row.line, cells))
    for rows in groups.values():
        line, first = rows[0]
        data = {key: first[key] for key in ("to", "subject", "buyer_reference") if first.get(key)}
        data |= {key: first[key] for key in ("term", "outlet") if first.get(key)}
        lines = [
            {
                "item": cells["item"],
                "quantity": (cells.get("quantity") or "1").replace(",", "."),
                "price": cells.get("price", ""),
            }
            for _, cells in rows
        ]
        try:
            yield line, to_model({**data, "lines": lines}, SaleFile, text="", shown=str(path))
        except ComptoirError as error:
            yield line, error


def _places(header: tuple[str, ...], path: Path) -> dict[str, int]:
    names = {fold(name).strip(): rank for rank, name in enumerate(header)}
    places = {
        key: names[known]
        for key, all_names in COLUMNS.items()
        for known in all_names
        if known in names
    }
    if lacking := [key for key in NEEDED if key not in places]:
        words = {"to": "client", "item": "article"}
        raise InputError(
            f"il manque la colonne {' et '.join(words[key] for key in lacking)}.",
            remedy="Colonnes : client, article, quantité, prix, objet, échéance, canal, vente.",
            at=Place(str(path), 1),
        )
    return places


def _cells(row: Row, places: dict[str, int]) -> dict[str, str]:
    return {key: row.cells[rank].strip() for key, rank in places.items()}
