"""Whether we may write to somebody, on what basis, and why: the only way to an audience."""

from comptoir.consent.decide import decide
from comptoir.consent.model import (
    ANY_CHANNEL,
    CHANNELS,
    ConsentEvent,
    ContactState,
    Decision,
    EventKind,
    Purpose,
    Reason,
    Standing,
    class_scope,
    consent_channel,
    purpose_named,
    purposes,
)
from comptoir.consent.standing import standing, standings

__all__ = [
    "ANY_CHANNEL",
    "CHANNELS",
    "ConsentEvent",
    "ContactState",
    "Decision",
    "EventKind",
    "Purpose",
    "Reason",
    "Standing",
    "class_scope",
    "consent_channel",
    "decide",
    "purpose_named",
    "purposes",
    "standing",
    "standings",
]
