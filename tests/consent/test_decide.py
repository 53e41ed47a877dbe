"""The decision table of LAW § 2.1 and § 0.7, cell by cell, and what no state may ever break."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.consent import (
    CHANNELS,
    ConsentEvent,
    ContactState,
    EventKind,
    Purpose,
    Reason,
    Standing,
    class_scope,
    decide,
    standings,
)
from comptoir.consent.model import ALL_CLASSES, SALE
from comptoir.settings import Basis, PurposeClass

from make_contacts import CONVOCATION, GIFTS, NEWSLETTER, OFFERS, PURPOSES, stands, state

MEMBER = frozenset({"member"})
GRANTED = EventKind.GRANTED
DAYS = st.dates(date(2024, 1, 1), date(2026, 11, 24))


# one row a cell: what is known, for what, how → yes or no, why
TABLE = [
    # statutory: stopped by death or a dead address only
    (state(), CONVOCATION, "letter", True, Reason.STATUTORY),
    (state(restricted=True), CONVOCATION, "email", True, Reason.STATUTORY),
    (state(age=12), CONVOCATION, "email", True, Reason.STATUTORY),
    (state(standings=stands(ALL_CLASSES, "email", EventKind.OBJECTED)), CONVOCATION, "email",
     True, Reason.STATUTORY),
    (state(suppressed={("*", "email"): date(2025, 1, 1)}), CONVOCATION, "email",
     True, Reason.STATUTORY),
    (state(deceased=True), CONVOCATION, "letter", False, Reason.DECEASED),
    (state(reachable=frozenset({"email"})), CONVOCATION, "letter", False, Reason.NO_ADDRESS),
    (state(bounced=frozenset({"post"})), CONVOCATION, "letter", False, Reason.DEAD_ADDRESS),
    (state(erased=True), CONVOCATION, "letter", False, Reason.ERASED),
    # associative life and gifts: notice and objection
    (state(roles=MEMBER), GIFTS, "email", True, Reason.ASSOCIATIVE),
    (state(roles=frozenset({"donor"})), GIFTS, "sms", True, Reason.ASSOCIATIVE),
    (state(roles=frozenset({"prospect"})), GIFTS, "email", False, Reason.NO_RELATION),
    (state(roles=frozenset({"prospect"})), GIFTS, "letter", True, Reason.POST),
    (state(roles=MEMBER, restricted=True), GIFTS, "email", False, Reason.RESTRICTED),
    (state(roles=MEMBER, standings=stands("class:associative", "email", EventKind.OBJECTED)),
     GIFTS, "email", False, Reason.OBJECTED),
    (state(roles=MEMBER, standings=stands("dons", "email", EventKind.WITHDRAWN)),
     GIFTS, "email", False, Reason.WITHDRAWN),
    (state(roles=MEMBER, standings=stands("class:commercial", "email", EventKind.OBJECTED)),
     GIFTS, "email", True, Reason.ASSOCIATIVE),
    (state(roles=MEMBER, suppressed={("associative", "email"): date(2025, 1, 1)}),
     GIFTS, "email", False, Reason.SUPPRESSED),
    # a purpose that the record of processing founds on consent asks for it
    (state(roles=MEMBER), NEWSLETTER, "email", False, Reason.NO_CONSENT),
    (state(standings=stands("lettre-infos", "email", GRANTED)), NEWSLETTER, "email",
     True, Reason.CONSENT),
    (state(standings=stands("lettre-infos", "email", EventKind.UNPROVEN)), NEWSLETTER, "email",
     False, Reason.UNPROVEN),
    (state(standings=stands("lettre-infos", "sms", GRANTED)), NEWSLETTER, "email",
     False, Reason.NO_CONSENT),
    # commercial: consumers
    (state(roles=MEMBER), OFFERS, "email", False, Reason.NO_CONSENT),
    (state(roles=MEMBER), OFFERS, "sms", False, Reason.NO_CONSENT),
    (state(roles=MEMBER), OFFERS, "phone", False, Reason.NO_CONSENT),
    (state(), OFFERS, "letter", True, Reason.POST),
    (state(standings=stands("offres", "email", GRANTED)), OFFERS, "email", True, Reason.CONSENT),
    (state(standings=stands("offres", "phone", GRANTED)), OFFERS, "phone", True, Reason.CONSENT),
    (state(standings=stands("lettre-infos", "email", GRANTED)), OFFERS, "email",
     False, Reason.NO_CONSENT),
    (state(age=14, standings=stands("offres", "email", GRANTED)), OFFERS, "email",
     False, Reason.MINOR),
    (state(age=15, standings=stands("offres", "email", GRANTED)), OFFERS, "email",
     True, Reason.CONSENT),
    # commercial: professionals
    (state(kind="organisation", professional=True, generic_email=True), OFFERS, "email",
     True, Reason.GENERIC),
    (state(kind="organisation", professional=True), OFFERS, "email", True, Reason.PROFESSIONAL),
    (state(professional=True), OFFERS, "phone", True, Reason.PROFESSIONAL),
    (state(professional=True, free_email=True), OFFERS, "email", False, Reason.NO_CONSENT),
    (state(kind="organisation", professional=True, generic_email=True,
           standings=stands("offres", "email", EventKind.OBJECTED)), OFFERS, "email",
     False, Reason.OBJECTED),
]  # fmt: skip


@pytest.mark.parametrize(("known", "purpose", "channel", "allowed", "reason"), TABLE)
def test_each_cell_of_the_table(known, purpose, channel, allowed, reason):
    decision = decide(purpose, channel, known)
    assert (decision.allowed, decision.reason) == (allowed, reason)
    assert decision.french.startswith("Oui" if allowed else "Non")
    assert "{" not in decision.french


def test_similar_products_need_a_sale_and_an_offer_to_refuse():
    offered = stands(SALE, "email", EventKind.OFFERED)
    sold, similar = frozenset({"KIT-VELO"}), frozenset({"KIT-VELO", "KIT-COUT"})

    def allowed(known: ContactState, offers: frozenset[str] = similar) -> bool:
        return decide(OFFERS, "email", known, offers=offers).allowed

    assert allowed(state(bought=sold, standings=offered))
    assert not allowed(state(bought=sold))
    assert not allowed(state(standings=offered))
    assert not allowed(state(bought=sold, standings=offered), frozenset({"GUIDE"}))
    assert not allowed(state(bought=sold, standings=offered), frozenset())
    assert not decide(
        OFFERS, "phone", state(bought=sold, standings=stands(SALE, "phone", EventKind.OFFERED)),
        offers=similar,
    ).allowed  # fmt: skip


# LAW § 2.1: who × channel, for an offer to buy something

E, S, P, L = CHANNELS  # e-mail, SMS, phone, post
BOUGHT = {"roles": frozenset({"customer"}), "bought": frozenset({"KIT-VELO"})}
SALE_STANDINGS = {(SALE, c): Standing(EventKind.OFFERED, date(2025, 1, 1)) for c in (E, S)}
COMMERCIAL_TABLE = {
    "consumer prospect": (state(), {L: Reason.POST}),
    "consumer prospect who agreed to e-mails": (
        state(standings=stands("offres", E, GRANTED)), {E: Reason.CONSENT, L: Reason.POST},
    ),
    "consumer prospect who agreed to calls": (
        state(standings=stands("offres", P, GRANTED)), {P: Reason.CONSENT, L: Reason.POST},
    ),
    "customer, similar product, refusal offered": (
        state(**BOUGHT, standings=SALE_STANDINGS),
        {E: Reason.SIMILAR_PRODUCTS, S: Reason.SIMILAR_PRODUCTS, L: Reason.POST},
    ),
    "customer, refusal never offered": (state(**BOUGHT), {L: Reason.POST}),
    "customer with that order under way": (
        state(**BOUGHT, ordered=frozenset({"KIT-VELO"})),
        {P: Reason.RUNNING_CONTRACT, L: Reason.POST},
    ),
    "customer with another order under way": (
        state(**BOUGHT, ordered=frozenset({"GUIDE"})), {L: Reason.POST},
    ),
    "professional": (state(professional=True), dict.fromkeys(CHANNELS, Reason.PROFESSIONAL)),
    "professional behind a mailbox of the public": (
        state(professional=True, free_email=True),
        {P: Reason.PROFESSIONAL, L: Reason.PROFESSIONAL},
    ),
    "generic address of an organisation": (
        state(kind="organisation", professional=True, generic_email=True),
        {E: Reason.GENERIC} | dict.fromkeys((S, P, L), Reason.PROFESSIONAL),
    ),
    "member who never bought": (state(roles=MEMBER), {L: Reason.POST}),
    "child": (state(age=14, standings=stands("offres", E, GRANTED)), {}),
    "child whose parent agreed": (
        state(age=14, standings=stands("offres", E, GRANTED), parent_agreed={("offres", E)}),
        {E: Reason.CONSENT},
    ),
    "deceased": (state(deceased=True, **BOUGHT), {}),
    "restricted": (state(restricted=True, professional=True), {}),
}  # fmt: skip


@pytest.mark.parametrize("who", COMMERCIAL_TABLE)
@pytest.mark.parametrize("channel", CHANNELS)
def test_an_offer_reaches_only_whom_the_table_says(who, channel):
    known, allowed = COMMERCIAL_TABLE[who]
    decision = decide(OFFERS, channel, known, offers=frozenset({"KIT-VELO"}))
    assert decision.allowed == (channel in allowed), decision.french
    if channel in allowed:
        assert decision.reason == allowed[channel]


@pytest.mark.parametrize("role", ["member", "donor", "volunteer", "service_user", "customer"])
@pytest.mark.parametrize("channel", CHANNELS)
def test_those_who_know_us_are_told_of_gifts_until_they_object(role, channel):
    known = state(roles=frozenset({role}))
    assert decide(GIFTS, channel, known).reason == Reason.ASSOCIATIVE
    refused = state(roles=frozenset({role}), standings=stands("dons", channel, EventKind.OBJECTED))
    assert decide(GIFTS, channel, refused).reason == Reason.OBJECTED


# users of a public service: its messages, and nothing else without their consent

TOWN = {"kind": PurposeClass.ASSOCIATIVE, "public_body": True}
SERVICE = Purpose(id="service", title="Service", basis=Basis.PUBLIC_TASK, **TOWN)
TOWN_LIFE = Purpose(id="vie", title="Vie de la commune", basis=Basis.LEGITIMATE, **TOWN)
USER = frozenset({"service_user"})


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_public_service_does_not_reuse_its_file(channel):
    user = state(roles=USER)
    assert decide(SERVICE, channel, user).reason == Reason.PUBLIC_TASK
    assert decide(TOWN_LIFE, channel, user).reason == Reason.SERVICE_FILE
    shop = replace(OFFERS, public_body=True)
    assert decide(shop, channel, user).reason == Reason.SERVICE_FILE
    agreed = state(roles=USER, standings=stands("vie", channel, GRANTED))
    assert decide(TOWN_LIFE, channel, agreed).reason == Reason.CONSENT
    more = state(roles=USER | {"volunteer"})
    assert decide(TOWN_LIFE, channel, more).reason == Reason.ASSOCIATIVE


@pytest.mark.parametrize(
    ("day", "allowed"), [(date(2026, 8, 10), True), (date(2026, 8, 11), False), (None, False)]
)
def test_a_call_is_judged_by_the_law_of_its_day(day, allowed):
    assert decide(OFFERS, "phone", state(), on=day).allowed is allowed
    objected = state(standings=stands("offres", "phone", EventKind.OBJECTED))
    assert not decide(OFFERS, "phone", objected, on=day).allowed


def test_a_phone_call_without_consent_cites_the_law_on_canvassing():
    assert "L223-1" in decide(OFFERS, "phone", state()).basis


# What no combination may break

EVENTS = st.builds(
    ConsentEvent,
    kind=st.sampled_from([k for k in EventKind if k is not EventKind.OFFERED]),
    scope=st.sampled_from([p.id for p in PURPOSES]),
    channel=st.sampled_from([*CHANNELS, "*"]),
    on=DAYS,
)
OBJECTIONS = st.builds(
    ConsentEvent,
    kind=st.just(EventKind.OBJECTED),
    scope=st.sampled_from([ALL_CLASSES, "class:commercial", "class:associative"]),
    channel=st.sampled_from([*CHANNELS, "*"]),
    on=DAYS,
)
HISTORIES = st.lists(EVENTS | OBJECTIONS, max_size=8)
SETS = st.frozensets(st.sampled_from(["member", "donor", "prospect", "customer"]))
STATES = st.builds(
    ContactState,
    kind=st.sampled_from(["person", "organisation"]),
    professional=st.booleans(),
    generic_email=st.booleans(),
    free_email=st.booleans(),
    deceased=st.booleans(),
    restricted=st.booleans(),
    age=st.none() | st.integers(1, 99),
    roles=SETS,
    reachable=st.frozensets(st.sampled_from(CHANNELS)),
    bounced=st.frozensets(st.sampled_from(CHANNELS)),
    standings=HISTORIES.map(standings),
    suppressed=st.dictionaries(
        st.tuples(st.sampled_from(["commercial", "associative", "*"]), st.sampled_from(CHANNELS)),
        DAYS,
        max_size=3,
    ),
    bought=st.frozensets(st.sampled_from(["KIT-VELO", "GUIDE"])),
)
SOME_PURPOSE, SOME_CHANNEL = st.sampled_from(PURPOSES), st.sampled_from(CHANNELS)


@given(STATES, SOME_PURPOSE, SOME_CHANNEL)
def test_every_decision_has_a_reason_a_basis_and_a_sentence(known, purpose, channel):
    decision = decide(purpose, channel, known)
    assert decision.reason in list(Reason)
    assert decision.french


@given(HISTORIES, SOME_PURPOSE, SOME_CHANNEL, DAYS)
def test_who_objected_to_a_class_is_in_no_audience_of_it(history, purpose, channel, day):
    """Whatever was said before, and unless a proven consent came later."""
    objection = ConsentEvent(
        kind=EventKind.OBJECTED, scope=class_scope(purpose.kind), channel=channel, on=day
    )
    since = [e for e in history if e.kind is EventKind.GRANTED and e.on > day]
    if purpose.kind is PurposeClass.STATUTORY or since:
        return
    known = state(roles=MEMBER, professional=True, standings=standings([*history, objection]))
    assert not decide(purpose, channel, known).allowed


@given(HISTORIES, SOME_CHANNEL, DAYS)
def test_an_unsubscription_never_stops_a_convocation(history, channel, day):
    refusal = ConsentEvent(kind=EventKind.OBJECTED, scope=ALL_CLASSES, channel="*", on=day)
    known = state(standings=standings([*history, refusal]))
    assert decide(CONVOCATION, channel, known).allowed


@given(SOME_CHANNEL, DAYS, st.integers(0, 400))
def test_a_withdrawal_beats_a_consent_of_the_same_day_or_before(channel, day, later):
    granted = ConsentEvent(kind=GRANTED, scope="offres", channel=channel, on=day)
    taken = ConsentEvent(
        kind=EventKind.WITHDRAWN, scope="offres", channel=channel, on=day + timedelta(days=later)
    )
    for history in ([granted, taken], [taken, granted]):
        decision = decide(OFFERS, channel, state(standings=standings(history)))
        assert decision.reason == Reason.WITHDRAWN


@given(HISTORIES, SOME_PURPOSE, SOME_CHANNEL)
def test_the_order_of_writing_changes_nothing(history, purpose, channel):
    one = decide(purpose, channel, state(standings=standings(history)))
    other = decide(purpose, channel, state(standings=standings(reversed(history))))
    assert one == other


@given(STATES, SOME_PURPOSE, SOME_CHANNEL)
def test_the_dead_the_unreachable_and_the_bounced_get_nothing(known, purpose, channel):
    lost = known.deceased or channel not in known.reachable or channel in known.bounced
    assert not (lost and decide(purpose, channel, known).allowed)


@given(STATES, SOME_CHANNEL)
def test_no_commercial_message_reaches_a_consumer_without_a_proven_consent(known, channel):
    """By e-mail, SMS or telephone; the similar-products exception apart."""
    decision = decide(OFFERS, channel, known)
    if channel == "post" or known.professional or not decision.allowed:
        return
    assert known.standings.get((OFFERS.id, channel), Standing(GRANTED, date.min)).kind is GRANTED
    assert decision.reason == Reason.CONSENT


@given(HISTORIES, SOME_CHANNEL)
def test_an_unproven_consent_opens_nothing(history, channel):
    only = [e for e in history if e.kind is not GRANTED]
    known = state(standings=standings(only), roles=MEMBER)
    for purpose in (NEWSLETTER, OFFERS):
        reason = decide(purpose, channel, known).reason
        assert reason != Reason.CONSENT
        assert purpose.basis is Basis.CONSENT
