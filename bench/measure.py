"""How things are measured: best of a few runs, and a ratio."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing measured beside another, in the same run."""

    name: str
    ours: float
    other: float
    unit: str
    against: str
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.ours / self.other if self.other else float("nan")


def best(work: Callable[[], object], *, runs: int = 5) -> float:
    """Return the shortest of a few runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def process(arguments: Sequence[str], *, cwd: Path = ROOT, runs: int = 5) -> float:
    """Return the shortest time of a whole process, in seconds; modules keep their bytecode."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return best(
        lambda: subprocess.run(arguments, cwd=cwd, env=env, check=True, capture_output=True),
        runs=runs,
    )


def processor(arguments: Sequence[str], *, cwd: Path = ROOT, runs: int = 3) -> float:
    """Return the least processor time of a whole process, in seconds: its start, user and system.

    What shares the machine does not count in it, as it does in the time on the wall.
    """
    times = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(arguments, cwd=cwd, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def python(code: str, *, runs: int = 5) -> float:
    return process([sys.executable, "-c", code], runs=runs)


def write(measures: Sequence[Measure], path: Path) -> None:
    rows = [asdict(measure) | {"ratio": round(measure.ratio, 3)} for measure in measures]
    path.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
