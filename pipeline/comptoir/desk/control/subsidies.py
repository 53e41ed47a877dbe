"""Subsidies: each movement has its entry, or none where nothing is to be posted."""

from collections.abc import Iterator
from decimal import Decimal

from comptoir.bookkeeping.subsidies import subsidy_entry
from comptoir.desk.control.finding import BEHIND, Books, Check, fault
from comptoir.finding import Finding
from comptoir.store import balances, subsidies


def subsidies_agree(kept: Books) -> Iterator[Finding]:
    """What is booked of each movement is what it says; nothing once it is cancelled."""
    found = subsidies.stories(kept.db)
    sums = balances.by_voucher(kept.db) if found else {}
    for story in found:
        for made in story.movements:
            entry = None if made.cancelled_on else subsidy_entry(story.subsidy, made)
            expected = {one.account: one.amount for one in entry.postings} if entry else {}
            booked = {a: s for a, s in sums.get(made.number, {}).items() if s != Decimal(0)}
            if booked != expected:
                yield fault(made.number, "JRN029", "son écriture n’a pas son montant.", BEHIND)


CHECKS: tuple[Check, ...] = (subsidies_agree,)
