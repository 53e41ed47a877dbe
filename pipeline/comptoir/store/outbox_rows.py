"""What the outbox holds: queueings, recipients, and what became of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    """Where the message of one recipient is."""

    QUEUED = "queued"
    SENDING = "sending"  # in the hands of a sender
    SENT = "sent"
    REFUSED = "refused"  # for good
    DEFERRED = "deferred"  # will be tried again
    DOUBTFUL = "doubtful"  # may have left: held, never sent again blindly
    SKIPPED = "skipped"  # stopped at the moment of sending: objection, death…
    CANCELLED = "cancelled"

    @property
    def french(self) -> str:
        return FRENCH[self]


FRENCH = {
    State.QUEUED: "en attente",
    State.SENDING: "en cours",
    State.SENT: "partis",
    State.REFUSED: "refusés",
    State.DEFERRED: "différés",
    State.DOUBTFUL: "douteux",
    State.SKIPPED: "écartés",
    State.CANCELLED: "annulés",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One queueing: what was frozen."""

    id: int
    campaign: str
    channel: str
    purpose: str
    segment: str
    segment_size: int
    source: str
    offers: frozenset[str]
    everyone: bool
    on: date
    queued_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRun:
    """A queueing to record."""

    campaign: str
    channel: str
    purpose: str
    purpose_class: str
    segment: str
    segment_size: int
    segment_hash: str
    source: str
    source_hash: str
    offers: frozenset[str]
    everyone: bool
    on: date
    exclusions: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRow:
    """A recipient to queue, in the order of leaving."""

    contact_id: int
    reason: str
    basis: str
    held: str = ""  # why it is never to leave: of the control group


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A recipient of the outbox."""

    id: int
    run_id: int
    channel: str
    contact_id: int
    reference: str
    state: State
    reason: str
    batch: int | None
    claim: str | None
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What became of one recipient's message."""

    id: int
    state: State
    detail: str = ""
    started_at: datetime | None = None
    at: datetime
