"""What is bought: invoices of suppliers, what is left to pay of them, where they are paid."""

from comptoir.purchases.purchase import Bought, Purchase, Reverse

__all__ = ["Bought", "Purchase", "Reverse"]
