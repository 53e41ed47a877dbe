"""An e-mail ready to leave: its bytes, beside what every message says of itself."""

from dataclasses import dataclass
from datetime import UTC, datetime

from comptoir.channels.mime import encode
from comptoir.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail(Message):
    """A message whose bytes were already written (RFC 5322)."""

    raw: bytes


def raw_of(message: Message) -> bytes:
    """Return the bytes of any message, writing them when it is not done yet."""
    return message.raw if isinstance(message, Mail) else encode(message, date=datetime.now(UTC))
