"""The rules of a meeting, as pure functions: who votes, the notice, the quorum, the majority."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from comptoir.errors import RefusedError
from comptoir.members import meeting
from comptoir.members.meeting import Member, Presence, Seat, Votes
from comptoir.settings.assembly import MeetingRules

DAY = date(2026, 12, 12)
JO = Member(
    id=1, reference="C-000001", name="Le Bihan Jo", is_person=True, born=date(1980, 5, 4),
    since=date(2024, 9, 1), paid_on=date(2026, 9, 10),
)  # fmt: skip
RULES = MeetingRules(minimum_age=16, seniority_days=90, organisations=False, proxies=2)
few = st.integers(0, 40)


@pytest.mark.parametrize(
    ("known", "why"),
    [
        ({}, ""),
        ({"born": None}, ""),
        ({"paid_on": None}, "cotisation non réglée"),
        ({"paid_on": DAY + timedelta(1)}, "cotisation non réglée"),
        ({"paid_on": DAY}, ""),
        ({"born": date(2010, 12, 13)}, "moins de 16 ans"),
        ({"born": date(2010, 12, 12)}, ""),
        ({"since": DAY - timedelta(89)}, "adhérent depuis moins de 90 jours"),
        ({"since": DAY - timedelta(90)}, ""),
        ({"is_person": False}, "personne morale, qui ne vote pas"),
    ],
)
def test_who_votes_is_said_by_the_statutes(known, why):
    assert meeting.bar(replace(JO, **known), RULES, DAY) == why


def test_a_convocation_leaves_on_the_last_day_and_not_on_the_next():
    rules = MeetingRules(notice_days=15, second_notice_days=6)
    last = meeting.last_day(DAY, rules)
    meeting.check_notice(DAY, rules, 1, sent_on=last, source="art. 4")
    with pytest.raises(RefusedError, match="27 novembre 2026 au plus tard"):
        meeting.check_notice(DAY, rules, 1, sent_on=last + timedelta(1), source="art. 4")
    assert meeting.last_day(DAY, rules, 2) == date(2026, 12, 6)


@given(st.integers(0, 2000), st.fractions(0, 1, max_denominator=12))
def test_a_quorum_is_never_short_of_its_part_nor_one_too_many(count, part):
    rules = MeetingRules(quorum=part)
    needed = meeting.needed(rules, 1, members=0, voters=count)
    assert needed >= part * count > needed - 1


@given(few, few, few, few)
def test_a_resolution_has_its_majority(for_, against, abstained, others):
    votes = Votes(for_=for_, against=against, abstained=abstained)
    voices = votes.all + others
    cast, present = MeetingRules(), MeetingRules(majority_of="present")
    assert meeting.carried(votes, cast, voices) == (for_ > against)
    assert meeting.carried(votes, present, voices) == (2 * for_ > voices)
    if meeting.carried(votes, MeetingRules(majority="2/3"), voices):
        assert for_ * 3 >= (for_ + against) * 2 > 0


@given(
    st.dictionaries(st.integers(1, 12), st.tuples(st.sampled_from(Presence), st.integers(1, 12)))
)
def test_nobody_counts_twice_and_a_proxy_needs_its_bearer(told):
    seats = [
        Seat(member=who, presence=how, by=by if how is Presence.REPRESENTED else None)
        for who, (how, by) in told.items()
    ]
    found = meeting.attendance(seats)
    assert found.voices + found.idle == len(seats)
    here = {seat.member for seat in seats
            if seat.presence in (Presence.PRESENT, Presence.ELECTRONIC)}  # fmt: skip
    assert found.represented == sum(
        1 for seat in seats if seat.presence is Presence.REPRESENTED and seat.by in here
    )


def test_votes_never_pass_the_voices():
    Votes(for_=3, against=2, abstained=1).check(6)
    with pytest.raises(RefusedError, match="6 voix comptées pour 5"):
        Votes(for_=3, against=2, abstained=1).check(5)
    with pytest.raises(RefusedError, match="négatif"):
        Votes(for_=-1)


def test_a_part_is_written_as_people_do():
    assert MeetingRules(quorum="25 %").quorum == MeetingRules(quorum="1/4").quorum == Fraction(1, 4)
    for wrong in ("2", "1/0", "un quart", "150 %"):
        with pytest.raises(ValidationError):
            MeetingRules(quorum=wrong)
