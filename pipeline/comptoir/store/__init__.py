"""The base: tables by noun on one MetaData, gateways named for what the trade asks.

`reading` and `begin` are the only doors. `begin` writes the audit row in the same transaction, so
that no caller can forget it.
"""

from comptoir.store.doors import Transaction, begin, kept_open, reading

__all__ = ["Transaction", "begin", "kept_open", "reading"]
