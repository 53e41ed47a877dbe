"""Workbooks read as text: XLSX, ODS and XLS, by python-calamine."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from comptoir.errors import InputError, Place
from comptoir.readers.delimited import clean

Lines = Iterator[tuple[int, list[str]]]

_NO_VALUE = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")  # of formulas
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # zip (XLSX, ODS), OLE (XLS)


def workbook(path: Path, *, shown: str) -> tuple[str, Callable[[], Lines]]:
    """Return the format, and what reads the lines of the first sheet that is not empty."""
    sheet = _first_sheet(path, shown)

    def lines() -> Lines:
        for number, cells in enumerate(sheet.iter_rows(), 1):
            yield number, [as_text(cell) for cell in cells]

    return path.suffix.lstrip(".").upper() or "classeur", lines


def _first_sheet(path: Path, shown: str) -> Any:
    import python_calamine as calamine

    at = Place(shown)
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        sheets = [book.get_sheet_by_index(index) for index in range(len(book.sheet_names))]
    except calamine.PasswordError as error:
        raise InputError(
            "ce classeur est protégé par un mot de passe.", remedy="Retirez-le.", at=at
        ) from error
    except (calamine.CalamineError, calamine.ZipError, calamine.XmlError) as error:
        raise InputError(
            "ce classeur ne se lit pas.", remedy="Enregistrez-le de nouveau en XLSX.", at=at
        ) from error
    found = next((sheet for sheet in sheets if sheet.height), None)
    if found is None:
        raise InputError("ce classeur est vide.", remedy="Vérifiez l’export.", at=at)
    return found


def as_text(cell: object) -> str:
    """Write a cell as a person would.

    >>> as_text(35600.0), as_text(1.5), as_text(date(2026, 3, 31)), as_text(True)
    ('35600', '1.5', '2026-03-31', 'oui')
    """
    if isinstance(cell, str):
        return "" if cell in _NO_VALUE else clean(cell)
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        midnight = cell.time() == time(0)
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return "" if cell is None or isinstance(cell, timedelta) else str(cell)
