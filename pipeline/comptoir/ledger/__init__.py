"""The journal: balanced entries, their matching, balances, and the FEC."""

from comptoir.ledger.balance import Balance, general_ledger, trial_balance
from comptoir.ledger.entry import Entry, Posting
from comptoir.ledger.fiscal_year import FiscalYear

__all__ = ["Balance", "Entry", "FiscalYear", "Posting", "general_ledger", "trial_balance"]
