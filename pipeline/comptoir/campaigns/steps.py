"""Steps of a series: a mailing that leaves some days after, or before, what happened to a person.

Each step is a campaign of its own: `event` and `days` in its front matter say when it is due.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

EVENTS: Mapping[str, str] = {
    "joined": "la première adhésion",
    "dues_end": "la fin de la saison payée",
    "bought": "le premier achat",
    "gave": "le premier don",
    "subscribed": "l’accord à recevoir ces messages",
}
CATCH_UP = timedelta(days=7)  # so long a step waits for a machine that was off, then it is too late
EACH_TIME = frozenset({"dues_end"})  # it happens again: each time is another mailing


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """When a mailing of a series is due."""

    event: str
    days: int  # after the event; before it when negative
    starts: date  # of the series: what happened too long before it is left alone

    def due_on(self, happened_on: date) -> date:
        return happened_on + timedelta(days=self.days)

    def is_due(self, happened_on: date, today: date) -> bool:
        """Whether somebody to whom it happened on a day receives the mailing today.

        >>> step = Step(event="joined", days=7, starts=date(2026, 9, 1))
        >>> [step.is_due(date(2026, 11, d), date(2026, 11, 24)) for d in (9, 10, 17, 18)]
        [False, True, True, False]
        """
        due = self.due_on(happened_on)
        return self.starts <= due <= today <= due + CATCH_UP

    @property
    def french(self) -> str:
        """
        >>> Step(event="dues_end", days=-30, starts=date.min).french
        '30 jours avant la fin de la saison payée'
        """
        what = EVENTS[self.event]
        if not self.days:
            return f"le jour même : {what}"
        count = abs(self.days)
        unit = "jour" if count == 1 else "jours"
        return f"{count} {unit} {'après' if self.days > 0 else 'avant'} {what}"
