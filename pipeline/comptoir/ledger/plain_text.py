"""The journal as plain text, always the same for the same entries: for people, and for others.

The canonical form is the one that hledger reads. It holds what never changes of an entry (no
matching, which comes later) and no name: its digest, kept at each closing, proves the journal.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from comptoir.ledger.entry import Booked, Posting

CURRENCY = "EUR"
# First components that beancount knows, by class of the chart.
_ROOTS = {
    "1": "Equity", "2": "Assets", "3": "Assets", "4": "Assets", "5": "Assets",
    "6": "Expenses", "7": "Income", "8": "Equity",
}  # fmt: skip


def hledger(title: str, entries: Iterable[Booked]) -> str:
    """Return entries in order of date and number, as hledger reads them."""
    lines = [f"; {title}", f"commodity 1000.00 {CURRENCY}"]
    for booked in _sorted(entries):
        entry = booked.entry
        lines += [
            "",
            f"{entry.date} ({_code(entry.voucher)}) {entry.journal} n° {booked.number}",
            f"    ; pièce du {entry.voucher_on}, validée le {booked.validated_on}",
        ]
        lines += [
            f"    {_account(one)}  {_amount(one.amount)}  ; {_comment(one.label)}"
            for one in entry.postings
        ]
    return "\n".join(lines) + "\n"


def beancount(title: str, entries: Iterable[Booked], names: Mapping[str, str]) -> str:
    """Return entries as beancount reads them, with the accounts that they open.

    Args:
        title: of the file.
        entries: in any order.
        names: of accounts, by their number.
    """
    ordered = list(_sorted(entries))
    lines = [
        f"; {title}",
        f'option "title" "{_quoted(title)}"',
        f'option "operating_currency" "{CURRENCY}"',
    ]
    if ordered:
        first = ordered[0].entry.date
        opened = sorted({_bean_account(p) for one in ordered for p in one.entry.postings})
        lines.append("")
        for account in opened:
            number = account.split(":")[1]
            lines += [f"{first} open {account} {CURRENCY}", f'  name: "{_quoted(names[number])}"']
    for booked in ordered:
        entry = booked.entry
        what = _quoted(f"{entry.journal} n° {booked.number}")
        lines += ["", f'{entry.date} * "{_quoted(entry.voucher)}" "{what}"']
        lines += [f"  {_bean_account(one)}  {_amount(one.amount)}" for one in entry.postings]
    return "\n".join(lines) + "\n"


def _sorted(entries: Iterable[Booked]) -> Iterator[Booked]:
    yield from sorted(entries, key=lambda one: (one.entry.date, one.number))


def _account(one: Posting) -> str:
    return f"{one.account}:{one.party_account}" if one.party_account else one.account


def _bean_account(one: Posting) -> str:
    """
    >>> _bean_account(Posting(account="411", party_account="C-1", amount=Decimal(1), label=""))
    'Assets:411:C-1'
    """
    party = re.sub(r"[^A-Za-z0-9-]", "-", one.party_account)
    parts = [_ROOTS.get(one.account[:1], "Equity"), one.account, *([party] if party else [])]
    return ":".join(parts)


def _amount(amount: Decimal) -> str:
    return f"{amount:.2f} {CURRENCY}"


def _plain(text: str) -> str:
    return " ".join(text.split())


def _code(voucher: str) -> str:
    """Write a voucher as a code of hledger, which ends at the first closing bracket."""
    return _plain(voucher.translate(str.maketrans("()", "  ")))


def _comment(text: str) -> str:
    """Write a label so that hledger sees no tag and no date in it.

    >>> _comment("date:x [2026-01-01]")
    'date :x (2026-01-01)'
    """
    return _plain(text.replace(":", " :").translate(str.maketrans("[]", "()")))


def _quoted(text: str) -> str:
    return _plain(text).replace("\\", "\\\\").replace('"', "'")
