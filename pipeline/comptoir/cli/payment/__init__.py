"""`comptoir payment`: its verbs, by what they do."""

from comptoir.cli.payment import bank, cash, cheques, record, refunds
from comptoir.cli.payment.group import command

__all__ = ["bank", "cash", "cheques", "command", "record", "refunds"]
