"""Three levels, one after the other: two reminders, then the formal notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from comptoir.settings.reminders import ReminderSettings

FORMAL_NOTICE = 3  # the level of the « mise en demeure » (C. civ., art. 1344)


@dataclass(frozen=True, slots=True, order=True)
class Done:
    """A reminder that left."""

    level: int
    on: date


@dataclass(frozen=True, slots=True)
class Step:
    """The next reminder of an invoice, and the first day on which it may leave."""

    level: int
    on: date


def days_late(due_on: date, today: date) -> int:
    """Return how many days ago an invoice ought to have been paid; 0 until its last day is over.

    >>> (
    ...     days_late(date(2028, 2, 28), date(2028, 3, 1)),
    ...     days_late(date(2028, 3, 1), date(2028, 3, 1)),
    ... )
    (2, 0)
    """
    return max((today - due_on).days, 0)


def next_step(due_on: date, done: Sequence[Done], settings: ReminderSettings) -> Step | None:
    """Return what comes after what was done, or nothing after the formal notice.

    No level is skipped, however late the invoice is.

    >>> next_step(date(2026, 10, 1), [Done(1, date(2026, 12, 4))], ReminderSettings())
    Step(level=2, on=datetime.date(2026, 12, 14))
    """
    last = max(done, default=None)
    if last and last.level >= FORMAL_NOTICE:
        return None
    level = last.level + 1 if last else 1
    late = due_on + timedelta(days=settings.after[level - 1])
    rested = last.on + timedelta(days=settings.between) if last else late
    return Step(level, max(late, rested))
