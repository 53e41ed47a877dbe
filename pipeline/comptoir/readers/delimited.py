"""Delimited text: find the separator, and read records without guessing at broken quotes."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from comptoir.errors import InputError, Place

Lines = Iterator[tuple[int, list[str]]]

SEPARATORS = {";": "point-virgule", ",": "virgule", "\t": "tabulation", "|": "barre verticale"}
SAMPLE = 200  # lines
LONGEST = 131_072  # characters in one cell


def delimited(path: Path, codec: str, *, shown: str) -> tuple[str, Callable[[], Lines], str]:
    """Return the format, what reads its lines, and the separator in words."""
    separator, told = _separator(path, codec)

    def lines() -> Lines:
        return _records(path, codec, separator, skip=told, shown=shown)

    return ("TSV" if separator == "\t" else "CSV"), lines, SEPARATORS[separator]


def _separator(path: Path, codec: str) -> tuple[str, bool]:
    """Return the separator, and whether a first line `sep=;` (Excel's) says it."""
    with path.open(encoding=codec, newline="", errors="replace") as file:
        sample = [line[:LONGEST] for line in islice(file, SAMPLE)]
    first = sample[0].strip().strip('"').lower() if sample else ""
    if first.startswith("sep=") and first[4:5] in SEPARATORS:
        return first[4:5], True
    return max(SEPARATORS, key=lambda separator: _likely(sample, separator)), False


def _likely(sample: list[str], separator: str) -> tuple[float, int]:
    """How well a separator explains a sample: rows of one width, and a wide one."""
    try:
        widths = [len(row) for row in csv.reader(sample, delimiter=separator) if any(row)]
    except csv.Error:
        return 0.0, 0
    width, count = Counter(widths).most_common(1)[0] if widths else (1, 0)
    return (count / len(widths), width) if width > 1 else (0.0, 0)


def _records(path: Path, codec: str, separator: str, *, skip: bool, shown: str) -> Lines:
    csv.field_size_limit(LONGEST)
    with path.open(encoding=codec, newline="") as file:
        reader = csv.reader(file, delimiter=separator, strict=True)
        start = 1
        try:
            for record in reader:
                if not (skip and start == 1):
                    yield start, _cleaned(record)
                start = reader.line_num + 1
        except csv.Error as error:
            raise _broken(str(error), Place(shown, start)) from error
        except UnicodeDecodeError as error:
            raise InputError(
                "un caractère ne se lit pas.",
                remedy="Enregistrez ce fichier en « Unicode (UTF-8) ».",
                at=Place(shown, start),
            ) from error


def _cleaned(record: list[str]) -> list[str]:
    """Clean every cell; most records have nothing to clean but their ends."""
    whole = "".join(record)
    if whole.isprintable() and "  " not in whole:
        return [cell.strip() for cell in record]
    return [clean(cell) for cell in record]


def clean(cell: str) -> str:
    """Trim a cell and bring it to one line, without control or invisible characters."""
    if not cell.isprintable():
        cell = "".join(c if c.isprintable() else " " if c.isspace() else "" for c in cell)
    return " ".join(cell.split()) if "  " in cell else cell.strip()


def _broken(said: str, at: Place) -> InputError:
    if "field larger" in said:
        return InputError(
            f"une cellule a plus de {LONGEST} caractères.",
            remedy="Cherchez un guillemet oublié sur cette ligne, ou raccourcissez la cellule.",
            at=at,
        )
    if "unexpected end" in said:
        return InputError(
            "un guillemet ouvert sur cette ligne n’est jamais refermé.",
            remedy="Refermez-le, ou doublez les guillemets qui font partie du texte.",
            at=at,
        )
    return InputError(
        "un guillemet est mal refermé sur cette ligne.",
        remedy="Refermez-le avant le séparateur, ou doublez les guillemets du texte.",
        at=at,
    )
