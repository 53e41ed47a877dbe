"""What every channel promises.

A channel answers for each message it is handed, once, by the id it was given. It never raises for
one recipient's sake: that is an answer. It raises `OutsideError` when nobody can be served (no
server, wrong password, full disk); the message under way was then not taken, and can be sent later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from comptoir.message import Acknowledgement, Message


class Channel(Protocol):
    """Sends messages one by one."""

    @property
    def idempotent(self) -> bool:
        """Whether the same message handed twice arrives once: then nothing need be held."""

    def send(self, message: Message, *, then: Message | None = None) -> Acknowledgement:
        """Send a message; `then` is the one that follows, which a channel may get ready for."""

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What became of messages that leave together, and the files made for them."""

    acknowledgements: tuple[Acknowledgement, ...]
    paths: tuple[Path, ...] = ()
    pages: int = 0
    parts: int = 0  # of text messages, each paid
    price: Decimal = Decimal(0)  # of them, before tax
    long: tuple[str, ...] = ()  # ids of letters of more than one page


class BatchChannel(Protocol):
    """Sends messages that only leave together: the letters of a print run, the SMS of a file."""

    @property
    def idempotent(self) -> bool: ...

    def send_all(self, messages: Sequence[Message], *, name: str) -> Batch:
        """Send a batch; the same name and messages again replace the first, they add nothing."""
