"""An e-mail ready to leave: its bytes, beside what every message says of itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from comptoir.channels.mime import encode
from comptoir.message import Message


@dataclass(frozen=True, kw_only=True)
class Mail(Message):
    """A message that writes its own bytes (RFC 5322), once, when they are first asked for.

    No line of them begins with a dot.
    """

    write: Callable[[], bytes]

    @cached_property
    def raw(self) -> bytes:
        return self.write()


def raw_of(message: Message) -> bytes:
    """Return the bytes of any message, writing them when it is not done yet."""
    return message.raw if isinstance(message, Mail) else encode(message, date=datetime.now(UTC))
