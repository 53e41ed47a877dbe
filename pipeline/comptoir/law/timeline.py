"""A fact of law that changes on known dates."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


class Timeline(Generic[T]):
    """What the law says on a day, with its source.

    >>> rate = Timeline({date(2000, 4, 1): 196, date(2014, 1, 1): 200}, source="CGI, art. 278")
    >>> rate.on(date(2013, 12, 31)), rate.on(date(2014, 1, 1))
    (196, 200)
    """

    def __init__(self, values: Mapping[date, T], *, source: str, verified: bool = True) -> None:
        self._since = sorted(values)
        self._values = dict(values)
        self.source = source
        self.verified = verified

    def on(self, day: date) -> T:
        """Return the value in force on a day; `LookupError` before the first one known."""
        index = bisect_right(self._since, day)
        if not index:
            raise LookupError(f"nothing known before {self._since[0]}: {self.source}")
        return self._values[self._since[index - 1]]
