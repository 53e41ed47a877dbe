"""What the dashboard says of its measures, on a page and on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from jinja2 import Environment

from comptoir.dashboard import Family, Measure, Period, Sums
from comptoir.dashboard.measures import HUNDRED, change, count, label_of, rated
from comptoir.dates import french_date, short_date
from comptoir.desk.dashboards import notes
from comptoir.desk.project import Project
from comptoir.ledger import FiscalYear
from comptoir.money import french_amount
from comptoir.printing import charts
from comptoir.settings.dashboard import IndicatorNote
from comptoir.store.measures import Line
from comptoir.text import slug

LONGEST = 2000  # documents on a page; the CSV beside it has them all


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A measure, what the journal and the house say of it, and its two drawings."""

    measure: Measure
    booked: Decimal | None
    note: IndicatorNote | None
    drawn: tuple[str, str]
    listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the page says of itself."""

    project: Project
    year: FiscalYear
    period: Period
    today: date
    members: str
    specimen: bool
    silent: Sequence[str]

    @property
    def silence(self) -> str:
        """Name the indicators of which there is nothing to show."""
        if not self.silent:
            return ""
        return f"Rien à montrer sur la période : {', '.join(self.silent)}."


def page(facts: Facts, said: Sequence[Mapping[str, Any]], template: str, css: str) -> str:
    """Write the page of the dashboard, of its families in words and figures."""
    return _environment().from_string(template).render(
        organisation=facts.project.organisation,
        specimen=facts.specimen,
        css=_Safe(_coloured(css, facts.project)),
        year=facts.year.name,
        starts=french_date(facts.period.starts),
        ends=french_date(facts.period.ends),
        today=french_date(facts.today),
        members=facts.members,
        silence=facts.silence,
        families=said,
        paper=f"tableau-de-bord-{facts.year.name}",
    )  # fmt: skip


def list_page(
    project: Project,
    year: FiscalYear,
    measure: Measure,
    lines: Sequence[Line],
    template: str,
    css: str,
) -> str:
    """Write the page of the documents behind a measure, grouped as its rows are."""
    groups: dict[str, list[Line]] = {}
    for line in lines[:LONGEST]:
        groups.setdefault(label_of(measure.of, line.key), []).append(line)
    order = {row.label: rank for rank, row in enumerate(measure.rows)}
    return _environment().from_string(template).render(
        organisation=project.organisation,
        css=_Safe(_coloured(css, project)),
        year=year.name,
        measure=measure.of,
        more=max(0, len(lines) - LONGEST),
        groups=[
            {
                "id": slug(label),
                "label": label,
                "lines": [
                    {
                        "number": line.number,
                        "on": short_date(line.on),
                        "volume": count(line.volume),
                        "value": _value(measure, line.value),
                    }
                    for line in mine
                ],
            }
            for label, mine in sorted(groups.items(), key=lambda group: order.get(group[0], 0))
        ],
    )  # fmt: skip


def families(shown: Sequence[Shown]) -> list[dict[str, Any]]:
    """Group the measures by family, in words and figures ready to print."""
    found = []
    for family in Family:
        mine = [_said(one) for one in shown if one.measure.of.family is family]
        if mine:
            found.append({"id": slug(family.value), "title": family.value, "measures": mine})
    return found


def _said(one: Shown) -> dict[str, Any]:
    measure, of, now, before = one.measure, one.measure.of, one.measure.now, one.measure.before
    rate = of.rate
    volume_chart, value_chart = map(charts.on_page, one.drawn)
    return {
        "id": of.id,
        "title": of.title,
        "definition": of.definition,
        "source": of.source,
        "axis": of.axis,
        "volume_unit": of.volume_unit,
        "value_unit": of.value_unit,
        "text": measure.text,
        "compared": of.compared,
        "volume": count(now.volume),
        "value": _value(measure, now.value),
        "volume_before": count(before.volume),
        "value_before": _value(measure, before.value),
        "change": change(now.value, before.value),
        "rate_title": rate.title if rate else "",
        "rate": rated(measure.rate(now), rate.unit) if rate else "",
        "rate_before": rated(measure.rate(before), rate.unit) if rate else "",
        "control": "" if one.booked is None else "Concorde avec le journal, au centime.",
        "targets": _targets(measure, one.note),
        "comment": one.note.comment if one.note else "",
        "listed": one.listed,
        "drawn": {"volume": bool(one.drawn[0]), "value": bool(one.drawn[1])},
        "volume_chart": volume_chart,
        "value_chart": value_chart,
        "rows": [_row(measure, row.label, row.now, row.before) for row in measure.rows],
    }


def _row(measure: Measure, label: str, now: Sums, before: Sums) -> Mapping[str, str]:
    unit = measure.of.rate.unit if measure.of.rate else ""
    return {
        "label": label,
        "id": slug(label),
        "volume": count(now.volume),
        "value": _value(measure, now.value),
        "rate": rated(measure.rate(now), unit),
        "volume_before": count(before.volume),
        "value_before": _value(measure, before.value),
    }


def _value(measure: Measure, value: Decimal) -> str:
    return french_amount(value) if measure.of.in_euros else count(value)


def _targets(measure: Measure, note: IndicatorNote | None) -> list[dict[str, str]]:
    """Say each target, and how far it is reached."""
    target, of, now = notes.target(note), measure.of, measure.now
    found = []
    if target.volume is not None:
        wanted = f"{count(target.volume)} {of.volume_unit}"
        found.append(_target("en volume", wanted, now.volume, target.volume))
    if target.value is not None:
        wanted = measure.said(target.value)
        found.append(_target("en valeur", wanted, now.value, target.value))
    if target.rate is not None and of.rate:
        reached = measure.rate(now)
        wanted = rated(target.rate, of.rate.unit)
        title = of.rate.title[:1].lower() + of.rate.title[1:]
        if reached is None:
            found.append({"what": title, "wanted": wanted, "reached": "rien à comparer"})
        else:
            good = (reached >= target.rate) is of.rate.more_is_better or reached == target.rate
            said = "atteint" if good else "non atteint"
            found.append({"what": title, "wanted": wanted, "reached": said})
    return found


def _target(what: str, wanted: str, reached: Decimal, aimed: Decimal) -> dict[str, str]:
    if not aimed:
        return {"what": what, "wanted": wanted, "reached": "–"}
    share = (reached / aimed * HUNDRED).quantize(Decimal(1), ROUND_HALF_UP)
    return {
        "what": what,
        "wanted": wanted,
        "reached": f"{count(share)}\N{NO-BREAK SPACE}% à ce jour",
    }


def _environment() -> Environment:
    return Environment(autoescape=True, trim_blocks=False)


def _coloured(css: str, project: Project) -> str:
    colours = project.site.colours
    return css.replace("ACCENT", colours.accent).replace("DARK", colours.accent_dark)


class _Safe(str):
    """Text of ours, not to be escaped."""

    def __html__(self) -> str:
        return str(self)
