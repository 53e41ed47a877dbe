"""Call sheets as PDF: when to call, what to say, and a line for each person."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from comptoir.printing.typst import compile_pdf


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """One person to call."""

    reference: str
    name: str
    phone: str  # as it is read
    place: str
    why: str  # the law that lets us call
    calls: int  # in the last thirty days
    script: int  # number of their text, from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheet:
    """A whole sheet."""

    title: str
    subtitle: str
    hours: tuple[str, ...]
    first_words: str
    duties: tuple[str, ...]
    scripts: tuple[tuple[Mapping[str, Any], ...], ...]  # blocks, as printable.to_json makes them
    results: tuple[str, ...]
    people: tuple[Caller, ...]
    how: tuple[tuple[str, str], ...]  # to write down what calls came to: words, command


def print_calls(
    sheet: CallSheet,
    letterhead: Mapping[str, Any],
    *,
    folders: Sequence[Path],
    timestamp: datetime,
) -> bytes:
    """Compose a call sheet, accessible and archival."""
    data = {**asdict(sheet), "letterhead": dict(letterhead)}
    return compile_pdf("print/calls.typ", data, folders=folders, timestamp=timestamp)
