"""`comptoir ledger`: its verbs, by what they do."""

from comptoir.cli.ledger import closing, entering, leaving, reading, vat
from comptoir.cli.ledger.group import command

__all__ = ["closing", "command", "entering", "leaving", "reading", "vat"]
