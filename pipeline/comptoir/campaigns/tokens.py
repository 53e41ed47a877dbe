"""Links that name nobody: a signed token by recipient, for unsubscriptions and bounces.

A token says which outbox row it was sent with, under which class of purpose, signed with a key of
this machine. It holds no address and no contact, is valid for years, and old keys keep verifying
after a new one signs.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from comptoir.settings import PurposeClass

MAC = 12  # bytes: 96 bits
CLASSES = (PurposeClass.STATUTORY, PurposeClass.ASSOCIATIVE, PurposeClass.COMMERCIAL)


@dataclass(frozen=True, slots=True)
class Keys:
    """Signing keys by number; the highest signs, all verify."""

    by_number: Mapping[int, bytes]

    def __bool__(self) -> bool:
        return bool(self.by_number)

    @property
    def current(self) -> tuple[int, bytes]:
        number = max(self.by_number)
        return number, self.by_number[number]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a token says."""

    outbox_id: int
    kind: PurposeClass


def issue(keys: Keys, claim: Claim) -> str:
    """Return the token of a recipient.

    >>> keys = Keys({1: b"0" * 32})
    >>> read(keys, issue(keys, Claim(7, PurposeClass.COMMERCIAL)))
    Claim(outbox_id=7, kind=<PurposeClass.COMMERCIAL: 'commercial'>)
    """
    number, key = keys.current
    head = bytes([number, CLASSES.index(claim.kind)])
    said = head + claim.outbox_id.to_bytes(6, "big")
    return _written(_masked(key, said) + _mac(key, said))


def read(keys: Keys, token: str) -> Claim | None:
    """Return what a token says, or nothing when it is not one of ours."""
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
    if len(raw) != 8 + MAC or _written(raw) != token:  # spare bits of the last letter are ours
        return None
    for key in keys.by_number.values():
        said = _unmasked(key, raw[:8], raw[8:])
        if hmac.compare_digest(_mac(key, said), raw[8:]) and said[1] < len(CLASSES):
            return Claim(int.from_bytes(said[2:], "big"), CLASSES[said[1]])
    return None


def ask(keys: Keys, entry: bytes) -> str:
    """Return the token that confirms what an entry of the public forms asked for.

    Args:
        keys: those of unsubscriptions; the highest signs.
        entry: its identifier, 16 bytes.

    >>> keys = Keys({1: b"0" * 32})
    >>> asked_by(keys, ask(keys, bytes(16))) == bytes(16)
    True
    """
    number, key = keys.current
    said = bytes([number]) + entry
    return _written(said + _confirming(key, said))


def asked_by(keys: Keys, token: str) -> bytes | None:
    """Return the entry that a confirmation is about, or nothing when it is not one of ours."""
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
    said, mac = raw[:17], raw[17:]
    key = keys.by_number.get(raw[0]) if len(raw) == 17 + MAC and _written(raw) == token else None
    if key is None or not hmac.compare_digest(_confirming(key, said), mac):
        return None
    return said[1:]


def _confirming(key: bytes, said: bytes) -> bytes:
    return hmac.digest(key, b"confirm\0" + said, "sha256")[:MAC]


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _mac(key: bytes, said: bytes) -> bytes:
    return hmac.digest(key, b"unsubscribe\0" + said, "sha256")[:MAC]


def _masked(key: bytes, said: bytes) -> bytes:
    """Hide the row number, which would tell how many messages were ever sent."""
    return _xor(said, _stream(key, _mac(key, said)))


def _unmasked(key: bytes, hidden: bytes, mac: bytes) -> bytes:
    return _xor(hidden, _stream(key, mac))


def _stream(key: bytes, mac: bytes) -> bytes:
    return hashlib.blake2b(mac, key=key[:64], digest_size=8).digest()


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def return_tag(keys: Keys, reference: str) -> str:
    """Return what follows the + in the envelope sender: the reference, signed (VERP).

    >>> return_tag(Keys({1: b"0" * 32}), "M-000123")
    'm-000123-6yhsberw'
    """
    _, key = keys.current
    return f"{reference.lower()}-{_return_mac(key, reference)}"


def returned(keys: Keys, tag: str) -> str:
    """Return the reference that a tag tells, or nothing when it is not one of ours.

    >>> returned(Keys({1: b"0" * 32}), "m-000123-6yhsberw")
    'M-000123'
    """
    reference, _, mac = tag.lower().rpartition("-")
    known = (_return_mac(key, reference) for key in keys.by_number.values())
    return (
        reference.upper()
        if any(hmac.compare_digest(one.encode(), mac.encode()) for one in known)
        else ""
    )


def _return_mac(key: bytes, reference: str) -> str:
    mac = hmac.digest(key, b"return\0" + reference.lower().encode(), "sha256")
    return base64.b32encode(mac[:5]).decode().lower()


def message_id(keys: Keys, reference: str, domain: str) -> str:
    """Return the Message-ID of a recipient: the same each time it is written."""
    _, key = keys.current
    return f"<{reference.lower()}.{_id_mac(key, reference)}@{domain}>"


def sent_as(keys: Keys, identifier: str) -> str:
    """Return the reference of the message of ours that has a Message-ID, or nothing.

    >>> keys = Keys({1: b"0" * 32})
    >>> sent_as(keys, message_id(keys, "M-000123", "example.org"))
    'M-000123'
    """
    reference, _, mac = identifier.strip("<> ").partition("@")[0].lower().rpartition(".")
    known = (_id_mac(key, reference) for key in keys.by_number.values())
    return (
        reference.upper()
        if any(hmac.compare_digest(one.encode(), mac.encode()) for one in known)
        else ""
    )


def _id_mac(key: bytes, reference: str) -> str:
    return hmac.digest(key, b"id\0" + reference.lower().encode(), "sha256").hex()[:16]
