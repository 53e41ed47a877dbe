"""The journal of another program, as a FEC or a table: read, and turned into opening balances."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from comptoir.dates import parse_date
from comptoir.errors import InputError, Place, RefusedError
from comptoir.law import chart
from comptoir.ledger.entry import Entry, Posting
from comptoir.ledger.opening import LABEL
from comptoir.money import ZERO, parse_amount
from comptoir.text import fold

# Headings of the tables of others, folded, by what they say here.
HEADINGS = {
    "account": ("comptenum", "compte", "n° compte", "no compte", "numero de compte", "account"),
    "party": ("compauxnum", "auxiliaire", "compte auxiliaire", "tiers", "code tiers"),
    "date": ("ecrituredate", "date", "date ecriture", "date comptable"),
    "debit": ("debit", "montant debit"),
    "credit": ("credit", "montant credit"),
    "amount": ("montant", "solde", "amount"),
    "side": ("sens",),
}
NEEDED = ("account", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a journal."""

    line: int
    account: str
    date: date
    amount: Decimal  # > 0 debit
    party: str = ""


def columns(header: Sequence[str], *, shown: str) -> dict[str, int]:
    """Return where each thing stands in a table.

    Raises:
        InputError: the account, the date or the amount has no column.
    """
    known = {fold(name).strip(): rank for rank, name in enumerate(header)}
    found = {
        what: known[name]
        for what, names in HEADINGS.items()
        for name in names[::-1]
        if name in known
    }
    lacking = [what for what in NEEDED if what not in found]
    amounts = {"debit", "credit"} <= set(found) or "amount" in found
    if lacking or not amounts:
        names = {"account": "compte", "date": "date"}
        said = [names[what] for what in lacking] + ([] if amounts else ["débit et crédit"])
        raise InputError(
            f"ce tableau n’a pas de colonne {', '.join(said)}.",
            remedy="Donnez un FEC, ou un CSV avec : date, compte, tiers, débit, crédit.",
            at=Place(shown, 1),
        )
    return found


def line_of(number: int, cells: Sequence[str], at: Mapping[str, int], *, shown: str) -> Line:
    """Read one line of a journal."""
    try:
        told = cells[at["date"]].strip()
        day = parse_date(f"{told[:4]}-{told[4:6]}-{told[6:]}" if told.isdigit() else told)
        if "debit" in at and "credit" in at:
            amount = _amount(cells[at["debit"]]) - _amount(cells[at["credit"]])
        else:
            side = cells[at["side"]].strip().upper() if "side" in at else "D"
            amount = _amount(cells[at["amount"]]) * (-1 if side in ("C", "-1") else 1)
    except InputError as error:
        fault = error.faults[0]
        raise InputError(fault.found, remedy=fault.remedy, at=Place(shown, number)) from error
    account = cells[at["account"]].strip()
    if not account[:3].isdigit():
        raise InputError(
            "cette ligne n’a pas de numéro de compte.",
            remedy="Donnez-le en chiffres, ou retirez la ligne.",
            at=Place(shown, number),
        )
    party = cells[at["party"]].strip() if "party" in at else ""
    return Line(line=number, account=plain(account), date=day, amount=amount, party=party)


def plain(account: str) -> str:
    """Return an account without the zeros that others pad it with, where we know it.

    >>> plain("411000"), plain("512100"), plain("44571200")
    ('411', '512100', '44571200')
    """
    short = account.rstrip("0").ljust(3, "0")
    return short if short in chart.ACCOUNTS else account


def _amount(text: str) -> Decimal:
    return parse_amount(text) if text.strip() else ZERO


def opening_of(lines: Iterable[Line], on: date, *, parties: Mapping[str, str]) -> Entry:
    """Return the entry that takes over what a journal left on the eve of a day.

    Balances of classes 1 to 5 come by account and third party; what classes 6 and 7 leave is the
    result of the year that ended, on 120 or 129.

    Args:
        lines: of the former journal, opening balances included.
        on: the first day here.
        parties: our references, by the codes of the former journal.

    Raises:
        RefusedError: the journal does not balance, or nothing is left to take over.
    """
    sums: dict[tuple[str, str], Decimal] = {}
    result = ZERO
    for one in lines:
        if one.date >= on:
            continue
        if not chart.is_balance_sheet(one.account):
            result += one.amount if one.account[0] in "67" else ZERO
            continue
        key = (one.account, parties.get(one.party, one.party))
        sums[key] = sums.get(key, ZERO) + one.amount
    if result:
        account = chart.SURPLUS if result < 0 else chart.DEFICIT
        sums[account, ""] = sums.get((account, ""), ZERO) + result
    if gap := sum(sums.values(), ZERO):
        raise RefusedError(
            f"Ce journal n’est pas équilibré : il y a {gap} € d’écart.",
            remedy="Faites-le contrôler : comptoir journal vérifier FICHIER.",
        )
    postings = tuple(
        Posting(account=account, party_account=party, amount=amount, label=LABEL)
        for (account, party), amount in sorted(sums.items())
        if amount
    )
    if len(postings) < 2:
        raise RefusedError(
            "Ce journal ne laisse aucun solde à reprendre avant cette date.",
            remedy="Vérifiez la date de reprise (--date).",
        )
    return Entry(
        journal=chart.OPENING.code,
        date=on,
        voucher=f"REPRISE-{on:%Y%m%d}",
        voucher_on=on - timedelta(days=1),
        postings=postings,
    )
