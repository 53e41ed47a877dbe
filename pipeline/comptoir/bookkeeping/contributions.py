"""A contribution in kind → class 8: how it was used, and where it came from."""

from comptoir.law import chart
from comptoir.ledger import Entry, Posting
from comptoir.members.contributions import Contribution


def contribution_entry(made: Contribution) -> Entry:
    """Return the entry of a contribution: 86 against 87 (ANC 2018-06, art. 211-2)."""
    used, source = made.given.accounts
    label = f"{made.given.french.capitalize()}, {made.about}"
    return Entry(
        journal=chart.MISCELLANEOUS.code,
        date=made.on,
        voucher=made.number,
        voucher_on=made.on,
        postings=(
            Posting(account=used, amount=made.value, label=label),
            Posting(account=source, amount=-made.value, label=label),
        ),
    )
