"""Contracts and agreements: with whom, from when, until when, and what their kind decides."""

from comptoir.contracts.contract import Contract, Kind, State
from comptoir.contracts.rules import Rules, rules

__all__ = ["Contract", "Kind", "Rules", "State", "rules"]
