"""`docs/features.md`: the 90 rows of the mission, and the tests that prove those that work."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

ROWS = Path(__file__).with_name("features.toml")
PROOF = re.compile(r"^def (test_row_(\d+)_\w+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Row:
    """One item of the mission."""

    number: int
    section: str
    term: str
    when: str


def rows() -> list[Row]:
    return [Row(**row) for row in tomllib.loads(ROWS.read_text("utf-8"))["row"]]


def proofs(tests: Path) -> dict[int, list[tuple[str, str]]]:
    """Return, by row number, the file and name of each test that proves it."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for path in sorted(tests.rglob("test_*.py")):
        for match in PROOF.finditer(path.read_text("utf-8")):
            name = f"{tests.name}/{path.relative_to(tests).as_posix()}"
            found[int(match[2])].append((name, match[1]))
    return dict(found)


def page(all_rows: Sequence[Row], proved: Mapping[int, Sequence[tuple[str, str]]]) -> str:
    """Return the page in Markdown."""
    return "\n".join(_lines(all_rows, proved)) + "\n"


def _lines(
    all_rows: Sequence[Row], proved: Mapping[int, Sequence[tuple[str, str]]]
) -> Iterator[str]:
    working = sum(1 for row in all_rows if row.number in proved)
    yield "# Features: the rows of the mission\n"
    yield "<!-- Written by `comptoir reference features`; do not edit. -->\n"
    yield (
        f"{working} of {len(all_rows)} rows work today: a test named after the row proves what its "
        "third column says. The others do not yet, or only in part, and say so.\n"
    )
    for section, members in groupby(all_rows, key=lambda row: row.section):
        yield f"## {section}\n"
        yield "| # | term | works when | proved by |"
        yield "|---|---|---|---|"
        for row in members:
            tests = "<br>".join(f"`{name}` in {file}" for file, name in proved.get(row.number, ()))
            yield f"| {row.number} | {row.term} | {row.when} | {tests or '*not yet*'} |"
        yield ""
