"""The dashboard for the board: an accessible PDF, and a workbook whose charts are its own."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from comptoir.dashboard import Measure
from comptoir.printing import charts
from comptoir.printing.typst import compile_pdf

LONGEST_NAME = 31  # letters of the name of a sheet
MOST_BARS = 24


def paper(
    *,
    title: str,
    year: str,
    subtitle: str,
    families: Sequence[Mapping[str, Any]],
    drawn: Mapping[str, tuple[str, str]],
    foot: str,
    letterhead: Mapping[str, Any],
    folders: Sequence[Path],
    timestamp: datetime,
) -> bytes:
    """Compose the dashboard, archival and accessible.

    Args:
        title: of the document.
        year: that is measured, beside the one before.
        subtitle: the days that are measured.
        families: measures in words and figures, as the page has them.
        drawn: the two drawings of each measure, by indicator.
        foot: what is said at the end.
        letterhead: who publishes it.
        folders: of the theme, the project's first.
        timestamp: of the document.
    """
    accent = str(letterhead["accent"])
    files = {}
    for indicator, (volume, value) in drawn.items():
        for what, svg in (("volume", volume), ("value", value)):
            if svg:
                drawing = charts.on_paper(svg, accent)
                files[f"charts/{indicator}-{what}.svg"] = drawing.encode()
    kept = ("volume_chart", "value_chart")
    data = {
        "title": title,
        "year": year,
        "subtitle": subtitle,
        "families": [
            {
                "title": family["title"],
                "measures": [
                    {key: said for key, said in one.items() if key not in kept}
                    for one in family["measures"]
                ],
            }
            for family in families
        ],
        "foot": foot,
        "letterhead": dict(letterhead),
    }
    return compile_pdf(
        "print/dashboard.typ", data, folders=folders, timestamp=timestamp, files=files
    )


def workbook(measures: Sequence[Measure]) -> bytes:
    """Write a summary, then one sheet a measure: figures that add up, and a chart drawn of them."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        formats = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
            "money": book.add_format({"num_format": "# ##0.00"}),
            "number": book.add_format({"num_format": "# ##0.##"}),
            "sum": book.add_format({"num_format": "# ##0.00", "bold": True, "top": 1}),
            "bold": book.add_format({"bold": True, "top": 1}),
        }
        _summary(book.add_worksheet("Synthèse"), formats, measures)
        for measure in measures:
            _sheet(book, formats, measure)
    return out.getvalue()


HEAD = (
    "Indicateur", "En volume", "Unité", "En valeur", "Unité", "Taux", "Unité",
    "Volume, un an avant", "Valeur, un an avant",
)  # fmt: skip


def _summary(sheet: Any, formats: Mapping[str, Any], measures: Sequence[Measure]) -> None:
    sheet.write_row(0, 0, HEAD, formats["head"])
    for row, measure in enumerate(measures, 1):
        of, now, before = measure.of, measure.now, measure.before
        rate = measure.rate(now)
        sheet.write_string(row, 0, of.title)
        sheet.write_number(row, 1, float(now.volume), formats["number"])
        sheet.write_string(row, 2, of.volume_unit)
        sheet.write_number(row, 3, float(now.value), _format(formats, measure))
        sheet.write_string(row, 4, of.value_unit)
        if of.rate and rate is not None:
            sheet.write_number(row, 5, float(rate), formats["number"])
            sheet.write_string(row, 6, f"{of.rate.unit} ({of.rate.title.lower()})")
        if of.compared:
            sheet.write_number(row, 7, float(before.volume), formats["number"])
            sheet.write_number(row, 8, float(before.value), _format(formats, measure))
    for column, width in enumerate((34, 12, 18, 14, 22, 10, 30, 14, 14)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _sheet(book: Any, formats: Mapping[str, Any], measure: Measure) -> None:
    of = measure.of
    sheet = book.add_worksheet(of.title.replace(":", "")[:LONGEST_NAME])
    sheet.write_string(0, 0, of.title, formats["title"])
    sheet.write_string(1, 0, of.definition)
    sheet.write_string(2, 0, f"Source : {of.source}")
    head = [of.axis.capitalize(), of.volume_unit.capitalize(), of.value_unit]
    head += [of.rate.title] if of.rate else []
    if of.compared:
        head += [f"{of.volume_unit.capitalize()}, un an avant", f"{of.value_unit}, un an avant"]
    top = 4
    sheet.write_row(top, 0, head, formats["head"])
    money = _format(formats, measure)
    for at, row in enumerate(measure.rows, top + 1):
        sheet.write_string(at, 0, row.label)
        cells: list[tuple[Decimal | None, Any]] = [
            (row.now.volume, formats["number"]),
            (row.now.value, money),
        ]
        cells += [(measure.rate(row.now), formats["number"])] if of.rate else []
        if of.compared:
            cells += [(row.before.volume, formats["number"]), (row.before.value, money)]
        for column, (number, style) in enumerate(cells, 1):
            if number is not None:
                sheet.write_number(at, column, float(number), style)
    last = top + len(measure.rows)
    sheet.write_string(last + 1, 0, "Total", formats["bold"])
    for column in (1, 2, *((4 if of.rate else 3, 5 if of.rate else 4) if of.compared else ())):
        letter = chr(ord("A") + column)
        sheet.write_formula(
            last + 1, column, f"=SUM({letter}{top + 2}:{letter}{last + 1})", formats["sum"],
            float(_column_total(measure, column)),
        )  # fmt: skip
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, len(head) - 1, 16)
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    _chart(book, sheet, measure, top, min(last, top + MOST_BARS), len(head))


def _column_total(measure: Measure, column: int) -> Decimal:
    """Return what a spreadsheet that does not compute shows under a column."""
    now, before = measure.now, measure.before
    if column in (1, 2):
        return (now.volume, now.value)[column - 1]
    return (before.volume, before.value)[column - (4 if measure.of.rate else 3)]


def _chart(book: Any, sheet: Any, measure: Measure, top: int, last: int, width: int) -> None:
    chart = book.add_chart({"type": "column" if measure.of.by_month else "bar"})
    name = sheet.get_name()
    series = [(2, "Valeur")]
    if measure.of.compared:
        series.append((width - 1, "Un an avant"))
    for column, said in series:
        chart.add_series(
            {
                "name": said,
                "categories": [name, top + 1, 0, last, 0],
                "values": [name, top + 1, column, last, column],
            }
        )
    chart.set_title({"name": f"{measure.of.title} ({measure.of.value_unit})"})
    chart.set_legend({"position": "bottom"})
    if not measure.of.by_month:
        chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 620, "height": 340})
    sheet.insert_chart(
        top, width + 1, chart, {"description": measure.text, "object_position": 3}
    )  # fmt: skip


def _format(formats: Mapping[str, Any], measure: Measure) -> Any:
    return formats["money" if measure.of.in_euros else "number"]
