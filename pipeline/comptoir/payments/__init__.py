"""Payments: what was received, how, and what it pays. A package with its own version.

The recording of consumers' payments must be unalterable, secured, kept and archived (CGI, art.
286, I-3° bis): this is the part that is frozen, and each payment says which version recorded it.
"""

from comptoir.payments.methods import Method
from comptoir.payments.payment import Payment, Share, ShareKind, allocate

VERSION = "1.0"

__all__ = ["VERSION", "Method", "Payment", "Share", "ShareKind", "allocate"]
