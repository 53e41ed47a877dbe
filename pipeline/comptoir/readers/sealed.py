"""Data that only the holder of a key can read: age (X25519), a line of text for each thing.

The host of public forms holds the recipient alone: what it has taken in, it cannot read again.
"""

import base64
import binascii

import pyrage

from comptoir.errors import InputError


def new_identity() -> tuple[str, str]:
    """Return a secret identity, and the recipient to publish.

    >>> identity, recipient = new_identity()
    >>> unseal(identity, seal(recipient, b"secret"))
    b'secret'
    """
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def seal(recipient: str, content: bytes) -> str:
    """Encrypt for a recipient.

    Raises:
        InputError: it is no recipient.
    """
    try:
        to = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError:
        raise InputError(
            "ce n’est pas une clé publique age.",
            remedy="Elle commence par « age1 » : comptoir réception clé l’écrit.",
        ) from None
    return base64.b64encode(pyrage.encrypt(content, [to])).decode("ascii")


def recipient_of(identity: str) -> str:
    """Return the recipient that belongs to a secret identity.

    Raises:
        InputError: it is no identity.
    """
    return str(_identity(identity).to_public())


def unseal(identity: str, line: str) -> bytes:
    """Decrypt a line.

    Raises:
        InputError: the line is damaged, or meant for another key.
    """
    try:
        return bytes(pyrage.decrypt(base64.b64decode(line, validate=True), [_identity(identity)]))
    except (pyrage.DecryptError, binascii.Error):
        raise InputError(
            "cette ligne est abîmée, ou chiffrée pour une autre clé.",
            remedy="Gardez la clé qui l’a chiffrée : elle seule peut la lire.",
        ) from None


def _identity(text: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError:
        raise InputError(
            "ce n’est pas une clé secrète age.", remedy="Elle commence par « AGE-SECRET-KEY- »."
        ) from None
