"""Messages as files, `var/outbox/<campaign>/M-000123.eml`: to look at, or for a mail client."""

from dataclasses import dataclass
from pathlib import Path

from comptoir.channels.mail import raw_of
from comptoir.message import Acknowledgement, Message, Outcome
from comptoir.private import write_private
from comptoir.text import slug


@dataclass(frozen=True, slots=True)
class FileChannel:
    """Writes one private file a message, whole or not at all."""

    folder: Path

    @property
    def idempotent(self) -> bool:
        return True  # the same message has the same name

    def send(self, message: Message, *, then: Message | None = None) -> Acknowledgement:
        write_private(self.path(message.id), raw_of(message))
        return Acknowledgement(message_id=message.id, outcome=Outcome.SENT, detail="fichier")

    def path(self, message_id: str) -> Path:
        return self.folder / f"{slug(message_id).upper()}.eml"

    def close(self) -> None:
        pass
