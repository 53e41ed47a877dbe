"""What channels carry: one message to one recipient, and the answer they give."""

from dataclasses import dataclass, field
from enum import Enum


class Outcome(Enum):
    """What a channel knows of a message after handing it over."""

    SENT = "sent"
    REFUSED = "refused"  # for good: unknown address
    DEFERRED = "deferred"  # later: mailbox full, greylisting
    DOUBTFUL = "doubtful"  # the line broke around the final dot: held, never resent blindly


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to one person, ready to leave."""

    id: str  # ours, stable: a retry carries the same one
    channel: str  # email, letter, sms, phone, social
    recipient: str  # address of the channel: e-mail, phone number; empty for letters
    subject: str = ""
    text: str = ""
    html: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    sender: str = ""  # "Les Ateliers <contact@example.org>"
    envelope_from: str = ""
    attachments: tuple[Attachment, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """What became of a message."""

    message_id: str
    outcome: Outcome
    detail: str = ""  # the server's code, never an address
