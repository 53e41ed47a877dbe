"""Comptoir: the front desk of a small French organisation, in one repository."""

__version__ = "0.1.0"
