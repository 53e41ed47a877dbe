"""Payments: what was received, how, and what it pays. A package with its own version.

The recording of consumers' payments must be unalterable, secured, kept and archived (CGI, art.
286, I-3° bis): this is the part that is frozen, and each payment says which version recorded it.
"""

from comptoir.payments.cheques import Cheque
from comptoir.payments.mandates import Mandate
from comptoir.payments.methods import Method
from comptoir.payments.payment import Kind, Payment, Share, ShareKind, allocate, taken_back

# 1.1: negative payments, cheques; 1.2: refunds, what is paid too much; 1.3: online payments;
# 1.4: SEPA mandates
VERSION = "1.4"

__all__ = [
    "VERSION", "Cheque", "Kind", "Mandate", "Method", "Payment", "Share", "ShareKind", "allocate",
    "taken_back",
]  # fmt: skip
