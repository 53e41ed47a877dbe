"""What a history of consents comes to."""

from datetime import date

from comptoir.consent import CHANNELS, ConsentEvent, EventKind, Standing, standing, standings
from comptoir.consent.model import ALL_CLASSES

from make_contacts import OFFERS


def event(kind: EventKind, day: int, *, scope: str = "offres", channel: str = "email"):
    return ConsentEvent(kind=kind, scope=scope, channel=channel, on=date(2026, 1, day))


def comes_to(*events: ConsentEvent) -> EventKind | None:
    found = standing(standings(events), OFFERS, "email")
    return found.kind if found else None


def test_the_last_word_wins():
    granted, taken = event(EventKind.GRANTED, 1), event(EventKind.WITHDRAWN, 2)
    assert comes_to(granted, taken) is EventKind.WITHDRAWN
    assert comes_to(granted, taken, event(EventKind.GRANTED, 3)) is EventKind.GRANTED


def test_an_objection_to_everything_covers_each_channel():
    refusal = event(EventKind.OBJECTED, 1, scope=ALL_CLASSES, channel="*")
    known = standings([refusal])
    assert {channel for _, channel in known} == set(CHANNELS)
    assert standing(known, OFFERS, "phone") == Standing(EventKind.OBJECTED, date(2026, 1, 1))


def test_a_later_and_proven_consent_lifts_an_objection_to_the_class():
    refusal = event(EventKind.OBJECTED, 5, scope="class:commercial")
    assert comes_to(refusal, event(EventKind.GRANTED, 6)) is EventKind.GRANTED
    assert comes_to(refusal, event(EventKind.GRANTED, 5)) is EventKind.OBJECTED
    assert comes_to(refusal, event(EventKind.UNPROVEN, 6)) is EventKind.OBJECTED


def test_a_consent_without_proof_never_replaces_anything():
    unproven = event(EventKind.UNPROVEN, 9)
    assert comes_to(event(EventKind.GRANTED, 1), unproven) is EventKind.GRANTED
    assert comes_to(event(EventKind.WITHDRAWN, 1), unproven) is EventKind.WITHDRAWN
    assert comes_to(unproven) is EventKind.UNPROVEN


def test_nothing_said_comes_to_nothing():
    assert comes_to() is None
    assert comes_to(event(EventKind.OBJECTED, 1, scope="class:associative")) is None
