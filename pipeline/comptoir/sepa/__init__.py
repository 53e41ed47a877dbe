"""SEPA files: a batch of direct debits ↔ pain.008 (ISO 20022)."""

from comptoir.sepa.pain008 import Batch, Creditor, Debit, pain008

__all__ = ["Batch", "Creditor", "Debit", "pain008"]
