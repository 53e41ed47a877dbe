"""Balances by account, and the general ledger."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from comptoir.ledger.entry import Entry, Posting
from comptoir.money import ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What an account did over a period."""

    account: str
    opening: Decimal = ZERO  # > 0 debit, < 0 credit
    debit: Decimal = ZERO
    credit: Decimal = ZERO

    @property
    def closing(self) -> Decimal:
        return self.opening + self.debit - self.credit


def trial_balance(entries: Iterable[Entry]) -> list[Balance]:
    """Return debits and credits by account, in the order of the chart."""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for entry in entries:
        for posting in entry.postings:
            debit, credit = sums.get(posting.account, (ZERO, ZERO))
            sums[posting.account] = (debit + posting.debit, credit + posting.credit)
    return [
        Balance(account=account, debit=debit, credit=credit)
        for account, (debit, credit) in sorted(sums.items())
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One posting in the general ledger, with the balance of its account after it."""

    date: dt.date
    voucher: str
    posting: Posting
    balance: Decimal


def general_ledger(entries: Iterable[Entry]) -> dict[str, list[Movement]]:
    """Return the movements of each account, in order."""
    accounts: dict[str, list[Movement]] = {}
    for entry, posting in _postings(entries):
        movements = accounts.setdefault(posting.account, [])
        before = movements[-1].balance if movements else ZERO
        movements.append(
            Movement(
                date=entry.date,
                voucher=entry.voucher,
                posting=posting,
                balance=before + posting.amount,
            )
        )
    return dict(sorted(accounts.items()))


def _postings(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Posting]]:
    for entry in sorted(entries, key=lambda e: e.date):
        for posting in entry.postings:
            yield entry, posting
