"""A segment: contacts chosen by conditions on facts, applied step by step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from comptoir.contacts.facts import OTHER_SEGMENT, Fact, Operator
from comptoir.contacts.relative import Ago, StartOf

GROUPS = ("all", "any", "none")
POSITIVE = frozenset(set(Operator) - {Operator.IS_NOT, Operator.EXISTS})

Value = (
    Any  # str, int, Decimal, date, Relative, bool, or a tuple of these: what the fact's kind says
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One fact compared with one value."""

    fact: Fact
    operator: Operator
    value: Value
    purpose: str = ""  # of a consent
    channel: str = ""  # of a consent


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A named choice of contacts: all of these, any of those, none of the last."""

    name: str
    title: str
    description: str = ""
    purpose: str = ""
    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    none: tuple[Condition, ...] = ()
    others: Mapping[str, "Segment"] = field(default_factory=dict)  # segments that it names

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return (*self.all, *self.any, *self.none)

    @property
    def named(self) -> tuple[str, ...]:
        """The other segments that it names."""
        asked = (c.value for c in self.conditions if c.fact.name == OTHER_SEGMENT)
        names = (name for value in asked for name in ([value] if isinstance(value, str) else value))
        return tuple(dict.fromkeys(names))


def on_day(segment: Segment, today: date) -> Segment:
    """Return the segment with its dates said from today turned into days."""

    def dated(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return tuple(
            replace(one, value=one.value.on(today)) if isinstance(one.value, Ago | StartOf) else one
            for one in conditions
        )

    return replace(
        segment,
        all=dated(segment.all),
        any=dated(segment.any),
        none=dated(segment.none),
        others={name: on_day(other, today) for name, other in segment.others.items()},
    )


@dataclass(frozen=True, slots=True)
class Step:
    """What is asked at once: conditions on one row, one of several, or one refused."""

    group: str  # all, any, none
    conditions: tuple[Condition, ...]


def steps(segment: Segment) -> tuple[Step, ...]:
    """Return the segment as it is applied, one step after the other."""
    found = [Step("all", rows) for rows in _same_rows(segment.all)]
    if segment.any:
        found.append(Step("any", segment.any))
    return (*found, *(Step("none", (condition,)) for condition in segment.none))


def _same_rows(conditions: Iterable[Condition]) -> list[tuple[Condition, ...]]:
    """Put together what is asked of one row: the season and the level of one membership.

    A fact asked a second time speaks of another row: members of two seasons have two memberships.
    """
    groups: list[list[Condition]] = []
    open_: dict[str, list[Condition]] = {}
    for condition in conditions:
        table = condition.fact.name.partition(".")[0]
        here = open_.get(table)
        joins = condition.fact.row and condition.operator in POSITIVE
        if joins and here and condition.fact not in [c.fact for c in here]:
            here.append(condition)
            continue
        groups.append([condition])
        if joins:
            open_[table] = groups[-1]
    return [tuple(group) for group in groups]
