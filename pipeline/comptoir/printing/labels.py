"""Sheets of labels, and envelopes: addresses alone.

Lengths are millimetres on an A4 sheet, from its top left corner.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from comptoir.printing.typst import compile_pdf

PAPER = ("a-2b",)  # nobody reads a sheet of labels on a screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of labels, as shops sell them."""

    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    gap: float = 0.0  # between columns

    @property
    def count(self) -> int:
        return self.columns * self.rows


SHEETS = {
    "3x8": Sheet(columns=3, rows=8, width=70, height=37, left=0, top=0.5),
    "3x7": Sheet(columns=3, rows=7, width=63.5, height=38.1, left=7.25, top=15.15, gap=2.5),
    "2x7": Sheet(columns=2, rows=7, width=99.1, height=38.1, left=4.65, top=15.15, gap=2.5),
    "2x8": Sheet(columns=2, rows=8, width=99.1, height=33.9, left=4.65, top=12.9, gap=2.5),
}
ENVELOPES = {"dl": (220, 110), "c5": (229, 162)}  # width, height
Lines = Sequence[str]


def print_labels(
    addresses: Sequence[Lines],
    sheet: Sheet,
    *,
    skip: int = 0,
    folders: Sequence[Path],
    timestamp: datetime,
) -> bytes:
    """Print a label an address.

    Args:
        addresses: the lines of each.
        sheet: how labels are laid.
        skip: labels already taken from the first sheet.
        folders: theme folders, the project's first.
        timestamp: date written in the document.
    """
    data = {"sheet": asdict(sheet), "skip": skip, "addresses": [list(one) for one in addresses]}
    return _made("labels.typ", data, folders, timestamp)


def print_envelopes(
    addresses: Sequence[Lines],
    envelope: str,
    sender: Lines,
    *,
    specimen: bool = False,
    folders: Sequence[Path],
    timestamp: datetime,
) -> bytes:
    """Print an envelope an address, with who sends it at the top left."""
    width, height = ENVELOPES[envelope]
    data = {
        "width": width,
        "height": height,
        "sender": list(sender),
        "specimen": specimen,
        "addresses": [list(one) for one in addresses],
    }
    return _made("envelopes.typ", data, folders, timestamp)


def _made(
    template: str, data: dict[str, Any], folders: Sequence[Path], timestamp: datetime
) -> bytes:
    return compile_pdf(
        f"print/{template}", data, folders=folders, timestamp=timestamp, standards=PAPER
    )
