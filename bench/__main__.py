"""`make bench`: run every bench/bench_*.py and print one table."""

import importlib
import pkgutil
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

import bench
from bench.measure import Measure, write


def modules(wanted: list[str]) -> list[str]:
    names = [m.name for m in pkgutil.iter_modules(bench.__path__) if m.name.startswith("bench_")]
    return [name for name in names if not wanted or name.removeprefix("bench_") in wanted]


def main() -> None:
    measures: list[Measure] = []
    for name in modules(sys.argv[1:]):
        print(f"{name}…", file=sys.stderr)
        measures += importlib.import_module(f"bench.{name}").run()
    table = Table("what", "ours", "beside", "ratio", "note")
    for m in measures:
        ours, other = f"{m.ours:,.3f} {m.unit}", f"{m.other:,.3f} {m.unit} ({m.against})"
        table.add_row(m.name, ours, other, f"× {m.ratio:.2f}", m.note)
    Console(width=150).print(table)
    write(measures, Path(bench.__path__[0]) / "results.json")


main()
