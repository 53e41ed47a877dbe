"""What a fiscal year starts with: the balances of classes 1 to 5, and the result before it."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from comptoir.law import chart
from comptoir.ledger.balance import Balance
from comptoir.ledger.entry import Entry, Posting
from comptoir.ledger.fiscal_year import FiscalYear
from comptoir.money import ZERO

LABEL = "À-nouveaux"


def opening_entry(balances: Mapping[tuple[str, str], Decimal], year: FiscalYear) -> Entry | None:
    """Return the opening entry of a year, from the balances of all that came before it.

    Revenue and expense before the year make its result, carried to 120 or 129: what the meeting
    decides of it is another entry.

    Args:
        balances: by account and party account, debit positive.
        year: the year that starts.
    """
    kept = {key: amount for key, amount in balances.items() if chart.is_balance_sheet(key[0])}
    result = sum((a for k, a in balances.items() if k not in kept), ZERO)
    if result:
        account = chart.SURPLUS if result < 0 else chart.DEFICIT
        kept[account, ""] = kept.get((account, ""), ZERO) + result
    postings = tuple(
        Posting(account=account, party_account=party, amount=amount, label=LABEL)
        for (account, party), amount in sorted(kept.items())
        if amount
    )
    if len(postings) < 2:
        return None
    return Entry(
        journal=chart.OPENING.code,
        date=year.starts,
        voucher=f"AN-{year.name}",
        voucher_on=year.starts,
        postings=postings,
    )


def result_of(balances: Iterable[Balance]) -> Decimal:
    """Return the result of a year from its balances: > 0 a surplus, < 0 a deficit.

    Contributions in kind (class 8) are not in it.
    """
    return sum((one.credit - one.debit for one in balances if one.account[:1] in "67"), ZERO)
