"""What the columns of a table hold: types, missing values, outliers, rows given twice."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from comptoir.dates import parse_date
from comptoir.errors import InputError
from comptoir.money import parse_amount
from comptoir.readers.tables import Row

FAR = 3  # times the middle half: beyond, a value is an outlier (Tukey's far fences)
ENOUGH = 8  # values under which nothing is said to be an outlier
SHOWN = 5  # lines named


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnReport:
    """What one column holds; values are never shown, lines are."""

    name: str
    kind: str  # date, nombre, mél, texte, vide
    filled: int
    missing: int
    distinct: int
    odd: tuple[int, ...] = ()  # lines whose value is not of the kind of the others
    outliers: tuple[int, ...] = ()  # lines whose value is far from the others


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReport:
    """What a table holds."""

    rows: int
    columns: tuple[ColumnReport, ...]
    repeated: tuple[int, ...]  # lines that say again what another said


def report(
    header: Sequence[str], rows: Iterable[Row], known: Mapping[int, str] = {}
) -> TableReport:
    """Look at every column of a table.

    Args:
        header: the names of the columns.
        rows: under them; all are held in memory.
        known: what columns hold whose values are no amounts though they are digits, by rank.
    """
    kept = list(rows)
    seen: set[tuple[str, ...]] = set()
    repeated = []
    for row in kept:
        if row.cells in seen:
            repeated.append(row.line)
        seen.add(row.cells)
    columns = tuple(
        _column(name, [(row.line, row.cells[rank].strip()) for row in kept], known.get(rank, ""))
        for rank, name in enumerate(header)
    )
    return TableReport(rows=len(kept), columns=columns, repeated=tuple(repeated))


def _column(name: str, cells: Sequence[tuple[int, str]], known: str) -> ColumnReport:
    filled = [(line, text) for line, text in cells if text]
    kinds = [known or _kind(text) for _, text in filled]
    counted = Counter(kinds)
    kind = counted.most_common(1)[0][0] if counted else "vide"
    mostly = counted[kind] * 10 >= len(filled) * 9 if filled else False
    odd = [line for (line, _), one in zip(filled, kinds, strict=True) if one != kind]
    if not mostly and kind != "vide":
        kind, odd = "texte", []
    return ColumnReport(
        name=name,
        kind=kind,
        filled=len(filled),
        missing=len(cells) - len(filled),
        distinct=len({text for _, text in filled}),
        odd=tuple(odd) if kind != "texte" else (),
        outliers=tuple(_outliers(kind, filled)),
    )


def _kind(text: str) -> str:
    """
    >>> [_kind(text) for text in ("20260331", "31/03/2026", "1 234,50", "a@example.org", "Redon")]
    ['date', 'date', 'nombre', 'mél', 'texte']
    """
    if not any(character.isdigit() for character in text):
        return "mél" if "@" in text else "texte"
    if _number(text, "date") is not None:
        return "date"
    if _number(text, "nombre") is not None:
        return "nombre"
    return "mél" if re.fullmatch(r"\S+@\S+\.\S+", text) else "texte"


def _number(text: str, kind: str) -> Decimal | None:
    try:
        if kind == "date":
            if compact := re.fullmatch(r"((?:19|20)\d{2})(\d{2})(\d{2})", text):
                text = "-".join(compact.groups())
            return Decimal(parse_date(text).toordinal())
        return parse_amount(text) if re.match(r"[-+]?\d", text) else None
    except InputError:
        return None


def _outliers(kind: str, filled: Sequence[tuple[int, str]]) -> list[int]:
    """Return the lines whose value is far from the middle half of the others."""
    if kind not in ("date", "nombre"):
        return []
    values = [(line, found) for line, text in filled
              if (found := _number(text, kind)) is not None]  # fmt: skip
    ordered = sorted(value for _, value in values)
    if len(ordered) < ENOUGH:
        return []
    low, high = ordered[len(ordered) // 4], ordered[(3 * len(ordered)) // 4]
    reach = FAR * (high - low)
    if not reach:
        return []
    return [line for line, value in values if not low - reach <= value <= high + reach]
