"""`comptoir ledger`: its verbs, by what they do."""

from comptoir.cli.ledger import (
    closing,
    doubtful,
    entering,
    former,
    leaving,
    matching,
    reading,
    vat,
)
from comptoir.cli.ledger.group import command

__all__ = [
    "closing",
    "command",
    "doubtful",
    "entering",
    "former",
    "leaving",
    "matching",
    "reading",
    "vat",
]
