"""How long a file stays: exactly one outcome for each contact, by a rule and for a reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.contacts.retention import RULES, USUAL, Fate, Holding, Terms, clock, outcome

from make_contacts import TODAY

TERMS = Terms(days={"member": 1095, "prospect": 1095})
OLD = date(2020, 1, 1)


def kept(**known) -> Holding:
    return Holding(**({"collected_on": OLD} | known))


CUSTOMER = frozenset({"customer"})


@pytest.mark.parametrize(
    ("holding", "fate", "rule"),
    [
        (kept(roles=frozenset({"prospect"})), Fate.ERASE, "RET001"),
        (kept(roles=frozenset({"prospect"}), last_act_on=date(2025, 1, 1)), Fate.KEEP, "RET001"),
        (kept(roles=frozenset({"member"}), running=True), Fate.KEEP, "RET007"),
        (kept(roles=frozenset({"member"}), ended_on=date(2025, 8, 31)), Fate.KEEP, "RET007"),
        (kept(roles=frozenset({"member"}), ended_on=date(2021, 8, 31)), Fate.ERASE, "RET007"),
        (kept(roles=CUSTOMER, keep_until=date(2030, 12, 31)), Fate.ARCHIVE, "RET002"),
        (kept(roles=CUSTOMER, keep_until=date(2025, 12, 31)), Fate.ERASE, "RET002"),
        (kept(roles=frozenset({"donor"}), restricted=True), Fate.BLOCKED, "CTC018"),
        (kept(unfinished=("F-2020-0001",)), Fate.BLOCKED, "RET004"),
        (kept(asked=("DD-2026-0001",)), Fate.BLOCKED, "CTC014"),
        (kept(roles=frozenset({"subscriber"})), Fate.ERASE, "RET006"),
        (Holding(), Fate.BLOCKED, "CTC002"),
        (kept(roles=frozenset({"member"}), running=True, deceased_on=date(2021, 1, 1)),
         Fate.ERASE, "RET007"),
    ],
)  # fmt: skip
def test_each_situation_has_its_rule(holding, fate, rule):
    found = outcome(holding, TERMS, today=TODAY)
    assert (found.fate, found.rule) == (fate, rule)


def test_a_public_body_needs_a_visa():
    terms = replace(TERMS, visa_needed=True)
    assert outcome(kept(), terms, today=TODAY).rule == "RET023"
    assert outcome(kept(), replace(terms, visa="AD35-1"), today=TODAY).fate is Fate.ERASE


DAYS = st.none() | st.dates(date(2015, 1, 1), TODAY)
HOLDINGS = st.builds(
    Holding,
    roles=st.frozensets(st.sampled_from(sorted(RULES))),
    running=st.booleans(),
    collected_on=DAYS,
    last_act_on=DAYS,
    ended_on=DAYS,
    deceased_on=DAYS,
    restricted=st.booleans(),
    unfinished=st.sampled_from([(), ("F-2026-0001",)]),
    asked=st.sampled_from([(), ("DD-2026-0001",)]),
    keep_until=st.none() | st.dates(date(2020, 1, 1), date(2036, 12, 31)),
)
ALL_TERMS = st.builds(
    Terms,
    days=st.dictionaries(st.sampled_from(sorted(RULES)), st.integers(1, 4000)),
    visa_needed=st.booleans(),
    visa=st.sampled_from(["", "AD35-1"]),
)


@given(HOLDINGS, ALL_TERMS)
def test_every_contact_has_one_outcome_with_a_rule_and_a_reason(holding, terms):
    found = outcome(holding, terms, today=TODAY)
    assert found.fate in Fate
    assert found.rule
    assert found.why


@given(HOLDINGS, ALL_TERMS)
def test_nobody_leaves_before_their_time_or_against_what_forbids_it(holding, terms):
    found = outcome(holding, terms, today=TODAY)
    if found.fate not in (Fate.ERASE, Fate.ARCHIVE):
        return
    start = clock(holding)
    assert start is not None
    assert start + timedelta(days=terms.of(holding.roles)) < TODAY
    assert not (holding.restricted or holding.unfinished or holding.asked)
    assert terms.visa or not terms.visa_needed
    papers = holding.keep_until is not None and holding.keep_until >= TODAY
    assert papers == (found.fate is Fate.ARCHIVE)


@given(HOLDINGS, ALL_TERMS, st.dates(date(2015, 1, 1), TODAY))
def test_a_later_act_of_the_person_never_brings_the_end_nearer(holding, terms, day):
    if holding.deceased_on or (holding.last_act_on and holding.last_act_on > day):
        return
    before, after = clock(holding), clock(replace(holding, last_act_on=day))
    assert after is not None
    assert before is None or after >= before


@given(HOLDINGS)
def test_without_a_word_of_the_register_three_years_hold(holding):
    assert Terms(days={}).of(holding.roles) == USUAL
