"""The gateway of balances: what accounts hold, by what is kept of each month."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, Text, case, func, select, type_coerce

from comptoir.law import chart
from comptoir.ledger import Balance, FiscalYear
from comptoir.money import ZERO
from comptoir.store.tables.ledger import account_month, entry, posting
from comptoir.store.types import Cents

NET = type_coerce(account_month.c.debit - account_month.c.credit, Cents())


def trial_balance(db: Connection, year: FiscalYear) -> list[Balance]:
    """Return what each account had at the start of a year, and what it did in it.

    Revenue and expense of the years before are in 120 or 129, as the opening entry has them.
    """
    kept = account_month.c
    inside = kept.month >= _month(year.starts)
    query = (
        select(
            kept.account,
            func.sum(case((~inside, NET))).label("opening"),
            func.sum(case((inside, kept.debit))).label("debit"),
            func.sum(case((inside, kept.credit))).label("credit"),
        )
        .where(kept.month <= _month(year.ends))
        .group_by(kept.account)
    )
    found: dict[str, Balance] = {}
    result = ZERO
    for row in db.execute(query):
        opening, debit, credit = row.opening or ZERO, row.debit or ZERO, row.credit or ZERO
        if not chart.is_balance_sheet(row.account):
            result, opening = result + opening, ZERO
        found[row.account] = Balance(
            account=row.account, opening=opening, debit=debit, credit=credit
        )
    if result:
        account = chart.SURPLUS if result < 0 else chart.DEFICIT
        known = found.get(account, Balance(account=account))
        found[account] = Balance(
            account=account,
            opening=known.opening + result,
            debit=known.debit,
            credit=known.credit,
        )
    return [
        balance
        for _, balance in sorted(found.items())
        if balance.opening or balance.debit or balance.credit
    ]


def balances_before(db: Connection, day: date) -> dict[tuple[str, str], Decimal]:
    """Return the balance of each account and third party on the eve of a day.

    Whole months come from what is kept of them, the days of the last one from its postings.
    """
    kept = account_month.c
    query = (
        select(kept.account, kept.party_account, func.sum(NET).label("sum"))
        .where(kept.month < _month(day))
        .group_by(kept.account, kept.party_account)
    )
    found = {(row.account, row.party_account): row.sum for row in db.execute(query)}
    if day.day > 1:
        days = (
            select(
                posting.c.account, posting.c.party_account, func.sum(posting.c.amount).label("sum")
            )
            .join(entry, entry.c.id == posting.c.entry_id)
            .where(entry.c.date >= day.replace(day=1), entry.c.date < day)
            .group_by(posting.c.account, posting.c.party_account)
        )
        for row in db.execute(days):
            key = (row.account, row.party_account)
            found[key] = found.get(key, ZERO) + row.sum
    return {key: amount for key, amount in found.items() if amount}


def sums_before(db: Connection, day: date) -> dict[str, Decimal]:
    """Return the balance of each account on the eve of a day."""
    found: dict[str, Decimal] = {}
    for (account, _), amount in balances_before(db, day).items():
        found[account] = found.get(account, ZERO) + amount
    return found


def on_account(db: Connection, account: str, *, until: date) -> list[tuple[date, str, Decimal]]:
    """Return what moved an account up to a day, by entry: its date, its voucher, its amount."""
    query = (
        select(entry.c.date, entry.c.voucher, func.sum(posting.c.amount).label("sum"))
        .join(posting, posting.c.entry_id == entry.c.id)
        .where(posting.c.account == account, entry.c.date <= until)
        .group_by(entry.c.id, entry.c.date, entry.c.voucher)
        .order_by(entry.c.date, entry.c.id)
    )
    return [(row.date, row.voucher, row.sum) for row in db.execute(query) if row.sum]


def months_apart(db: Connection) -> list[str]:
    """Return the months whose totals by account are not those of their postings."""
    amount, month = posting.c.amount, func.substr(type_coerce(entry.c.date, Text), 1, 7)
    true = (
        select(
            posting.c.account,
            posting.c.party_account,
            month.label("month"),
            func.sum(case((amount > ZERO, amount), else_=ZERO)).label("debit"),
            func.sum(case((amount < ZERO, -amount), else_=ZERO)).label("credit"),
        )
        .join(entry, entry.c.id == posting.c.entry_id)
        .group_by(posting.c.account, posting.c.party_account, month)
    )
    told = {tuple(row) for row in db.execute(select(account_month))}
    said = {tuple(row) for row in db.execute(true)}
    return sorted({row[2] for row in told ^ said})


def by_voucher(db: Connection) -> dict[str, dict[str, Decimal]]:
    """Add up each account of each voucher."""
    query = (
        select(entry.c.voucher, posting.c.account, func.sum(posting.c.amount).label("sum"))
        .join(posting, posting.c.entry_id == entry.c.id)
        .group_by(entry.c.voucher, posting.c.account)
    )
    found: dict[str, dict[str, Decimal]] = {}
    for row in db.execute(query):
        found.setdefault(row.voucher, {})[row.account] = row.sum
    return found


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
