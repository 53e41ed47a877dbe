"""Count every indicator of a period, and ask the journal whether it agrees."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection

from comptoir.campaigns.model import thaw
from comptoir.context import Context
from comptoir.dashboard import BY_ID, Measure, Period, Point, measures
from comptoir.dashboard.indicators import CUSTOMERS
from comptoir.desk import aged, books, campaign_effect
from comptoir.desk.project import Project
from comptoir.desk.promotions import promotions
from comptoir.errors import RefusedError
from comptoir.money import ZERO, french_amount
from comptoir.readers import weblogs
from comptoir.settings import Organisation
from comptoir.store import measures as stored
from comptoir.store import outbox
from comptoir.store.measures import Counted, Line, Listed, Promoted

TAKEN_OVER = "repris d’un autre journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What was counted, and what the journal says of each measure, in the same order."""

    measures: Sequence[Measure]
    booked: Sequence[Decimal | None]
    counted: Mapping[str, Counted]

    def lines(self, indicator: str, period: Period) -> Iterable[Line]:
        """Yield the documents behind an indicator; none where it has no list."""
        source = self.counted.get(indicator)
        if BY_ID[indicator].listed and isinstance(source, Listed):
            return source.lines(period)
        return ()


def gather(
    ctx: Context, db: Connection, project: Project, period: Period, logs: Sequence[Path] = ()
) -> Gathered:
    """Count.

    Raises:
        RefusedError: a measure is not what the journal says.
        InputError: a log of the web server cannot be read.
    """
    counted = stored.counted(
        db,
        today=ctx.today,
        promotions=_promotions(ctx),
        seasons=_seasons(project.organisation, period),
        days=project.organisation.working_days,
    )
    counted |= {"campagnes": _Campaigns(ctx, db), "creances": _Owed(ctx, db)}
    if logs:
        counted["visites"] = _Visits(weblogs.visits(logs))
    made = measures({key: source.points for key, source in counted.items()}, period)
    booked = [_booked(ctx, db, project, measure, period) for measure in made]
    for measure, amount in zip(made, booked, strict=True):
        if amount is not None and amount != measure.now.value:
            raise RefusedError(
                f"« {measure.of.title} » fait {french_amount(measure.now.value)}, et le journal "
                f"dit {french_amount(amount)}.",
                remedy="Lancez comptoir journal vérifier ; la page n’a pas été refaite.",
            )
    return Gathered(measures=made, booked=booked, counted=counted)


def _booked(
    ctx: Context, db: Connection, project: Project, measure: Measure, period: Period
) -> Decimal | None:
    accounts = measure.of.accounts
    if not accounts or not books.keeps(project):
        return None
    if accounts == CUSTOMERS:  # a balance, of all times
        return stored.booked(db, accounts, date.min, ctx.today)
    return stored.booked(db, accounts, period.starts, period.ends)


def _promotions(ctx: Context) -> list[Promoted]:
    """Return the promotions of the offers, by code."""
    found: dict[tuple[str, date, date], list[str]] = {}
    for sku, one in promotions(ctx):
        found.setdefault((one.code, one.starts, one.ends), []).append(sku)
    return [
        Promoted(code=code, skus=skus, starts=starts, ends=ends)
        for (code, starts, ends), skus in found.items()
    ]


def _seasons(organisation: Organisation, period: Period) -> dict[date, tuple[str, str]]:
    """Return the season of the last day, and of the same day a year earlier, each with the one
    before it."""
    found = {}
    for day in (period.ends, period.before.ends):
        season = organisation.season_on(day)
        if season:
            former = [one for one in organisation.seasons if one.starts < season.starts]
            found[day] = (season.name, max(former, key=lambda s: s.starts).name if former else "")
    return found


class _Owed:
    """What is left of invoices, and of the debts that a former journal handed over."""

    def __init__(self, ctx: Context, db: Connection) -> None:
        self._ctx = ctx
        self._invoices = stored.Owed(db, ctx.today)

    def points(self, period: Period) -> Iterable[Point]:
        found = list(self._invoices.points(period))
        left = aged.balance(self._ctx).total - sum((one.value for one in found), ZERO)
        return [*found, Point(TAKEN_OVER, Decimal(0), left)] if left else found

    def lines(self, period: Period) -> Iterable[Line]:
        return self._invoices.lines(period)


class _Campaigns:
    """Mailings that left in the period, and what they brought."""

    def __init__(self, ctx: Context, db: Connection) -> None:
        self._ctx = ctx
        self._db = db

    def points(self, period: Period) -> Iterable[Point]:
        last = {run.campaign: run for run in outbox.runs(self._db)}
        for run in last.values():
            if not period.starts <= run.on <= period.ends:
                continue
            campaign = thaw(run.source)
            effect = campaign_effect.effects(self._ctx, self._db, campaign)
            sent = sum(row.sent for row in effect.rows)
            if sent:
                yield Point(
                    campaign.title, Decimal(sent), effect.revenue, effect.revenue, effect.cost
                )


class _Visits:
    """Visits of the site, as the web server's log tells them."""

    def __init__(self, days: Sequence[weblogs.DayOfVisits]) -> None:
        self._days = days

    def points(self, period: Period) -> Iterable[Point]:
        for one in self._days:
            if period.starts <= one.day <= period.ends:
                yield Point(one.day, Decimal(one.visits), Decimal(one.pages))
