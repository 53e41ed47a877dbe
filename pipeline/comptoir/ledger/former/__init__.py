"""The journal of another program, as a FEC or a table: its lines, its entries, its balances."""

from comptoir.ledger.former.entries import FormerEntry, entries_of
from comptoir.ledger.former.headings import columns
from comptoir.ledger.former.lines import FormerLine, lines_of
from comptoir.ledger.former.opening import opening_of

__all__ = ["FormerEntry", "FormerLine", "columns", "entries_of", "lines_of", "opening_of"]
