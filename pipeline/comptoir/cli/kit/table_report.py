"""What the columns of an imported table hold, on a terminal: lines are named, never values."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from comptoir.cli.kit.output import table

if TYPE_CHECKING:
    from comptoir.readers.columns import TableReport

SAME = 3  # lines named of one sort; the others are counted


def columns(report: "TableReport") -> Iterator[str]:
    """One row a column: its type, what is missing, what is odd; then the rows given twice."""
    rows = [
        (
            one.name,
            one.kind,
            one.missing or "",
            one.distinct,
            lines(one.odd),
            lines(one.outliers),
        )
        for one in report.columns
    ]
    headers = ("colonne", "type", "vides", "valeurs", "d’un autre type", "écarts")
    yield table(headers, rows, right=(2, 3))
    if report.repeated:
        yield f"Lignes répétées : {lines(report.repeated)}."


def lines(numbers: Sequence[int]) -> str:
    """Name the first lines of several."""
    if not numbers:
        return ""
    more = f" et {len(numbers) - SAME} autres" if len(numbers) > SAME else ""
    return f"ligne {', '.join(map(str, numbers[:SAME]))}{more}"
