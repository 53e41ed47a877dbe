"""From documents to entries: one pure function a document, and the entry always balances."""

from comptoir.bookkeeping.invoices import invoice_entry
from comptoir.bookkeeping.payments import PaidInvoice, payment_entry, released

__all__ = ["PaidInvoice", "invoice_entry", "payment_entry", "released"]
