"""Each time an event is held: a page that repeats stands for several dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from comptoir.site.front_matter import EventMeta


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of an event, read like an event by templates."""

    event: Any  # a source page, or what Pelican made of it
    meta: EventMeta  # of that date

    @property
    def starts(self) -> datetime:
        return self.meta.starts

    @property
    def ends(self) -> datetime:
        return self.meta.ends

    @property
    def title(self) -> Any:
        return self.event.title

    @property
    def slug(self) -> str:
        return str(self.event.slug)

    @property
    def url(self) -> str:
        return str(self.event.url)


def held(events: Iterable[Any]) -> list[Occurrence]:
    """Return every date of these events, in time."""
    found = [
        Occurrence(event, event.meta.model_copy(update={"starts": starts, "ends": ends}))
        for event in events
        for starts, ends in event.meta.times()
    ]
    return sorted(found, key=lambda moment: (moment.starts, moment.slug))
