"""Data that only the holder of a key can read: age (X25519), a line of text or a whole file.

The host of public forms holds the recipient alone: what it has taken in, it cannot read again.
"""

import base64
import binascii
from collections.abc import Iterable

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
    to = _recipient(
        recipient, remedy="Elle commence par « age1 » : comptoir réception clé l’écrit."
    )
    return base64.b64encode(pyrage.encrypt(content, [to])).decode("ascii")


def seal_file(recipients: Iterable[str], content: bytes) -> bytes:
    """Encrypt a file for all of these, as the program `age` does.

    Raises:
        InputError: one of them is no recipient.
    """
    remedy = "Elle commence par « age1 » : comptoir export clé l’écrit, chez qui reçoit."
    to = [_recipient(one, remedy=remedy) for one in recipients]
    return bytes(pyrage.encrypt(content, to))


def unseal_file(identity: str, content: bytes) -> bytes:
    """Decrypt a file.

    Raises:
        InputError: it is damaged, or meant for another key.
    """
    try:
        return bytes(pyrage.decrypt(content, [_identity(identity)]))
    except pyrage.DecryptError:
        raise InputError(
            "ce fichier est abîmé, ou chiffré pour une autre clé.",
            remedy="Redemandez-le à qui l’a envoyé, avec votre clé publique : comptoir export clé.",
        ) from None


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


def _recipient(text: str, *, remedy: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise InputError("ce n’est pas une clé publique age.", remedy=remedy) from None


def _identity(text: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError:
        raise InputError(
            "ce n’est pas une clé secrète age.", remedy="Elle commence par « AGE-SECRET-KEY- »."
        ) from None
