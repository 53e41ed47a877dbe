"""What happened over a period, in volume and in value, beside the same days a year earlier."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from comptoir.dashboard.indicators import INDICATORS, Indicator
from comptoir.dashboard.period import Period
from comptoir.dates import MONTHS
from comptoir.money import french_amount

NONE = Decimal(0)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Point:
    """What happened under one key: a day, a method, an item.

    `part` and `whole` are what the rate divides; without them it divides value by volume.
    """

    key: date | str
    volume: Decimal
    value: Decimal
    part: Decimal | None = None
    whole: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """What points add up to."""

    volume: Decimal = NONE
    value: Decimal = NONE
    part: Decimal = NONE
    whole: Decimal = NONE

    def plus(self, point: "Point | Sums") -> "Sums":
        part = point.value if point.part is None else point.part
        whole = point.volume if point.whole is None else point.whole
        return Sums(
            self.volume + point.volume,
            self.value + point.value,
            self.part + part,
            self.whole + whole,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a measure's table, and one mark of its charts."""

    label: str
    now: Sums = Sums()
    before: Sums = Sums()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What the house aims at over the whole fiscal year; what it does not say is none."""

    volume: Decimal | None = None
    value: Decimal | None = None
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """An indicator, counted."""

    of: Indicator
    rows: Sequence[Row]

    @property
    def now(self) -> Sums:
        return _total(row.now for row in self.rows)

    @property
    def before(self) -> Sums:
        return _total(row.before for row in self.rows)

    def rate(self, sums: Sums) -> Decimal | None:
        """Return the rate of some sums, in the unit of the indicator; none when nothing divides.

        Percents and amounts keep two decimals, days and pages one.
        """
        if self.of.rate is None or not sums.whole:
            return None
        found = sums.part / sums.whole
        unit = self.of.rate.unit
        found = found * HUNDRED if unit in ("%", "pour 100") else found
        finest = Decimal("0.01") if unit.startswith("€") else Decimal("0.1")
        return found.quantize(finest, ROUND_HALF_UP)

    @property
    def empty(self) -> bool:
        """Whether nothing at all happened, now or a year earlier."""
        return not any(s.volume or s.value or s.whole for s in (self.now, self.before))

    @property
    def text(self) -> str:
        """Say what the charts show: their text alternative."""
        of, now, before = self.of, self.now, self.before
        if not now.volume and not now.value:
            return f"{of.title} : rien sur la période."
        top = max(self.rows, key=lambda row: row.now.value)
        said = (
            f"{of.title} : {count(now.volume)} {of.volume_unit} et {self.said(now.value)} sur la "
            f"période ; au plus fort, {top.label}, {self.said(top.now.value)}."
        )
        if not of.compared:
            return said
        return (
            f"{said} Un an plus tôt, aux mêmes dates : {count(before.volume)} {of.volume_unit} "
            f"et {self.said(before.value)}."
        )

    def said(self, value: Decimal) -> str:
        """Write a value in the unit of the indicator."""
        if self.of.in_euros:
            return french_amount(value)
        return f"{count(value)} {self.of.value_unit}"


def _total(sums: Iterable[Sums]) -> Sums:
    total = Sums()
    for one in sums:
        total = total.plus(one)
    return total


def count(number: Decimal) -> str:
    """
    >>> count(Decimal("1234.0000")), count(Decimal("2.5"))
    ('1\\u202f234', '2,5')
    """
    plain = f"{number.normalize():,f}"
    return plain.replace(",", "\u202f").replace(".", ",")


def rated(rate: Decimal | None, unit: str) -> str:
    """Write a rate.

    >>> rated(Decimal("66.7"), "%"), rated(Decimal("28.90"), "€ HT"), rated(None, "%")
    ('66,7\\xa0%', '28,90\\xa0€ HT', '–')
    """
    if rate is None:
        return "–"
    if unit.startswith("€"):
        return french_amount(rate, unit=unit)
    return f"{count(rate)}\N{NO-BREAK SPACE}{unit}"


def change(now: Decimal, before: Decimal) -> str:
    """Say how something moved in a year, in percent; nothing when there was nothing before.

    >>> change(Decimal(3), Decimal(2)), change(Decimal(1), Decimal(0))
    ('+50\\xa0%', '')
    """
    if before <= 0:
        return ""
    share = ((now - before) / before * HUNDRED).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{'+' if share >= 0 else '−'}{count(abs(share))}\N{NO-BREAK SPACE}%"


Points = Callable[[Period], Iterable[Point]]


def measures(facts: Mapping[str, Points], period: Period) -> list[Measure]:
    """Return the measures of a period, of the indicators whose facts are given."""
    made = []
    for indicator in INDICATORS:
        if points := facts.get(indicator.id):
            now = points(period)
            before = points(period.before) if indicator.compared else ()
            if indicator.by_month:
                rows = _by_month(now, before, period)
            else:
                rows = _by_kind(now, before, in_order=indicator.in_order)
            made.append(Measure(of=indicator, rows=rows))
    return made


def label_of(indicator: Indicator, key: date | str) -> str:
    """Return the row that a key falls in."""
    return _month_name(key.year, key.month) if isinstance(key, date) else key


def _month_name(year: int, month: int) -> str:
    return f"{MONTHS[month - 1]} {year}"


def _by_month(now: Iterable[Point], before: Iterable[Point], period: Period) -> list[Row]:
    sums, sums_before = _sums(now, _month), _sums(before, _month)
    return [
        Row(
            label=_month_name(year, month),
            now=sums.get((year, month), Sums()),
            before=sums_before.get((year - 1, month), Sums()),
        )
        for year, month in period.months()
    ]


def _by_kind(now: Iterable[Point], before: Iterable[Point], *, in_order: bool) -> list[Row]:
    """Rows by method or item, the largest value first unless they come in order."""
    sums, sums_before = _sums(now, _key), _sums(before, _key)
    rows = [
        Row(label=str(key), now=sums.get(key, Sums()), before=sums_before.get(key, Sums()))
        for key in dict.fromkeys((*sums, *sums_before))
    ]
    if in_order:
        return rows
    return sorted(rows, key=lambda row: (-row.now.value, -row.before.value, row.label))


def _month(point: Point) -> tuple[int, int]:
    assert isinstance(point.key, date)
    return point.key.year, point.key.month


def _key(point: Point) -> str:
    return str(point.key)


def _sums(points: Iterable[Point], key: Callable[[Point], object]) -> dict[object, Sums]:
    found: dict[object, Sums] = {}
    for point in points:
        under = key(point)
        found[under] = found.get(under, Sums()).plus(point)
    return found
