"""What comes back of direct debits, as the bank says it: CAMT.053/054, pain.002 or a CSV."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from comptoir.dates import parse_date
from comptoir.errors import InputError, Place
from comptoir.money import ZERO, parse_amount, to_cents
from comptoir.readers.files import read_text
from comptoir.text import fold

COLUMNS = {
    "end_to_end": ("reference de bout en bout", "endtoendid", "end to end", "reference", "e2e"),
    "reason": ("motif", "code motif", "code rejet", "reason", "code"),
    "amount": ("montant", "amount"),
    "on": ("date", "date de rejet", "date du rejet"),
    "fee": ("frais", "fee"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One debit that came back."""

    line: int  # of the file, or rank
    end_to_end: str
    reason: str  # ISO code
    on: date | None = None
    amount: Decimal | None = None
    fee: Decimal = ZERO


def read_returned(path: Path) -> list[Returned]:
    """Read what came back.

    Raises:
        InputError: the file cannot be read, or tells of nothing that came back.
    """
    try:
        found = list(_xml(path) if path.suffix.lower() == ".xml" else _rows(path))
    except (InvalidOperation, ValueError):
        found = []
    if not found:
        raise InputError(
            "aucun rejet ne se lit dans ce fichier.",
            remedy="Donnez un CAMT.053, CAMT.054 ou pain.002 de la banque, ou un CSV avec les "
            "colonnes référence, motif, montant, date.",
            at=Place(path.name),
        )
    return found


def _xml(path: Path) -> Iterator[Returned]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.parse(path, parser).getroot()
    except (etree.XMLSyntaxError, OSError):
        return
    rank = 0
    for entry in root.iter("{*}Ntry"):
        on = _text(entry, "BookgDt/Dt") or _text(entry, "BookgDt/DtTm")[:10]
        for one in entry.iter("{*}TxDtls"):
            code = _text(one, "RtrInf/Rsn/Cd")
            if code:
                rank += 1
                amount = _text(one, "Amt") or _text(one, "AmtDtls/TxAmt/Amt")
                yield _returned(rank, _text(one, "Refs/EndToEndId"), code, on, amount)
    for one in root.iter("{*}TxInfAndSts"):  # pain.002: refused before the day
        if _text(one, "TxSts") == "RJCT":
            rank += 1
            yield _returned(
                rank, _text(one, "OrgnlEndToEndId"), _text(one, "StsRsnInf/Rsn/Cd"), "", ""
            )


def _returned(rank: int, end_to_end: str, code: str, on: str, amount: str) -> Returned:
    return Returned(
        line=rank,
        end_to_end=end_to_end,
        reason=code,
        on=parse_date(on) if on else None,
        amount=to_cents(Decimal(amount)) if amount else None,
    )


def _text(node: Any, path: str) -> str:
    found = node.find("/".join(f"{{*}}{part}" for part in path.split("/")))
    return (found.text or "").strip() if found is not None else ""


def _rows(path: Path) -> Iterator[Returned]:
    text = read_text(path, shown=path.name)
    separator = ";" if text.partition("\n")[0].count(";") else ","
    rows = csv.DictReader(io.StringIO(text), delimiter=separator)
    names = {fold(name or ""): name for name in rows.fieldnames or ()}
    where = {
        key: next((names[one] for one in known if one in names), "")
        for key, known in COLUMNS.items()
    }
    if not where["end_to_end"]:
        return
    for number, row in enumerate(rows, 2):
        told = {key: (row.get(name) or "").strip() for key, name in where.items() if name}
        if told["end_to_end"]:
            yield Returned(
                line=number,
                end_to_end=told["end_to_end"],
                reason=told.get("reason", "").upper(),
                on=parse_date(told["on"]) if told.get("on") else None,
                amount=parse_amount(told["amount"]) if told.get("amount") else None,
                fee=parse_amount(told["fee"]) if told.get("fee") else ZERO,
            )
