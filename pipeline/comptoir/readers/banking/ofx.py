"""OFX, and what French banks make of it: SGML in Latin-1, amounts with a comma."""

import warnings
from datetime import datetime
from pathlib import Path

from comptoir.errors import InputError, Place
from comptoir.money import to_cents
from comptoir.sales.bank_statement import BankLine, Statement, in_order
from comptoir.text import on_one_line


def read(path: Path) -> Statement:
    """Read the movements of the one account of a file.

    Raises:
        InputError: it cannot be read, or tells of several accounts.
    """
    from ofxparse import OfxParser, OfxParserException

    try:
        with path.open("rb") as file, warnings.catch_warnings():
            # the library calls its own by old names, which ours need not see
            warnings.simplefilter("ignore", DeprecationWarning)
            found = OfxParser.parse(file)
        accounts = [one for one in found.accounts if one.statement is not None]
    except (OfxParserException, ValueError, ArithmeticError, AttributeError, LookupError):
        raise _unreadable(path) from None
    if len(accounts) != 1:
        raise InputError(
            f"ce fichier parle de {len(accounts)} comptes ; un seul est lu à la fois.",
            remedy="Demandez à la banque un fichier pour chaque compte.",
            at=Place(path.name),
        )
    lines = [_line(one, path) for one in accounts[0].statement.transactions]
    account = "".join(filter(str.isalnum, accounts[0].number or ""))
    return Statement(shown=path.name, format="OFX", account=account[-4:], lines=in_order(lines))


def _line(one: object, path: Path) -> BankLine:
    on, amount = getattr(one, "date", None), getattr(one, "amount", None)
    if not isinstance(on, datetime) or amount is None:
        raise _unreadable(path)
    said = (getattr(one, name, "") or "" for name in ("payee", "memo", "checknum"))
    label = on_one_line(" ".join(dict.fromkeys(filter(None, said))))
    reference = on_one_line(str(getattr(one, "id", "") or ""))
    return BankLine(on=on.date(), amount=to_cents(amount), label=label, reference=reference)


def _unreadable(path: Path) -> InputError:
    return InputError(
        "ce fichier OFX ne se lit pas.",
        remedy="Téléchargez-le de nouveau, ou demandez un CSV à la banque.",
        at=Place(path.name),
    )
