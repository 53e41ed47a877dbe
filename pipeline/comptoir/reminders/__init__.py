"""Who is reminded of an unpaid invoice, when, and in which words."""

from comptoir.reminders.fields import REMINDER_FIELDS, Claimed, reminder_fields
from comptoir.reminders.ladder import FORMAL_NOTICE, Done, Step, days_late, next_step

__all__ = [
    "FORMAL_NOTICE",
    "REMINDER_FIELDS",
    "Claimed",
    "Done",
    "Step",
    "days_late",
    "next_step",
    "reminder_fields",
]
