"""A progress bar on stderr, for anything over a second."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

T = TypeVar("T")


class Bar:
    """Draws with rich; nothing stays on the screen afterwards."""

    def track(self, things: Iterable[T], *, label: str, total: int | None = None) -> Iterator[T]:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        console = Console(stderr=True)
        with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as progress:
            yield from progress.track(things, description=label, total=total)
