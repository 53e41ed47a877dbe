"""Quotes, orders and invoices: what is sold, to whom, at which price, with which mentions.

Names follow EN 16931; the docstrings give its codes (BT-…, BG-…).
"""

from comptoir.sales.amounts import Part, Totals, VatBreakdown, totals
from comptoir.sales.credits import CreditNote
from comptoir.sales.documents import Deposit, Invoice, InvoiceKind, Offer, Order, Quote
from comptoir.sales.lines import Allowance, Charge, Line, Nature, Prices

__all__ = [
    "Allowance",
    "Charge",
    "CreditNote",
    "Deposit",
    "Invoice",
    "InvoiceKind",
    "Line",
    "Nature",
    "Offer",
    "Order",
    "Part",
    "Prices",
    "Quote",
    "Totals",
    "VatBreakdown",
    "totals",
]
