"""Six measures, each in volume and in value, beside the same days of the year before."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from comptoir.dates import MONTHS
from comptoir.ledger import FiscalYear
from comptoir.money import ZERO, french_amount

NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Period:
    """The days that are measured: a fiscal year, up to today when it is not over."""

    starts: date
    ends: date

    @classmethod
    def of(cls, year: FiscalYear, today: date) -> "Period":
        return cls(year.starts, max(year.starts, min(year.ends, today)))

    @property
    def before(self) -> "Period":
        """The same days, one year earlier."""
        return Period(_a_year_before(self.starts), _a_year_before(self.ends))

    def months(self) -> list[tuple[int, int]]:
        """Return the months of the period, as (year, month)."""
        found, day = [], self.starts.replace(day=1)
        while day <= self.ends:
            found.append((day.year, day.month))
            day = (day + timedelta(days=32)).replace(day=1)
        return found


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


@dataclass(frozen=True, slots=True)
class Point:
    """What happened under one key: a day, a method, an item."""

    key: date | str
    volume: Decimal
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a measure's table, and one mark of its charts."""

    label: str
    volume: Decimal = NONE
    value: Decimal = ZERO
    volume_before: Decimal = NONE
    value_before: Decimal = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is measured: title, units, source, rows."""

    id: str
    title: str
    axis: str  # what the rows are: mois, mode, article
    volume_unit: str
    value_unit: str = "€"
    source: str
    rows: Sequence[Row]
    accounts: tuple[str, ...] = ()  # whose total in the ledger its value is; none: no such account
    by_month: bool = field(default=True)

    @property
    def volume(self) -> Decimal:
        return sum((row.volume for row in self.rows), NONE)

    @property
    def value(self) -> Decimal:
        return sum((row.value for row in self.rows), ZERO)

    @property
    def volume_before(self) -> Decimal:
        return sum((row.volume_before for row in self.rows), NONE)

    @property
    def value_before(self) -> Decimal:
        return sum((row.value_before for row in self.rows), ZERO)

    @property
    def text(self) -> str:
        """Say what the charts show: their text alternative."""
        if not self.volume and not self.value:
            return f"{self.title} : rien sur la période."
        top = max(self.rows, key=lambda row: row.value)
        return (
            f"{self.title} : {count(self.volume)} {self.volume_unit} et "
            f"{french_amount(self.value)} sur la période ; au plus fort, {top.label}, "
            f"{french_amount(top.value)}. Un an plus tôt, aux mêmes dates : "
            f"{count(self.volume_before)} {self.volume_unit} et {french_amount(self.value_before)}."
        )


def count(number: Decimal) -> str:
    """
    >>> count(Decimal("1234.0000")), count(Decimal("2.5"))
    ('1\\u202f234', '2,5')
    """
    plain = f"{number.normalize():,f}"
    return plain.replace(",", "\u202f").replace(".", ",")


Points = Callable[[Period], Iterable[Point]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Where the points of each measure come from: functions of a period."""

    dues: Points
    gifts: Points
    invoices: Points
    payments: Points
    items: Points
    contacts: Points


REVENUE = ("701", "706", "707", "708")
MONEY = ("512", "5112", "530")


def measures(facts: Facts, period: Period) -> list[Measure]:
    """Return the six measures of a period."""
    by_month, by_kind = _by_month, _by_kind
    return [
        Measure(
            id="cotisations",
            title="Adhésions et cotisations",
            axis="mois",
            volume_unit="adhésions",
            source="Cotisations encaissées (compte 756), par date d’encaissement.",
            rows=by_month(facts.dues, period),
            accounts=("756",),
        ),
        Measure(
            id="dons",
            title="Dons",
            axis="mois",
            volume_unit="dons",
            source="Dons encaissés (compte 754), par date d’encaissement.",
            rows=by_month(facts.gifts, period),
            accounts=("754",),
        ),
        Measure(
            id="ventes",
            title="Ventes facturées",
            axis="mois",
            volume_unit="factures",
            value_unit="€ HT",
            source="Factures émises, hors taxe (comptes 70), par date de facture.",
            rows=by_month(facts.invoices, period),
            accounts=REVENUE,
        ),
        Measure(
            id="reglements",
            title="Règlements reçus",
            axis="mode",
            volume_unit="règlements",
            source="Encaissements (comptes 512, 5112 et 530), par mode de règlement.",
            rows=by_kind(facts.payments, period),
            accounts=MONEY,
            by_month=False,
        ),
        Measure(
            id="articles",
            title="Ventes par article",
            axis="article",
            volume_unit="unités",
            value_unit="€ HT",
            source="Lignes des factures émises, hors taxe (comptes 70), remises et frais à part.",
            rows=by_kind(facts.items, period),
            accounts=REVENUE,
            by_month=False,
        ),
        Measure(
            id="contacts",
            title="Nouveaux contacts",
            axis="mois",
            volume_unit="contacts",
            source="Contacts entrés dans la base, par date d’origine ; en valeur, ce qu’ils ont "
            "versé ou acheté (HT) depuis, dans la période.",
            rows=by_month(facts.contacts, period),
        ),
    ]


def _by_month(points: Points, period: Period) -> list[Row]:
    now = _sums(points(period), _month)
    before = _sums(points(period.before), _month)
    rows = []
    for year, month in period.months():
        volume, value = now.get((year, month), (NONE, ZERO))
        volume_before, value_before = before.get((year - 1, month), (NONE, ZERO))
        rows.append(
            Row(
                label=f"{MONTHS[month - 1]} {year}",
                volume=volume,
                value=value,
                volume_before=volume_before,
                value_before=value_before,
            )
        )
    return rows


def _by_kind(points: Points, period: Period) -> list[Row]:
    """Rows by method or item, the largest value first."""
    now = _sums(points(period), lambda point: point.key)
    before = _sums(points(period.before), lambda point: point.key)
    rows = []
    for key in now.keys() | before.keys():
        volume, value = now.get(key, (NONE, ZERO))
        volume_before, value_before = before.get(key, (NONE, ZERO))
        rows.append(
            Row(
                label=str(key),
                volume=volume,
                value=value,
                volume_before=volume_before,
                value_before=value_before,
            )
        )
    return sorted(rows, key=lambda row: (-row.value, -row.value_before, row.label))


def _month(point: Point) -> tuple[int, int]:
    assert isinstance(point.key, date)
    return point.key.year, point.key.month


def _sums(
    points: Iterable[Point], key: Callable[[Point], object]
) -> Mapping[object, tuple[Decimal, Decimal]]:
    found: dict[object, tuple[Decimal, Decimal]] = {}
    for point in points:
        volume, value = found.get(key(point), (NONE, ZERO))
        found[key(point)] = (volume + point.volume, value + point.value)
    return found
