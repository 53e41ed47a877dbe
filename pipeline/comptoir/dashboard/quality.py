"""The quality indicators: where each stands, which way it goes, and whether its target is met."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from comptoir.dashboard.indicators import INDICATORS, Family
from comptoir.dashboard.measures import Measure, Row

IDS = tuple(one.id for one in INDICATORS if one.family is Family.QUALITY)


class Trend(StrEnum):
    """How an indicator moved since the same days a year earlier."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    UNKNOWN = "unknown"  # nothing to compare

    @property
    def french(self) -> str:
        return {"better": "mieux", "worse": "moins bien", "same": "stable", "unknown": "–"}[
            self.value
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One quality indicator over a period."""

    id: str
    title: str
    unit: str
    volume: Decimal
    volume_unit: str
    rate: Decimal | None  # none: nothing to measure
    before: Decimal | None  # the same days a year earlier
    trend: Trend
    target: Decimal | None
    met: bool | None  # none without a target or without a rate
    months: tuple[tuple[str, Decimal | None], ...]


def judge(measures: Iterable[Measure], targets: Mapping[str, Decimal]) -> list[Judged]:
    """Judge the quality indicators among some measures, in the order of the dashboard."""
    return [
        _judged(one, targets.get(one.of.id)) for one in measures
        if one.of.id in IDS and one.of.rate is not None
    ]  # fmt: skip


def _judged(one: Measure, target: Decimal | None) -> Judged:
    rate_of = one.of.rate
    assert rate_of is not None
    now, before = one.rate(one.now), one.rate(one.before)
    more = rate_of.more_is_better
    met = None
    if now is not None and target is not None:
        met = now >= target if more else now <= target
    return Judged(
        id=one.of.id, title=one.of.title, unit=rate_of.unit, volume=one.now.volume,
        volume_unit=one.of.volume_unit, rate=now, before=before,
        trend=trend(now, before, more_is_better=more), target=target, met=met,
        months=tuple(_month(one, row) for row in one.rows),
    )  # fmt: skip


def _month(one: Measure, row: Row) -> tuple[str, Decimal | None]:
    return row.label, one.rate(row.now)


def trend(now: Decimal | None, before: Decimal | None, *, more_is_better: bool) -> Trend:
    """
    >>> trend(Decimal(3), Decimal(5), more_is_better=False)
    <Trend.BETTER: 'better'>
    """
    if now is None or before is None:
        return Trend.UNKNOWN
    if now == before:
        return Trend.SAME
    return Trend.BETTER if (now > before) == more_is_better else Trend.WORSE
