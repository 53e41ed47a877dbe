"""What is due: each noun that knows deadlines says its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from comptoir.context import Context


@dataclass(frozen=True, slots=True, order=True)
class Task:
    """Something to do on a day."""

    on: date
    what: str
    command: str = ""


Source = Callable[[Context], Iterator[Task]]


def due(ctx: Context, *, within: int) -> list[Task]:
    """Return what is late or due within so many days, the most pressing first."""
    horizon = ctx.today + timedelta(days=within)
    return sorted(task for source in _sources() for task in source(ctx) if task.on <= horizon)


def _sources() -> list[Source]:
    return []
