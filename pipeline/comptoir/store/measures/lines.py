"""Lines of documents that indicators add up: counted by the base, or read one by one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select
from sqlalchemy.types import Integer

from comptoir.dashboard import Period, Point
from comptoir.money import ZERO

Ask = Callable[[Period], Select[Any]]


@dataclass(frozen=True, slots=True)
class Line:
    """One document of an indicator."""

    key: date | str
    number: str
    on: date
    volume: Decimal
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """A query of a period, one row a document, and how its keys are said.

    Its columns are `line`'s; sums of these rows are what the indicator shows, and the rows
    themselves what stands behind it.
    """

    db: Connection
    ask: Ask
    said: Callable[[Any], str] = str

    def points(self, period: Period) -> Iterator[Point]:
        rows = self.ask(period).subquery()
        columns = [rows.c.key]
        names = [name for name in ("volume", "value", "part", "whole") if name in rows.c]
        sums = [func.sum(rows.c[name]).label(name) for name in names]
        for row in self.db.execute(select(*columns, *sums).group_by(rows.c.key)):
            yield Point(
                self._key(row.key),
                _decimal(row.volume),
                _decimal(row.value),
                _decimal(row.part) if "part" in names else None,
                _decimal(row.whole) if "whole" in names else None,
            )

    def lines(self, period: Period) -> Iterator[Line]:
        """Yield the rows themselves, oldest first."""
        rows = self.ask(period).subquery()
        for row in self.db.execute(select(rows).order_by(rows.c.on, rows.c.number)):
            volume, value = _decimal(row.volume), _decimal(row.value)
            yield Line(self._key(row.key), row.number, row.on, volume, value)

    def _key(self, key: Any) -> date | str:
        return key if isinstance(key, date) else self.said(key)


def line(
    *,
    key: ColumnElement[Any],
    number: ColumnElement[str] | None = None,
    on: ColumnElement[date] | None = None,
    volume: ColumnElement[Any],
    value: ColumnElement[Any],
    part: ColumnElement[Any] | None = None,
    whole: ColumnElement[Any] | None = None,
) -> Select[Any]:
    """Return the columns that `Lines` reads; a rate of its own has a part and a whole."""
    columns = [
        key.label("key"),
        (literal("") if number is None else number).label("number"),
        (key if on is None else on).label("on"),
        volume.label("volume"),
        value.label("value"),
    ]
    if part is not None and whole is not None:
        columns += [part.label("part"), whole.label("whole")]
    return select(*columns)


def within(day: ColumnElement[date], period: Period) -> ColumnElement[bool]:
    return day.between(period.starts, period.ends)


ONE: ColumnElement[int] = literal(1, Integer)
NOTHING: ColumnElement[int] = literal(0, Integer)


def _decimal(value: Any) -> Decimal:
    if value is None:
        return ZERO
    return value if isinstance(value, Decimal) else Decimal(value)
