"""The lines of the journal of another program: typed, and its groups filled in."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from comptoir.dates import parse_date
from comptoir.errors import InputError, Place
from comptoir.law import chart
from comptoir.money import ZERO, parse_amount

HEAD = ("number", "journal", "date", "voucher", "voucher_on")  # said once a group by some programs
ODOO = "__import__."


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerLine:
    """One line of a journal."""

    line: int  # of the file
    account: str
    date: dt.date
    amount: Decimal  # > 0 debit
    party: str = ""
    reference: str = ""  # of the line, where its program has no third parties
    number: str = ""
    journal: str = ""
    voucher: str = ""
    voucher_on: dt.date | None = None

    def party_among(self, parties: Mapping[str, str]) -> str:
        """Return our reference of the third party of this line, else its code there."""
        if self.party or not self.account.startswith(chart.THIRD_PARTIES):
            return parties.get(self.party, self.party)
        return parties.get(self.reference, "")


def lines_of(
    rows: Iterable[tuple[int, Sequence[str]]], at: Mapping[str, int], *, shown: str
) -> Iterator[FormerLine]:
    """Read the lines of a journal; what a group says on its first line holds for the others.

    Args:
        rows: the number of each line in the file, and its cells.
        at: where each thing stands, as `columns` found it.
        shown: how the file is named in messages.

    Raises:
        InputError: a line cannot be read; says which.
    """
    head: dict[str, str] = {}
    for number, cells in rows:
        said = {what: cells[rank].strip() for what, rank in at.items()}
        if head and not any(said.get(what) for what in HEAD):
            said |= head
        head = {what: said[what] for what in HEAD if what in said}
        try:
            yield from _lines(number, said)
        except InputError as error:
            fault = error.faults[0]
            raise InputError(fault.found, remedy=fault.remedy, at=Place(shown, number)) from error


def _lines(number: int, said: Mapping[str, str]) -> Iterator[FormerLine]:
    """Yield the line that a row is, or the two of a row with two accounts."""
    if "from" in said and "to" in said and not said.get("account"):
        amount = _amount(said["amount"])
        one = _line(number, said, said["from"], amount)
        yield one
        yield replace(one, account=_account(said["to"]), amount=-amount)
        return
    if "debit" in said and "credit" in said:
        amount = _amount(said["debit"]) - _amount(said["credit"])
    else:
        sign = -1 if said.get("side", "D").upper() in ("C", "-1") else 1
        amount = sign * _amount(said["amount"])
    yield _line(number, said, said["account"], amount)


def _line(number: int, said: Mapping[str, str], account: str, amount: Decimal) -> FormerLine:
    told = said.get("voucher_on", "")
    return FormerLine(
        line=number,
        account=_account(account),
        date=_day(said["date"]),
        amount=amount,
        party=said.get("party", "").removeprefix(ODOO),
        reference=said.get("reference", ""),
        number=said.get("number", ""),
        journal=said.get("journal", ""),
        voucher=said.get("voucher", ""),
        voucher_on=_day(told) if told else None,
    )


def _account(text: str) -> str:
    """Return the number of an account, its name left out (« 411000 Clients »)."""
    account = text.split(" ")[0]
    if not account[:3].isdigit():
        raise InputError(
            "cette ligne n’a pas de numéro de compte.",
            remedy="Donnez-le en chiffres, ou retirez la ligne.",
        )
    return plain(account)


def plain(account: str) -> str:
    """Return an account without the zeros that others pad it with, where we know it.

    >>> plain("411000"), plain("512100"), plain("44571200")
    ('411', '512100', '44571200')
    """
    short = account.rstrip("0").ljust(3, "0")
    return short if short in chart.ACCOUNTS else account


def _day(text: str) -> dt.date:
    return parse_date(f"{text[:4]}-{text[4:6]}-{text[6:]}" if text.isdigit() else text)


def _amount(text: str) -> Decimal:
    return parse_amount(text) if text else ZERO
