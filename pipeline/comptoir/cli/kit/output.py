"""What a command prints: text for people, or one JSON document for programs."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import Any, NoReturn

import click

from comptoir.cli.kit import invocation


def say(line: str = "") -> None:
    """Print one line for people."""
    told = invocation.current()
    if not (told.quiet or told.json):
        click.echo(line)


def warn(line: str) -> None:
    """Print one line on stderr: what is worth knowing and does not stop."""
    if not invocation.current().quiet:
        click.echo(line, err=True)


def warn_each(lines: Iterable[str]) -> None:
    for line in lines:
        warn(line)


def emit(data: Any, text: Callable[[], str] | str = "") -> None:
    """Print the result of a command: JSON with --json, else its text.

    Money becomes a string, dates are ISO, dataclasses and enumerations open up.
    """
    if invocation.current().json:
        click.echo(json.dumps(plain(data), ensure_ascii=False, indent=2))
        return
    written = text() if callable(text) else text
    if written:
        click.echo(written)


def plain(data: Any) -> Any:
    """Return what JSON can say of a value."""
    if is_dataclass(data) and not isinstance(data, type):
        return plain(asdict(data))
    if isinstance(data, dict):
        return {str(plain(key)): plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple | set | frozenset):
        return [plain(value) for value in data]
    if isinstance(data, Enum):
        return data.value
    if isinstance(data, Decimal):
        return f"{data:f}"
    if isinstance(data, date | datetime):
        return data.isoformat()
    if isinstance(data, PurePath):
        return str(data)
    return data


def table(
    headers: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[int] = ()
) -> str:
    """Align columns; those numbered in `right` (from 0) are aligned on the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(headers, *cells, strict=True)]

    def line(values: Sequence[str]) -> str:
        padded = (
            value.rjust(width) if index in right else value.ljust(width)
            for index, (value, width) in enumerate(zip(values, widths, strict=True))
        )
        return "  ".join(padded).rstrip()

    ruler = "  ".join("─" * width for width in widths)
    return "\n".join([line(headers), ruler, *map(line, cells)])


def confirm(question: str) -> bool:
    """Ask before something that matters; `--yes` answers, silence without a terminal refuses."""
    told = invocation.current()
    if told.yes:
        return True
    if not told.may_ask:
        warn(f"{question} Ajoutez --yes pour confirmer sans question.")
        return False
    answer = click.prompt(f"{question} [o/N]", default="n", show_default=False, err=True)
    return str(answer).strip().casefold() in ("o", "oui", "y", "yes")


def finish(code: int) -> NoReturn:
    """End with an exit code that is not a failure of the command itself."""
    sys.stdout.flush()
    raise click.exceptions.Exit(code)
