"""Charts of the dashboard: static SVG drawn by Vega-Lite, without a browser or a network.

One drawing serves the page, where colours are its variables and suit light and dark, and paper.
"""

import re
from collections.abc import Sequence
from typing import Any

from comptoir.dashboard import Measure, Row, Sums

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
WIDTH, HEIGHT = 390, 220
LONGEST = 24  # letters of a label; the table has it whole
MOST = 12  # bars of kinds; the rest is one bar more
OTHERS = "Autres"


def warm() -> None:
    """Load the libraries, so that one that is missing is said before anything is counted."""
    _libraries()


def charts(measure: Measure) -> tuple[str, str]:
    """Return two drawings of a measure: its volume, its value; nothing where all is nought."""
    return _svg(measure, "volume"), _svg(measure, "value")


def _svg(measure: Measure, what: str) -> str:
    alt, convert = _libraries()
    by_month = measure.of.by_month
    rows = list(measure.rows) if by_month else _largest(measure.rows)
    drawn = [_mark(row, what, by_month) for row in rows]
    data = alt.InlineData(drawn)
    if not any(mark["now"] or mark["before"] for mark in drawn):
        return ""
    amounts = alt.Axis(title=None, format=",d", **_ticks(drawn))
    labels = alt.Axis(title=None, labelAngle=0, labelLimit=0)
    along, up = ("x", "y") if by_month else ("y", "x")
    channel = {"x": alt.X, "y": alt.Y}
    base = alt.Chart(data).encode(**{along: channel[along]("label:N", sort=None, axis=labels)})
    now = {up: channel[up]("now:Q", axis=amounts)}
    before = {up: channel[up]("before:Q")}
    marks = [base.mark_bar(color=BAR).encode(**now)]
    if measure.of.compared:
        marks += [
            base.mark_tick(color=AROUND, thickness=7, opacity=1).encode(**before),
            base.mark_tick(color=BEFORE, thickness=3, opacity=1).encode(**before),
        ]
    chart = alt.layer(*marks).properties(**_size(by_month, len(rows)))
    return str(convert.vegalite_to_svg(_dressed(chart).to_dict(), format_locale="fr-FR"))


def _ticks(marks: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Mark about four heights; whole numbers only, when there are few of them."""
    top = max(max(mark["now"], mark["before"]) for mark in marks)
    return {"values": list(range(int(top) + 1))} if 1 <= top < 4 else {"tickCount": 4}


def _size(by_month: bool, bars: int) -> dict[str, Any]:
    """Every drawing is as wide, labels included, so that all have letters of one size."""
    height = HEIGHT if by_month else 40 + 26 * bars
    fit = {"type": "fit", "contains": "padding"}
    return {"width": WIDTH, "height": height, "autosize": fit}


def _largest(rows: Sequence[Row]) -> list[Row]:
    """Keep the first rows, and add up those that a chart cannot show."""
    if len(rows) <= MOST + 1:
        return list(rows)
    now, before = Sums(), Sums()
    for row in rows[MOST:]:
        now, before = now.plus(row.now), before.plus(row.before)
    return [*rows[:MOST], Row(label=OTHERS, now=now, before=before)]


def _mark(row: Row, what: str, by_month: bool) -> dict[str, Any]:
    label = row.label.split()[0] if by_month else _short(row.label)
    now, before = getattr(row.now, what), getattr(row.before, what)
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


def on_page(svg: str) -> str:
    """Make the drawing a part of the page: its colours, its font, hidden from screen readers.

    The figure around it says in words what it shows, and the table gives every number.
    """
    for given, variable in COLOURS.items():
        svg = svg.replace(given, variable)
    svg = re.sub(r' (?:aria-\w+|role|xmlns:xlink|version|class)="[^"]*"', "", svg)
    svg = svg.replace('font-family="sans-serif"', "")
    return svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def on_paper(svg: str, accent: str) -> str:
    """Give the drawing the colours and the font of paper."""
    ink = dict(zip(COLOURS, (accent, "#c0692b", "#55636a", "#d5dcde", "#ffffff"), strict=True))
    for given, colour in ink.items():
        svg = svg.replace(given, colour)
    return svg.replace('font-family="sans-serif"', 'font-family="Public Sans"')


def _libraries() -> Sequence[Any]:
    import altair
    import vl_convert

    return altair, vl_convert
