"""CAMT.053 (ISO 20022): booked movements of an account, each with what the payer said of it."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from comptoir.dates import parse_date
from comptoir.errors import InputError, Place
from comptoir.money import to_cents
from comptoir.sales.bank_statement import BankLine, Statement, in_order
from comptoir.text import on_one_line


def read(path: Path) -> Statement:
    """Read the movements of the one account of a file; only booked ones count.

    Raises:
        InputError: it cannot be read, tells of several accounts, or is not in euros.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.parse(path, parser).getroot()
        accounts = {_text(one, "Id/IBAN") or _text(one, "Id/Othr/Id") for one in _all(root, "Acct")}
        lines = [_line(one) for one in _all(root, "Ntry") if _booked(one)]
    except (etree.XMLSyntaxError, InvalidOperation, InputError, ValueError):
        raise InputError(
            "ce fichier CAMT ne se lit pas.",
            remedy="Téléchargez-le de nouveau, ou demandez un CSV à la banque.",
            at=Place(path.name),
        ) from None
    if len(accounts) > 1:
        raise InputError(
            f"ce fichier parle de {len(accounts)} comptes ; un seul est lu à la fois.",
            remedy="Demandez à la banque un fichier pour chaque compte.",
            at=Place(path.name),
        )
    account = next(iter(accounts), "")
    return Statement(
        shown=path.name, format="CAMT.053", account=account[-4:], lines=in_order(lines)
    )


def _all(root: Any, name: str) -> Iterator[Any]:
    return (one for one in root.iter(f"{{*}}{name}"))


def _text(node: Any, path: str) -> str:
    found = node.find("/".join(f"{{*}}{part}" for part in path.split("/")))
    return (found.text or "").strip() if found is not None else ""


def _booked(entry: Any) -> bool:
    state = _text(entry, "Sts/Cd") or _text(entry, "Sts")
    return state in ("BOOK", "")


def _line(entry: Any) -> BankLine:
    amount = entry.find("{*}Amt")
    if amount is None or amount.get("Ccy") != "EUR":
        raise ValueError("not in euros")
    sign = -1 if _text(entry, "CdtDbtInd") == "DBIT" else 1
    day = _text(entry, "BookgDt/Dt") or _text(entry, "BookgDt/DtTm")[:10]
    told = [_text(entry, "AddtlNtryInf")]
    told += [one.text or "" for one in _all(entry, "Ustrd")]
    for party in ("Dbtr", "Cdtr")[::sign]:
        told += [one.text or "" for one in entry.iterfind(f".//{{*}}{party}//{{*}}Nm")]
    references = (_text(entry, "AcctSvcrRef"), _text(entry, "NtryRef"))
    return BankLine(
        on=parse_date(day),
        amount=to_cents(sign * Decimal((amount.text or "").strip())),
        label=on_one_line(" ".join(dict.fromkeys(filter(None, told)))),
        reference=next(filter(None, references), ""),
    )
