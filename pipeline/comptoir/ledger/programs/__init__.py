"""Programs that take a journal: one module each, found because it is there.

What one writes is read back by `ledger.former`, which knows its headings.
"""

from comptoir.ledger.programs.program import Row, named, rows_of
from comptoir.programs import Program

__all__ = ["Program", "Row", "named", "rows_of"]
