"""What happens to a subsidy → its entry; a use that no earmarked fund pays has none."""

from decimal import Decimal

from comptoir.law import chart
from comptoir.ledger import Entry, Posting
from comptoir.members.subsidies import Movement, Sort, Step, Subsidy


def subsidy_entry(subsidy: Subsidy, made: Movement) -> Entry | None:
    """Return the entry of a movement (ANC 2018-06, art. 132-1 to 132-5; PCG, art. 312-1)."""
    investment = subsidy.sort is Sort.INVESTMENT
    accounts: tuple[str, str]
    amount, journal = made.amount, chart.MISCELLANEOUS
    if made.step is Step.NOTIFIED:
        source = chart.INVESTMENT_GRANTS if investment else chart.OPERATING_GRANTS
        accounts = chart.GRANTS_RECEIVABLE, source
    elif made.step is Step.RECEIVED:
        accounts, journal = (chart.BANK, chart.GRANTS_RECEIVABLE), chart.BANK_JOURNAL
    elif made.step is Step.CARRIED:
        accounts = chart.EARMARKED_KEPT, chart.EARMARKED
    elif investment:
        accounts = chart.INVESTMENT_GRANTS_USED, chart.GRANT_TO_RESULT.on(made.on)
    else:
        accounts, amount = (chart.EARMARKED, chart.EARMARKED_USED), made.from_funds
    return _entry(subsidy, made, accounts, amount, journal) if amount else None


def _entry(
    subsidy: Subsidy, made: Movement, accounts: tuple[str, str], amount: Decimal,
    journal: chart.Journal,
) -> Entry:  # fmt: skip
    label = f"Subvention {subsidy.number} {made.step.french}, {subsidy.about}"
    debit, credit = accounts
    return Entry(
        journal=journal.code,
        date=made.on,
        voucher=made.number,
        voucher_on=made.on,
        postings=(
            Posting(account=debit, amount=amount, label=label),
            Posting(account=credit, amount=-amount, label=label),
        ),
    )
