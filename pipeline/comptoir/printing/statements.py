"""Accounting statements as PDF, and as workbooks whose figures are figures."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from comptoir.dates import short_date
from comptoir.ledger.statements import Cell, Statement
from comptoir.money import french_amount
from comptoir.printing.typst import compile_pdf


def statement_pdf(
    made: Statement,
    subtitle: str,
    letterhead: Mapping[str, Any],
    *,
    folders: Sequence[Path],
    timestamp: datetime,
) -> bytes:
    """Compose a statement, accessible and archival."""
    data = {
        "title": made.title,
        "subtitle": subtitle,
        "letterhead": dict(letterhead),
        "header": made.header,
        "widths": made.widths,
        "figures": made.figures,
        "facts": [(label, _printed(value)) for label, value in made.facts],
        "parts": [
            {
                "title": part.title,
                "rows": [tuple(map(_printed, row)) for row in part.rows],
                "total": tuple(map(_printed, part.total)),
            }
            for part in made.parts
        ],
    }
    return compile_pdf("print/statement.typ", data, folders=folders, timestamp=timestamp)


def _printed(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return french_amount(cell, unit="")
    return short_date(cell) if isinstance(cell, date) else str(cell)


def statement_xlsx(made: Statement, subtitle: str) -> bytes:
    """Write a statement as one sheet: amounts and dates are numbers that add up and sort.

    Each row bears the title of its table, so that a filter finds it.
    """
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    grouped = any(part.title for part in made.parts)
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(made.title[:31])
        formats = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
            "money": book.add_format({"num_format": "# ##0.00"}),
            "sum": book.add_format({"num_format": "# ##0.00", "bold": True, "top": 1}),
            "bold": book.add_format({"bold": True, "top": 1}),
            "day": book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
        }
        sheet.write_string(0, 0, made.title, formats["title"])
        sheet.write_string(1, 0, subtitle)
        top = 3
        for label, value in made.facts:
            sheet.write_string(top, 0, label)
            _write(sheet, formats, top, len(made.header) - 1 + grouped, value, total=False)
            top += 1
        top += 1 if made.facts else 0
        header = (*(["Compte"] if grouped else []), *made.header)
        sheet.write_row(top, 0, header, formats["head"])
        widths = (*([34] if grouped else []), *made.widths)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        row = top + 1
        for part in made.parts:
            for cells, total in [*((one, False) for one in part.rows), (part.total, True)]:
                if not cells:
                    continue
                if grouped:
                    sheet.write_string(row, 0, part.title, formats["bold"] if total else None)
                for column, cell in enumerate(cells, int(grouped)):
                    _write(sheet, formats, row, column, cell, total=total)
                row += 1
        sheet.freeze_panes(top + 1, 0)
        if row > top + 1:
            sheet.autofilter(top, 0, row - 1, len(header) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top)
    return out.getvalue()


def _write(
    sheet: Any, formats: Mapping[str, Any], row: int, column: int, cell: Cell, *, total: bool
) -> None:
    bold = formats["bold"] if total else None
    if cell is None:
        sheet.write_blank(row, column, None, bold)
    elif isinstance(cell, Decimal):
        sheet.write_number(row, column, float(cell), formats["sum" if total else "money"])
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), formats["day"])
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell, bold)
    else:
        sheet.write_string(row, column, cell, bold)
