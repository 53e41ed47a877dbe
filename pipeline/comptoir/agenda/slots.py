"""Slots: the hours of each person cut up, without those that are taken, closed or gone by."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from comptoir.dates import DAYS, WorkingDays, holidays
from comptoir.settings.appointments import ReceivingHours


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """Some minutes of one person in one room; naive times, of the house's zone."""

    starts: datetime
    ends: datetime
    agent: str
    room: str
    title: str = ""

    def overlaps(self, other: "Slot") -> bool:
        """Whether both want the same person, or the same room, at the same time.

        >>> nine, ten = datetime(2026, 12, 1, 9), datetime(2026, 12, 1, 10)
        >>> eleven = datetime(2026, 12, 1, 11)
        >>> one = Slot(nine, ten, "soizic", "accueil")
        >>> one.overlaps(Slot(ten, eleven, "soizic", "accueil"))  # one after the other
        False
        >>> one.overlaps(Slot(nine, eleven, "paul", "accueil"))
        True
        """
        same = self.agent == other.agent or bool(self.room and self.room == other.room)
        return same and self.starts < other.ends and other.starts < self.ends


def slots(hours: Sequence[ReceivingHours], day: date, working: WorkingDays) -> Iterator[Slot]:
    """Cut the hours of a day; a closed day has none, whatever its name."""
    if _closed(day, working):
        return
    for one in hours:
        if DAYS[day.weekday()] not in one.days:
            continue
        start, end = datetime.combine(day, one.starts), datetime.combine(day, one.ends)
        step = timedelta(minutes=one.minutes)
        while start + step <= end:
            yield Slot(start, start + step, one.agent, one.room, one.title)
            start += step


def free(
    hours: Sequence[ReceivingHours],
    days: Iterable[date],
    working: WorkingDays,
    *,
    taken: Sequence[Slot],
    now: datetime,
) -> Iterator[Slot]:
    """Return the slots that can still be had, the soonest first."""
    for day in days:
        for slot in sorted(slots(hours, day, working)):
            if slot.starts > now and not any(slot.overlaps(other) for other in taken):
                yield slot


def _closed(day: date, working: WorkingDays) -> bool:
    """A Saturday may have hours; a holiday and a day of closure have none."""
    if day.weekday() < 5:
        return not working.works(day)
    shut = any(first <= day <= last for first, last in working.closures)
    return shut or day in holidays(day.year)
