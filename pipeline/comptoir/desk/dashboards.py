"""`comptoir dashboard`: measure, compare with the journal to the cent, draw a private page."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import Environment
from sqlalchemy import Connection

from comptoir import resources
from comptoir.context import Context
from comptoir.dashboard import Measure, Period, measures
from comptoir.dashboard.measures import count
from comptoir.dates import french_date
from comptoir.desk import books
from comptoir.desk.ledgers import year_named
from comptoir.desk.project import Project, load
from comptoir.errors import RefusedError
from comptoir.ledger import FiscalYear
from comptoir.money import french_amount
from comptoir.printing import charts
from comptoir.private import write_private
from comptoir.store import measures as rows
from comptoir.store import members, reading
from comptoir.text import plural

FOLDER = "dashboard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A measure in one line, and what the journal says of it."""

    id: str
    title: str
    volume: Decimal
    volume_unit: str
    value: Decimal
    booked: Decimal | None  # none where no account answers


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltDashboard:
    """The page that was written."""

    path: Path
    year: str
    totals: tuple[Total, ...]


def build(ctx: Context, year: str | None = None) -> BuiltDashboard:
    """Write `var/dashboard/index.html` and one CSV a measure.

    Raises:
        RefusedError: a measure is not what the journal says; nothing is written.
    """
    project = load(ctx)
    wanted = year_named(project, year, ctx)
    period = Period.of(wanted, ctx.today)
    with reading(ctx) as db:
        made = measures(rows.facts(db), period)
        booked = [_booked(db, project, measure, period) for measure in made]
        season = _members(db, project, ctx)
    _refuse_difference(made, booked)
    page = _page(ctx, project, wanted, period, made, booked, season)
    folder = ctx.var / FOLDER
    for measure in made:
        write_private(folder / f"{measure.id}.csv", _csv(measure))
    path = write_private(folder / "index.html", page.encode())
    totals = [
        Total(
            id=measure.id,
            title=measure.title,
            volume=measure.volume,
            volume_unit=measure.volume_unit,
            value=measure.value,
            booked=amount,
        )
        for measure, amount in zip(made, booked, strict=True)
    ]
    return BuiltDashboard(path=path, year=wanted.name, totals=tuple(totals))


def _booked(db: Connection, project: Project, measure: Measure, period: Period) -> Decimal | None:
    if not measure.accounts or not books.keeps(project):
        return None
    return rows.booked(db, measure.accounts, period.starts, period.ends)


def _refuse_difference(made: Sequence[Measure], booked: Sequence[Decimal | None]) -> None:
    for measure, amount in zip(made, booked, strict=True):
        if amount is not None and amount != measure.value:
            raise RefusedError(
                f"« {measure.title} » fait {french_amount(measure.value)}, et le journal dit "
                f"{french_amount(amount)}.",
                remedy="Lancez comptoir journal vérifier ; la page n’a pas été refaite.",
            )


def _members(db: Connection, project: Project, ctx: Context) -> str:
    season = project.organisation.season_on(ctx.today)
    if season is None:
        return ""
    number = len(members.members_of(db, season.name))
    return f"{plural(number, 'adhérent')} à jour pour {season.name}."


def _page(
    ctx: Context,
    project: Project,
    year: FiscalYear,
    period: Period,
    made: Sequence[Measure],
    booked: Sequence[Decimal | None],
    season: str,
) -> str:
    def text(name: str) -> str:
        return resources.find(f"dashboard/{name}", ctx.root).read_text("utf-8")

    colours = project.site.colours
    css = text("style.css").replace("ACCENT", colours.accent).replace("DARK", colours.accent_dark)
    template = Environment(autoescape=True, trim_blocks=False).from_string(text("index.html"))
    return template.render(
        organisation=project.organisation,
        specimen=ctx.demonstration,
        css=_Safe(css),
        year=year.name,
        starts=french_date(period.starts),
        ends=french_date(period.ends),
        today=french_date(ctx.today),
        members=season,
        measures=[_shown(m, amount) for m, amount in zip(made, booked, strict=True)],
    )


class _Safe(str):
    """Text of ours, not to be escaped."""

    def __html__(self) -> str:
        return str(self)


def _shown(measure: Measure, booked: Decimal | None) -> dict[str, Any]:
    volume_chart, value_chart = charts.charts(measure)
    return {
        "id": measure.id,
        "title": measure.title,
        "axis": measure.axis,
        "volume_unit": measure.volume_unit,
        "value_unit": measure.value_unit,
        "source": measure.source,
        "text": measure.text,
        "volume": count(measure.volume),
        "value": french_amount(measure.value),
        "volume_before": count(measure.volume_before),
        "value_before": french_amount(measure.value_before),
        "change": change(measure),
        "control": "" if booked is None else "Concorde avec le journal, au centime.",
        "volume_chart": volume_chart,
        "value_chart": value_chart,
        "rows": [
            {
                "label": row.label,
                "volume": count(row.volume),
                "value": french_amount(row.value),
                "volume_before": count(row.volume_before),
                "value_before": french_amount(row.value_before),
            }
            for row in measure.rows
        ],
    }


def change(measure: Measure) -> str:
    """Say how the value moved in a year, in percent; nothing when there was nothing before."""
    if not measure.value_before:
        return ""
    share = (measure.value - measure.value_before) / measure.value_before * 100
    sign = "+" if share >= 0 else "−"
    return f"{sign}{count(abs(share).quantize(Decimal(1)))}\N{NO-BREAK SPACE}%"


def _csv(measure: Measure) -> bytes:
    """One measure for a spreadsheet: `;`, a BOM, decimal commas."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    volume, value = measure.volume_unit, measure.value_unit
    writer.writerow(
        [measure.axis, volume, value, f"{volume}, un an avant", f"{value}, un an avant"]
    )
    for row in measure.rows:
        numbers = (row.volume, row.value, row.volume_before, row.value_before)
        writer.writerow([row.label, *(f"{number:f}".replace(".", ",") for number in numbers)])
    return out.getvalue().encode("utf-8-sig")
