"""Memberships and donations, and the receipts that they give right to."""

from comptoir.members.membership import Donation, Level, Membership, fee
from comptoir.members.receipts import DuesReceipt, GiftReceipt
from comptoir.members.words import amount_in_words

__all__ = [
    "Donation",
    "DuesReceipt",
    "GiftReceipt",
    "Level",
    "Membership",
    "amount_in_words",
    "fee",
]
