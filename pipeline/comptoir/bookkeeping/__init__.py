"""From documents to entries: one pure function a document, and the entry always balances."""

from comptoir.bookkeeping.claims import PaidInvoice, released
from comptoir.bookkeeping.credits import credit_entry, credit_note
from comptoir.bookkeeping.invoices import invoice_entry
from comptoir.bookkeeping.payments import (
    deposit_entry,
    fee_entry,
    gap_entry,
    payment_entry,
    payout_entry,
)

__all__ = [
    "PaidInvoice",
    "credit_entry",
    "credit_note",
    "deposit_entry",
    "fee_entry",
    "gap_entry",
    "invoice_entry",
    "payment_entry",
    "payout_entry",
    "released",
]
