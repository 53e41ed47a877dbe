"""Charts of the dashboard: static SVG drawn by Vega-Lite, without a browser or a network.

Colours are written as variables of the page, so that one drawing suits light, dark and paper.
"""

import re
from collections.abc import Sequence
from typing import Any

from comptoir.dashboard import Measure, Row

# What Vega is given, and what the page reads: variables cannot be given to Vega.
COLOURS = {
    "#0a0b01": "var(--chart)",
    "#0a0b02": "var(--chart-before)",
    "#0a0b03": "var(--soft)",
    "#0a0b04": "var(--hair)",
    "#0a0b05": "var(--card)",
}
BAR, BEFORE, TEXT, GRID, AROUND = COLOURS
SHORT = {
    "janvier": "janv.", "février": "févr.", "avril": "avr.", "juillet": "juil.",
    "septembre": "sept.", "octobre": "oct.", "novembre": "nov.", "décembre": "déc.",
}  # fmt: skip
WIDTH, HEIGHT = 330, 170
LONGEST = 24  # letters of a label; the table has it whole


def charts(measure: Measure) -> tuple[str, str]:
    """Return two drawings of a measure: its volume, its value."""
    return _svg(measure, "volume"), _svg(measure, "value")


def _svg(measure: Measure, what: str) -> str:
    alt, convert = _libraries()
    data = alt.InlineData([_mark(row, what, measure.by_month) for row in measure.rows])
    amounts = alt.Axis(title=None, tickCount=4, format=",d")
    labels = alt.Axis(title=None, labelAngle=0, labelLimit=0)
    along, up = ("x", "y") if measure.by_month else ("y", "x")
    channel = {"x": alt.X, "y": alt.Y}
    base = alt.Chart(data).encode(**{along: channel[along]("label:N", sort=None, axis=labels)})
    now = {up: channel[up]("now:Q", axis=amounts)}
    before = {up: channel[up]("before:Q")}
    chart = alt.layer(
        base.mark_bar(color=BAR).encode(**now),
        base.mark_tick(color=AROUND, thickness=7, opacity=1).encode(**before),
        base.mark_tick(color=BEFORE, thickness=3, opacity=1).encode(**before),
    ).properties(**_size(measure))
    drawn = convert.vegalite_to_svg(_dressed(chart).to_dict(), format_locale="fr-FR")
    return _ours(str(drawn))


def _size(measure: Measure) -> dict[str, int]:
    if measure.by_month:
        return {"width": WIDTH, "height": HEIGHT}
    return {"width": WIDTH - 60, "height": max(90, 26 * len(measure.rows))}


def _mark(row: Row, what: str, by_month: bool) -> dict[str, Any]:
    label = row.label.split()[0] if by_month else _short(row.label)
    now, before = (
        (row.volume, row.volume_before) if what == "volume" else (row.value, row.value_before)
    )
    return {"label": SHORT.get(label, label), "now": float(now), "before": float(before)}


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"


def _dressed(chart: Any) -> Any:
    axis = {
        "labelColor": TEXT,
        "titleColor": TEXT,
        "gridColor": GRID,
        "domainColor": GRID,
        "tickColor": GRID,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    }
    return (
        chart.configure(background="transparent", font="sans-serif")
        .configure_axis(**axis)
        .configure_view(stroke=None)
    )


def _ours(svg: str) -> str:
    """Make the drawing a part of the page: its colours, its font, hidden from screen readers.

    The figure around it says in words what it shows, and the table gives every number.
    """
    for given, variable in COLOURS.items():
        svg = svg.replace(given, variable)
    svg = re.sub(r' (?:aria-\w+|role|xmlns:xlink|version|class)="[^"]*"', "", svg)
    svg = svg.replace('font-family="sans-serif"', "")
    return svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def _libraries() -> Sequence[Any]:
    import altair
    import vl_convert

    return altair, vl_convert
