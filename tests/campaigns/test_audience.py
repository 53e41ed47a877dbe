"""Who receives a mailing: the law decides, whatever the segment says."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from comptoir.campaigns.audience import (
    OTHER_CHANNEL,
    SAID,
    audience,
    said,
    still_allowed,
    unreached,
)
from comptoir.consent import (
    ContactState,
    EventKind,
    Reason,
    Standing,
    class_scope,
    consent_channel,
)
from comptoir.settings import Basis, PurposeClass

from make_campaigns import purpose

CHANNELS = ("email", "letter")
classes = st.sampled_from(list(PurposeClass))
purposes = st.builds(purpose, classes, basis=st.sampled_from(list(Basis)))
days = st.dates(date(2024, 1, 1), date(2026, 11, 24))
standings = st.builds(Standing, st.sampled_from(list(EventKind)), days)
scopes = st.sampled_from(
    [*(k.value for k in PurposeClass), *map(class_scope, PurposeClass), "class:*"]
)
ways = st.sampled_from(["email", "post", "sms", "phone"])
states = st.builds(
    ContactState,
    kind=st.sampled_from(["person", "organisation"]),
    professional=st.booleans(),
    generic_email=st.booleans(),
    free_email=st.booleans(),
    erased=st.booleans(),
    deceased=st.booleans(),
    restricted=st.booleans(),
    age=st.none() | st.integers(0, 99),
    roles=st.frozensets(st.sampled_from(["member", "donor", "prospect", "customer"])),
    reachable=st.frozensets(ways),
    bounced=st.frozensets(ways),
    standings=st.dictionaries(st.tuples(scopes, ways), standings, max_size=4),
    suppressed=st.dictionaries(
        st.tuples(st.sampled_from(["*", "commercial", "associative"]), ways), days, max_size=2
    ),
    bought=st.frozensets(st.sampled_from(["KIT", "STAGE"])),
)
crowds = st.dictionaries(st.integers(1, 50), states, max_size=12)


def decided(people, wanted, channel, **more):
    return audience(list(people), people, wanted, channel=channel, **more)


@given(crowds, purposes, st.sampled_from(CHANNELS))
def test_everyone_is_in_or_out_with_a_reason(people, wanted, channel):
    who = decided(people, wanted, channel)
    included = {one.contact_id for one in who.included}
    assert included | set(who.excluded) == set(people)
    assert not included & set(who.excluded)
    assert sum(who.reasons.values()) == len(who.excluded)
    assert all(reason in SAID for reason in who.reasons)


@given(states, purposes, st.sampled_from(CHANNELS))
def test_the_dead_the_erased_and_the_unreachable_are_in_no_audience(state, wanted, channel):
    by = consent_channel(channel)
    gone = state.deceased or state.erased or by not in state.reachable or by in state.bounced
    if gone:
        assert decided({1: state}, wanted, channel).included == ()


@given(states, classes, st.sampled_from(CHANNELS), days)
def test_who_objected_is_in_no_audience_of_the_class(state, kind, channel, day):
    last = max([day, *(s.since for s in state.standings.values())])
    objected = {(class_scope(kind), consent_channel(channel)): Standing(EventKind.OBJECTED, last)}
    held = ContactState(
        reachable=frozenset({"email", "post"}), roles=frozenset({"member"}),
        standings={**state.standings, **objected}, bought=state.bought,
    )  # fmt: skip
    who = decided({1: held}, purpose(kind), channel, offers=frozenset({"KIT"}))
    assert bool(who.included) is (kind is PurposeClass.STATUTORY)


@given(states, st.sampled_from([PurposeClass.ASSOCIATIVE, PurposeClass.COMMERCIAL]), days)
def test_who_withdrew_consent_is_in_no_audience_of_that_purpose(state, kind, day):
    last = max([day, *(s.since for s in state.standings.values())])
    wanted = purpose(kind, basis=Basis.CONSENT)
    withdrawn = {(wanted.id, "email"): Standing(EventKind.WITHDRAWN, last)}
    held = ContactState(
        reachable=frozenset({"email"}), standings={**state.standings, **withdrawn},
        roles=state.roles, bought=state.bought,
    )  # fmt: skip
    assert decided({1: held}, wanted, "email", offers=frozenset({"KIT"})).included == ()


@given(states, st.sampled_from(CHANNELS))
def test_what_is_due_reaches_everyone_alive_with_an_address(state, channel):
    by = consent_channel(channel)
    alive = not (state.deceased or state.erased)
    there = by in state.reachable and by not in state.bounced
    who = decided({1: state}, purpose(PurposeClass.STATUTORY), channel)
    assert bool(who.included) is (alive and there)


@given(crowds, purposes)
def test_the_channels_of_a_campaign_share_people_and_forget_nobody(people, wanted):
    by_mail = decided(people, wanted, "email")
    by_post = decided(people, wanted, "letter", before=["email"])
    mailed = {one.contact_id for one in by_mail.included}
    posted = {one.contact_id for one in by_post.included}
    anyhow = {one.contact_id for one in decided(people, wanted, "letter").included}
    assert not mailed & posted
    assert mailed | posted == mailed | anyhow


@given(crowds, purposes, st.sampled_from(CHANNELS))
def test_who_is_reached_elsewhere_is_not_written_to_again(people, wanted, channel):
    who = decided(people, wanted, channel, elsewhere=people)
    assert who.included == ()
    assert set(who.reasons) <= set(SAID)


@given(states, purposes, st.sampled_from(CHANNELS))
def test_asking_again_at_the_moment_of_sending_gives_the_same_answer(state, wanted, channel):
    who = decided({1: state}, wanted, channel)
    assert still_allowed(wanted, channel, state, frozenset()).allowed is bool(who.included)


@given(crowds, purposes)
def test_who_is_forgotten_lacks_an_address_and_nothing_else(people, wanted):
    missed = unreached(list(people), people, wanted, channels=CHANNELS)
    reached = {one.contact_id for way in CHANNELS for one in decided(people, wanted, way).included}
    assert not reached & set(missed)
    for one in missed:
        assert not people[one].deceased
        assert not people[one].erased
    if wanted.kind is PurposeClass.STATUTORY:
        alive = {i for i, s in people.items() if not (s.deceased or s.erased)}
        assert reached | set(missed) == alive


def test_a_contact_twice_in_a_segment_is_written_to_once():
    state = ContactState(reachable=frozenset({"email"}))
    who = audience([1, 1], {1: state}, purpose(), channel="email")
    assert len(who.included) == 1


def test_an_unknown_state_is_excluded():
    who = audience([1], {}, purpose(), channel="email")
    assert who.reasons == {Reason.ERASED.value: 1}


def test_reasons_are_said_in_french():
    assert said(OTHER_CHANNEL) == "atteint par un autre canal de cet envoi"
    assert all(said(reason.value) != reason.value for reason in list(Reason)[:12])
