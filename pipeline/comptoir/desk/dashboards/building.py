"""`comptoir dashboard build`: count, compare, then write the page, the lists, the workbook and
the paper for the board."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from comptoir import resources
from comptoir.context import Context
from comptoir.dashboard import Measure, Period
from comptoir.dashboard.measures import label_of
from comptoir.dates import french_date
from comptoir.desk.dashboards import notes, page
from comptoir.desk.dashboards.gathering import Gathered, gather
from comptoir.desk.dashboards.page import Shown
from comptoir.desk.ledgers import year_named
from comptoir.desk.project import Project, load
from comptoir.desk.sheets import csv_bytes
from comptoir.ledger import FiscalYear
from comptoir.money import to_cents
from comptoir.printing import charts, dashboards
from comptoir.printing.letterhead import letterhead
from comptoir.private import write_private
from comptoir.store import members, reading
from comptoir.store.measures import Line
from comptoir.text import plural

FOLDER = "dashboard"
LISTS = "listes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A measure in one line, and what the journal says of it."""

    id: str
    title: str
    volume: Decimal
    volume_unit: str
    value: Decimal
    value_unit: str
    rate: Decimal | None
    rate_unit: str
    booked: Decimal | None  # none where no account answers


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltDashboard:
    """What was written."""

    path: Path
    pdf: Path
    workbook: Path
    year: str
    totals: tuple[Total, ...]


def build(ctx: Context, year: str | None = None, logs: Sequence[Path] = ()) -> BuiltDashboard:
    """Write `var/dashboard`: the page, a list and a CSV a measure, the workbook, the PDF.

    Args:
        ctx: whose base; its day is the last that counts.
        year: a fiscal year; this one by default.
        logs: logs of the web server, for the visits of the site.

    Raises:
        RefusedError: a measure is not what the journal says; nothing is written.
        InputError: no such year, or a file that cannot be read.
    """
    charts.warm()
    project = load(ctx)
    wanted = year_named(project, year, ctx)
    period = Period.of(wanted, ctx.today)
    said = notes.of_year(ctx, wanted.name)
    with reading(ctx) as db:
        found = gather(ctx, db, project, period, logs)
        lists = {
            measure.of.id: list(found.lines(measure.of.id, period))
            for measure in found.measures
            if not measure.empty
        }
        season = _members(db, project, ctx)
    shown = [
        Shown(
            measure=measure,
            booked=booked,
            note=said.get(measure.of.id),
            drawn=charts.charts(measure),
            listed=bool(lists[measure.of.id]),
        )
        for measure, booked in zip(found.measures, found.booked, strict=True)
        if not measure.empty
    ]
    folder = ctx.var / FOLDER
    _write_lists(ctx, project, wanted, folder, shown, lists)
    facts = page.Facts(
        project=project,
        year=wanted,
        period=period,
        today=ctx.today,
        members=season,
        specimen=ctx.demonstration,
        silent=[measure.of.title for measure in found.measures if measure.empty],
    )
    families = page.families(shown)
    html = page.page(facts, families, _text(ctx, "index.html"), _text(ctx, "style.css"))
    path = write_private(folder / "index.html", html.encode())
    name = f"tableau-de-bord-{wanted.name}"
    workbook = write_private(
        folder / f"{name}.xlsx", dashboards.workbook([one.measure for one in shown])
    )
    return BuiltDashboard(
        path=path,
        pdf=write_private(folder / f"{name}.pdf", _paper(ctx, project, facts, families, shown)),
        workbook=workbook,
        year=wanted.name,
        totals=tuple(_totals(found)),
    )


def _text(ctx: Context, name: str) -> str:
    return resources.find(f"dashboard/{name}", ctx.root).read_text("utf-8")


def _totals(found: Gathered) -> Iterator[Total]:
    for measure, booked in zip(found.measures, found.booked, strict=True):
        of = measure.of
        yield Total(
            id=of.id,
            title=of.title,
            volume=measure.now.volume,
            volume_unit=of.volume_unit,
            value=to_cents(measure.now.value) if of.in_euros else measure.now.value,
            value_unit=of.value_unit,
            rate=measure.rate(measure.now),
            rate_unit=of.rate.unit if of.rate else "",
            booked=booked,
        )


def _members(db: Connection, project: Project, ctx: Context) -> str:
    season = project.organisation.season_on(ctx.today)
    if season is None:
        return ""
    number = len(members.members_of(db, season.name, ctx.today))
    return f"{plural(number, 'adhérent')} à jour pour {season.name}."


def _write_lists(
    ctx: Context,
    project: Project,
    year: FiscalYear,
    folder: Path,
    shown: Sequence[Shown],
    lists: dict[str, list[Line]],
) -> None:
    """Write the figures of each measure, and the documents behind them."""
    template, css = _text(ctx, "list.html"), _text(ctx, "style.css")
    for stale in (*folder.glob("*.csv"), *(folder / LISTS).glob("*"), *folder.glob("tableau-*")):
        stale.unlink()
    for one in shown:
        measure, lines = one.measure, lists[one.measure.of.id]
        write_private(folder / f"{measure.of.id}.csv", _figures(measure))
        if not lines:
            continue
        write_private(folder / LISTS / f"{measure.of.id}.csv", _documents(measure, lines))
        html = page.list_page(project, year, measure, lines, template, css)
        write_private(folder / LISTS / f"{measure.of.id}.html", html.encode())


def _figures(measure: Measure) -> bytes:
    """One measure for a spreadsheet."""
    of = measure.of
    head = [of.axis, of.volume_unit, of.value_unit]
    if of.rate:
        head.append(of.rate.title)
    if of.compared:
        head += [f"{of.volume_unit}, un an avant", f"{of.value_unit}, un an avant"]
    rows = []
    for row in measure.rows:
        cells: list[Decimal | None] = [row.now.volume, row.now.value]
        if of.rate:
            cells.append(measure.rate(row.now))
        if of.compared:
            cells += [row.before.volume, row.before.value]
        rows.append([row.label, *map(_comma, cells)])
    return csv_bytes(head, rows)


def _documents(measure: Measure, lines: Sequence[Line]) -> bytes:
    of = measure.of
    head = [of.axis, "numéro", "date", of.volume_unit, of.value_unit]
    return csv_bytes(
        head,
        (
            [
                label_of(of, line.key),
                line.number,
                line.on.isoformat(),
                _comma(line.volume),
                _comma(line.value),
            ]
            for line in lines
        ),
    )


def _comma(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}".replace(".", ",")


def _paper(
    ctx: Context,
    project: Project,
    facts: page.Facts,
    families: Sequence[Mapping[str, Any]],
    shown: Sequence[Shown],
) -> bytes:
    head = letterhead(project.organisation, project.site, specimen=ctx.demonstration)
    return dashboards.paper(
        title=f"Tableau de bord {facts.year.name}",
        year=facts.year.name,
        subtitle=f"Du {french_date(facts.period.starts)} au {french_date(facts.period.ends)}, "
        "comparé aux mêmes dates un an plus tôt",
        families=families,
        drawn={one.measure.of.id: one.drawn for one in shown},
        foot=" ".join(filter(None, (facts.silence, facts.members))),
        letterhead=head,
        folders=resources.theme_folders(ctx.root),
        timestamp=ctx.now(),
    )
