"""The files that mailings leave in var/outbox: who is in them, out of them, and how long they stay.

A message, or a letter printed alone, is somebody's; a table for the text messages or the calls of
many is written again without them. What is printed for many cannot be: it is said, with its end.
"""

import csv
import io
import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from comptoir.context import Context
from comptoir.errors.french import os_error
from comptoir.private import write_private

KEPT = timedelta(days=90)  # returns come within weeks; the journal of sendings stays
_NUMBERED = re.compile(r"(?:DEM|CA|CD)-\d{4}-\d{4,}")  # a request, or a line of the mail
_OF_MAILINGS = re.compile(
    r"(?:lettres|appels|sms|bordereau|manifeste|etiquettes|enveloppes)-.+"
    r"|lettres\.docx|[CLM]-\d+\.(?:docx|eml|pdf)"
)
_MESSAGE = re.compile(r"[A-Z]{1,2}-\d{6,}")
_SLIP = "bordereau-"  # what lists the letters of a print, naming nobody
_TABLES = (".csv", ".jsonl")
_SHEETS = {"appels": "appels", "lettres": "bordereau"}  # a print, and the table of who is in it
_WHOLE = ("etiquettes-*.pdf", "enveloppes-*.pdf", "lettres.docx")  # of a mailing, with no table


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A file printed for many, which cannot be written again without one of them."""

    path: str  # under the project
    until: date  # when it is removed


def files_of(ctx: Context, messages: set[str]) -> list[Path]:
    """Return the files that are somebody's alone, by their reference or a message's."""
    outbox = ctx.var / "outbox"
    mail = [path for path in (ctx.var / "courrier").rglob("*") if path.is_file()]
    found = [*outbox.rglob("*.eml"), *outbox.rglob("*.pdf"), *outbox.rglob("*.docx"), *mail]
    return sorted(path for path in found if _reference(path) in messages)


def tables_of(ctx: Context, messages: set[str]) -> list[Path]:
    """Return the tables that have rows of theirs among those of others."""
    return [path for path in _listing(ctx, messages) if not path.name.startswith(_SLIP)]


def _listing(ctx: Context, messages: set[str]) -> list[Path]:
    """Return the tables and the slips that list them."""
    found = [path for end in _TABLES for path in (ctx.var / "outbox").rglob(f"*{end}")]
    return [path for path in sorted(found) if messages & {of for of, _ in _rows(path)}]


def printed_with(ctx: Context, messages: set[str]) -> list[Printed]:
    """Return the prints for many in which they are, by the table written beside each.

    Labels and envelopes have none: those of a mailing that wrote to them are taken for theirs.
    """
    listing, found = _listing(ctx, messages), set[Path]()
    for table in listing:
        kind, _, name = table.stem.partition("-")
        found |= {table.with_name(f"{of}-{name}.pdf") for of, by in _SHEETS.items() if by == kind}
    for folder in {one.parent for one in listing}:
        found |= {path for pattern in _WHOLE for path in folder.glob(pattern)}
    return [
        Printed(path=path.relative_to(ctx.root).as_posix(), until=(_written_at(path) + KEPT).date())
        for path in sorted(found)
        if path.is_file()
    ]


def take_out(ctx: Context, messages: set[str]) -> list[Path]:
    """Write tables again without the rows of some messages; as they were, for all the others."""
    tables = tables_of(ctx, messages)
    for path in tables:
        written = path.stat().st_mtime_ns
        rows = [row for reference, row in _rows(path) if reference not in messages]
        write_private(path, b"".join(rows))
        os.utime(path, ns=(written, written))  # it goes when it would have gone
    return tables


def old(ctx: Context) -> list[Path]:
    """Return the files of mailings written more than ninety days ago."""
    return [
        path
        for path in sorted((ctx.var / "outbox").glob("*/**/*"))
        if _OF_MAILINGS.fullmatch(path.name) and path.is_file()
        if ctx.now() - _written_at(path) > KEPT
    ]


def forget_old(ctx: Context) -> int:
    """Remove the files of mailings that were kept long enough; return how many."""
    gone = old(ctx)
    for path in gone:
        _remove(path)
    return len(gone)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
        with suppress(OSError):  # the folder of letters printed one by one, once empty
            path.parent.rmdir()
    except OSError as error:
        raise os_error(error) from error


def _written_at(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError as error:
        raise os_error(error) from error


def _reference(path: Path) -> str:
    """Return what a file is about: what numbers it, else itself."""
    numbered = _NUMBERED.search(path.stem.upper())
    return numbered[0] if numbered else path.stem


def _rows(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each row as it stands in its file, with the reference of its message.

    Bytes are read as Latin-1, which gives them back: marks and references are ASCII whatever the
    spreadsheet that saved the file.
    """
    try:
        text = path.read_bytes().decode("latin-1")
    except OSError as error:
        raise os_error(error) from error
    lines = list(io.StringIO(text, newline=""))
    if path.suffix == ".jsonl":
        for line in lines:
            yield _id(line), line.encode("latin-1")
        return
    if not lines:
        return
    reader = csv.reader(lines, delimiter=max(";,\t", key=lines[0].count))
    start = 0
    try:
        for row in reader:
            yield _known(row), "".join(lines[start : reader.line_num]).encode("latin-1")
            start = reader.line_num
    except csv.Error:  # no table any more: what is left of it stays as it is
        yield "", "".join(lines[start:]).encode("latin-1")


def _known(row: list[str]) -> str:
    """The reference of a row: its first cell, or the second under a rank."""
    return next((cell for cell in row[:2] if _MESSAGE.fullmatch(cell)), "")


def _id(line: str) -> str:
    try:
        told = json.loads(line)
    except ValueError:
        return ""
    return str(told.get("id", "")) if isinstance(told, dict) else ""
