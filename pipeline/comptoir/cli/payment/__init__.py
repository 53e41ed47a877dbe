"""`comptoir payment`: its verbs, by what they do."""

from comptoir.cli.payment import bank, cheques, record
from comptoir.cli.payment.group import command

__all__ = ["bank", "cheques", "command", "record"]
