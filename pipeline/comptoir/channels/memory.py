"""A channel that keeps what it is given: the stand-in of tests."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from comptoir.message import Acknowledgement, Message, Outcome


@dataclass(slots=True)
class MemoryChannel:
    """Keeps messages; answers as told for some recipients."""

    answers: Mapping[str, Outcome] = field(default_factory=dict)
    sent: list[Message] = field(default_factory=list)
    idempotent: bool = False
    closed: bool = False

    def send(self, message: Message, *, then: Message | None = None) -> Acknowledgement:
        outcome = self.answers.get(message.recipient, Outcome.SENT)
        if outcome in (Outcome.SENT, Outcome.DOUBTFUL):
            self.sent.append(message)
        return Acknowledgement(message_id=message.id, outcome=outcome)

    def close(self) -> None:
        self.closed = True
