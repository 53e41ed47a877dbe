"""Slots: what is free is never taken, never closed, never gone by."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from comptoir.agenda.slots import Slot, free, slots
from comptoir.dates import DAYS, WorkingDays
from comptoir.settings.appointments import ReceivingHours

MONDAY = date(2026, 11, 30)
NOW = datetime(2026, 11, 30, 9)


def hours(**said):
    usual = {"agent": "soizic", "room": "accueil", "days": DAYS, "starts": time(9),
             "ends": time(12), "minutes": 30}  # fmt: skip
    return ReceivingHours(**(usual | said))


@st.composite
def taken(draw):
    start = datetime(2026, 11, 30) + timedelta(minutes=draw(st.integers(0, 4 * 24 * 60)))
    end = start + timedelta(minutes=draw(st.integers(1, 300)))
    return Slot(
        start,
        end,
        draw(st.sampled_from(["soizic", "paul"])),
        draw(st.sampled_from(["accueil", ""])),
    )


@given(st.lists(taken(), max_size=8), st.integers(5, 120))
def test_what_is_free_overlaps_nothing_and_nothing_free_is_left_out(busy, minutes):
    known = (
        hours(minutes=minutes),
        hours(agent="paul", room="cave", starts=time(14), ends=time(18)),
    )
    days = [MONDAY + timedelta(days=n) for n in range(4)]
    found = list(free(known, days, WorkingDays(), taken=busy, now=NOW))
    every = {slot for day in days for slot in slots(known, day, WorkingDays())}
    for slot in every:
        hit = slot.starts <= NOW or any(
            (slot.agent == b.agent or (b.room and slot.room == b.room))
            and slot.starts < b.ends and b.starts < slot.ends
            for b in busy
        )  # fmt: skip
        assert (slot in found) is not hit
    assert found == sorted(found)


def test_a_holiday_and_a_closure_have_no_hours_and_a_saturday_may():
    closed = WorkingDays(closures=((date(2026, 12, 28), date(2027, 1, 3)),))
    assert not list(slots([hours()], date(2026, 12, 25), WorkingDays()))
    assert not list(slots([hours()], date(2026, 12, 30), closed))
    assert not list(slots([hours()], date(2027, 1, 2), closed))  # a Saturday within
    assert len(list(slots([hours()], date(2026, 12, 5), closed))) == 6
