"""Tables of others, as text and row by row: CSV and TSV in any usual encoding, workbooks, vCard.

Everything stays text: 01000 is a postcode and 06 39 98 12 34 a number that is called.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from comptoir.errors import InputError, Place
from comptoir.readers.delimited import delimited
from comptoir.readers.encodings import FileFacts, examine
from comptoir.readers.vcards import cards, is_cards
from comptoir.readers.workbooks import WORKBOOKS, workbook

MOST_COLUMNS = 256
HEADER_WITHIN = 10  # lines in which the header is looked for, under a title

Lines = Iterator[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file, and one text a column."""

    line: int
    cells: tuple[str, ...]
    too_long: bool = False  # there were more cells than headings: which is which is unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file of rows, opened: what it is, its header; `rows()` reads it as it goes."""

    path: Path
    shown: str
    format: str  # CSV, XLSX…
    encoding: str  # in words; empty for a workbook
    separator: str  # in words; empty for a workbook
    header: tuple[str, ...]
    sha256: str
    _lines: Callable[[], Lines] = field(repr=False)
    _header_line: int = 1

    def rows(self) -> Iterator[Row]:
        """Read the rows under the header, blank ones left out."""
        width = len(self.header)
        for line, cells in self._lines():
            if line <= self._header_line or not any(cells):
                continue
            kept = tuple(cells[:width]) + ("",) * (width - len(cells))
            yield Row(line, kept, too_long=any(cells[width:]))


def open_table(path: Path, *, shown: str = "") -> Table:
    """Open a file of rows.

    Raises:
        InputError: the file is empty, is no table, or has too many columns.
    """
    name = shown or path.name
    facts = examine(path, shown=name)
    if facts.head.startswith(WORKBOOKS):
        return _table(path, name, facts, *workbook(path, shown=name), encoding="", separator="")
    if facts.encoding is None:
        raise InputError(
            "ce n’est ni un fichier de texte ni un classeur.",
            remedy="Donnez un CSV, un XLSX ou un ODS.",
            at=Place(name),
        )
    if is_cards(facts.head):
        kind, lines = cards(path, facts.encoding.codec, shown=name)
        encoding = facts.encoding.french
        return _table(path, name, facts, kind, lines, encoding=encoding, separator="")
    kind, lines, separator = delimited(path, facts.encoding.codec, shown=name)
    return _table(
        path, name, facts, kind, lines, encoding=facts.encoding.french, separator=separator
    )


def _table(
    path: Path,
    name: str,
    facts: FileFacts,
    kind: str,
    lines: Callable[[], Lines],
    *,
    encoding: str,
    separator: str,
) -> Table:
    header_line, header = _header(lines(), name)
    if len(header) > MOST_COLUMNS:
        raise InputError(
            f"ce fichier a {len(header)} colonnes ; {MOST_COLUMNS} au plus sont lues.",
            remedy="Gardez les colonnes utiles, ou vérifiez le séparateur.",
            at=Place(name, header_line),
        )
    return Table(
        path=path,
        shown=name,
        format=kind,
        encoding=encoding,
        separator=separator,
        header=header,
        sha256=facts.sha256,
        _lines=lines,
        _header_line=header_line,
    )


def _header(lines: Lines, name: str) -> tuple[int, tuple[str, ...]]:
    """Return the first row of several cells (a title may stand above), else the first of one."""
    alone: tuple[int, list[str]] | None = None
    for line, cells in lines:
        filled = [cell for cell in cells if cell]
        if len(filled) > 1:
            return line, _trimmed(cells)
        if filled and alone is None:
            alone = (line, cells)
        if line >= HEADER_WITHIN and alone:
            break
    if alone is None:
        raise InputError("ce fichier est vide.", remedy="Vérifiez l’export.", at=Place(name))
    return alone[0], _trimmed(alone[1])


def _trimmed(cells: list[str]) -> tuple[str, ...]:
    last = max(index for index, cell in enumerate(cells) if cell)
    return tuple(cells[: last + 1])
