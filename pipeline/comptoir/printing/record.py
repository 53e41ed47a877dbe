"""Records about data as PDF: somebody's own file, the register of processing activities."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from comptoir.printing.typst import compile_pdf

WIDEST = 5  # columns that a page holds; a wider table is printed as blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a record: sentences, then facts, then a table."""

    title: str
    text: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()  # shares of the columns; equal when none
    signed: bool = False  # each row leaves room for a signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A whole record."""

    title: str
    subtitle: str
    intro: tuple[str, ...]
    sections: tuple[Section, ...]


def print_record(
    record: Record, letterhead: Mapping[str, Any], *, folders: Sequence[Path], timestamp: datetime
) -> bytes:
    """Compose a record, accessible and archival."""
    data = {**asdict(record), "letterhead": dict(letterhead)}
    return compile_pdf("print/record.typ", data, folders=folders, timestamp=timestamp)


def table(title: str, rows: Sequence[Mapping[str, str]]) -> list[Section]:
    """Return rows as a table, or as blocks of facts where they are too wide for a page."""
    header = tuple(dict.fromkeys(name for row in rows for name in row))
    longest = max((len(value) for row in rows for value in row.values()), default=0)
    if len(header) <= WIDEST and longest < 160:
        cells = tuple(tuple(row.get(name, "") for name in header) for row in rows)
        return [Section(title=title, header=header, rows=cells)]
    return [
        Section(title=f"{title}, {number}" if len(rows) > 1 else title, facts=tuple(row.items()))
        for number, row in enumerate(rows, 1)
    ]
