"""A request: who asked what, who takes care of it, what was promised and what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from comptoir.dates import WorkingDays
from comptoir.errors import RefusedError


class Kind(StrEnum):
    """What a request is about: a complaint regrets a service, a dispute contests an invoice."""

    INFORMATION = "information"
    COMPLAINT = "complaint"
    DISPUTE = "dispute"

    @property
    def french(self) -> str:
        return {"information": "demande", "complaint": "réclamation", "dispute": "litige"}[self]


class Channel(StrEnum):
    """How somebody came to us, or how we answer."""

    VISIT = "visit"
    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    WEB = "web"
    SOCIAL = "social"

    @property
    def french(self) -> str:
        return CHANNELS[self]


CHANNELS = {
    Channel.VISIT: "visite",
    Channel.PHONE: "téléphone",
    Channel.EMAIL: "mél",
    Channel.LETTER: "courrier",
    Channel.WEB: "site",
    Channel.SOCIAL: "réseaux",
}


class State(StrEnum):
    """How far a request is."""

    NEW = "new"
    TAKEN = "taken"
    ANSWERED = "answered"
    CLOSED = "closed"

    @property
    def french(self) -> str:
        return STATES[self]


STATES = {
    State.NEW: "nouveau",
    State.TAKEN: "pris en charge",
    State.ANSWERED: "répondu",
    State.CLOSED: "clos",
}
OPEN = (State.NEW, State.TAKEN)  # somebody waits for an answer
# What each act leads from, and to.
MOVES = {
    "take": (State.NEW, State.TAKEN),
    "answer": (State.TAKEN, State.ANSWERED),
    "resume": (State.ANSWERED, State.TAKEN),
    "close": (State.ANSWERED, State.CLOSED),
}
NEXT = {
    State.NEW: "prendre",
    State.TAKEN: "répondre",
    State.ANSWERED: "clore",
}
FRENCH_MOVES = {"take": "prise", "answer": "répondue", "resume": "reprise", "close": "close"}


class Responsibility(StrEnum):
    """Whose fault a complaint finds."""

    OURS = "ours"
    SHARED = "shared"
    THIRD = "third"
    NONE = "none"

    @property
    def french(self) -> str:
        return {
            "ours": "la nôtre",
            "shared": "partagée",
            "third": "celle d’un tiers",
            "none": "aucune de notre part",
        }[self]


class Stage(StrEnum):
    """How far a dispute went."""

    AMICABLE = ""  # between us
    CONCILIATION = "conciliation"
    MEDIATION = "mediation"
    COURT = "court"

    @property
    def french(self) -> str:
        return {
            "": "à l’amiable",
            "conciliation": "conciliation",
            "mediation": "médiation",
            "court": "tribunal",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a request; events are added, never changed."""

    at: datetime
    login: str
    what: str  # opened, taken, assigned, message, interim, answered, escalated, closed…
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a complaint was answered: facts, whose fault, what is done, by when."""

    facts: str = ""
    responsibility: Responsibility | None = None
    remedy: str = ""
    remedy_on: date | None = None
    document: str = ""  # a credit note or a delivery note

    @property
    def lacking(self) -> list[str]:
        """What an answer to a complaint cannot do without, by the names of the options."""
        told = {
            "--facts": self.facts,
            "--responsibility": self.responsibility,
            "--remedy": self.remedy,
            "--remedy-on": self.remedy_on,
        }
        return [name for name, value in told.items() if not value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as the base holds it."""

    id: int
    number: str  # DEM-2026-0001
    kind: Kind
    form: str
    channel: Channel
    at: datetime
    received_on: date
    agent: str  # login of who took it down
    owner: str  # login of who takes care of it
    contact: str = ""  # C-000123
    contact_id: int | None = None
    caller: str = ""  # who, in their words
    demand: str = ""  # what they asked for
    need: str = ""  # what we understood
    confirmed: bool | None = None  # whether they said yes to our words
    motive: str = ""
    answers: Mapping[str, object]
    state: State = State.NEW
    reply_by: str = ""  # email, phone, letter; nothing once all is said
    promised_days: int | None = None  # working days
    due_on: date | None = None
    invoice: str = ""  # what it is about
    answered_on: date | None = None
    answer: str = ""
    answer_channel: str = ""
    answer_path: str = ""  # under var/
    outcome: Outcome = Outcome()
    stage: Stage = Stage.AMICABLE
    closed_on: date | None = None
    conclusion: str = ""

    def late(self, today: date) -> bool:
        """Whether what was promised is past, and nothing was answered."""
        return self.state in OPEN and self.due_on is not None and self.due_on < today

    @property
    def kept(self) -> bool | None:
        """Whether the answer came in time; unknown where none was promised, or given yet."""
        if self.due_on is None or self.answered_on is None:
            return None
        return self.answered_on <= self.due_on

    def days_taken(self, days: WorkingDays) -> int | None:
        """Return how many working days the answer took."""
        if self.answered_on is None:
            return None
        return days.between(self.received_on, self.answered_on)


def moved(number: str, state: State, act: str) -> State:
    """Return the state that an act leads to.

    Raises:
        RefusedError: the act does not lead on from this state.
    """
    start, end = MOVES[act]
    if state is start:
        return end
    follow = NEXT.get(state)
    raise RefusedError(
        f"{number} est à l’état « {state.french} » : cette demande ne peut pas être "
        f"{FRENCH_MOVES[act]}.",
        remedy=f"Ce qui vient maintenant : comptoir demande {follow} {number}"
        if follow
        else "Une demande close ne bouge plus : ouvrez-en une autre.",
    )
