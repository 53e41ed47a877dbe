"""Days counted as the law counts them, and the law of the day of a document."""

from calendar import monthrange
from datetime import date

from comptoir.finding import Severity


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, the last of the month when there is none.

    >>> months_after(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def years_after(day: date, years: int) -> date:
    return months_after(day, 12 * years)


def before(day: date, gate: date) -> Severity | None:
    """Weigh a fault by the law of its day: a warning before the gate, the rule's weight after."""
    return Severity.WARNING if day < gate else None
