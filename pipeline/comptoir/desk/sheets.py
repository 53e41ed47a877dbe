"""Tables that leave the base: CSV and XLSX closed to others, where no cell is a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TextIO

from comptoir.context import Context
from comptoir.errors.french import os_error
from comptoir.private import private_output

KEPT = timedelta(days=7)  # an export is used, then forgotten
_STAMP = re.compile(r"-(\d{8}-\d{6})(?:-\d+)?\.")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FIGURE = re.compile(r"-\d+(?:[.,]\d+)?")  # below zero: a figure stays one


def harmless(cell: object) -> str:
    """Write a cell so that no spreadsheet takes it for a formula (LAW, CTC012).

    >>> harmless("=1+1"), harmless("Redon"), harmless(None), harmless("-12,50"), harmless("-1+2")
    ("'=1+1", 'Redon', '', '-12,50', "'-1+2")
    """
    text = "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)
    is_risky = text.startswith(_FORMULA) and not _FIGURE.fullmatch(text)
    return f"'{text}" if is_risky else text


def csv_bytes(
    header: Sequence[str], rows: Iterable[Sequence[object]], *, separator: str = ";",
    charset: str = "utf-8-sig",
) -> bytes:  # fmt: skip
    """Write a table as French spreadsheets open it: semicolons, UTF-8 with BOM, CRLF."""
    out = io.StringIO(newline="")
    _write(out, header, rows, separator=separator)
    return out.getvalue().encode(charset)


def xlsx_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write a table as a workbook of text: postcodes keep their zeros."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet, bold = book.add_worksheet("Contacts"), book.add_format({"bold": True})
        sheet.write_row(0, 0, list(header), bold)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, harmless(cell))
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def export_path(ctx: Context, name: str, suffix: str) -> Path:
    """Return where an export goes: dated, and never over another."""
    stamp = f"{ctx.now():%Y%m%d-%H%M%S}"
    folder = ctx.var / "exports"
    forget_old(folder, ctx.now())
    path = folder / f"{name}-{stamp}{suffix}"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{stamp}-{number}{suffix}"
    return path


def forget_old(folder: Path, now: datetime) -> None:
    """Remove exports made more than seven days ago, by the date in their name."""
    for path in folder.glob("*"):
        stamp = _STAMP.search(path.name)
        if stamp is None or not path.is_file():
            continue
        try:
            made = datetime.strptime(stamp[1], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
            if now - made > KEPT:
                path.unlink(missing_ok=True)
        except ValueError:
            continue
        except OSError as error:
            raise os_error(error) from error


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """Write a table as `csv_bytes` makes it, row after row: a million of them fill no memory."""
    with private_output(path) as out:
        text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
        _write(text, header, rows, separator=";")
        text.detach()
    return path


def _write(
    out: TextIO, header: Sequence[str], rows: Iterable[Sequence[object]], *, separator: str
) -> None:
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow([harmless(cell) for cell in header])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
