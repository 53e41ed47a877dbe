"""What the journal of another program leaves, as the entry that opens ours."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from comptoir.errors import RefusedError
from comptoir.law import chart
from comptoir.ledger.entry import Entry, Posting
from comptoir.ledger.former.lines import FormerLine
from comptoir.ledger.opening import LABEL
from comptoir.money import ZERO


def opening_of(lines: Iterable[FormerLine], on: date, *, parties: Mapping[str, str]) -> Entry:
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
        key = (one.account, one.party_among(parties))
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
