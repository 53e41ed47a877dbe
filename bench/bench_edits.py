"""Random edits built again beside clean builds: not how fast, but whether the bytes agree.

5 000 sequences, on every processor; COMPTOIR_BENCH_SEQUENCES asks for fewer. A sequence takes a few
seconds.
"""

import multiprocessing
import os
import sys
import tempfile
import time
from pathlib import Path

from bench.measure import ROOT, Measure

SEQUENCES, STEPS = 5_000, 4


def differences(seed: int) -> list[str]:
    """Run one sequence; return the files that differ, with what was edited."""
    sys.path.insert(0, str(ROOT / "tests"))
    from random_edits import Sequence, project

    with tempfile.TemporaryDirectory(prefix="comptoir-edits-") as name:
        folder = Path(name)
        site = project(folder / "projet")
        run = Sequence(site, seed, resident=seed % 2 == 1, checked=seed % 3 == 2)
        run.build()
        for _ in range(STEPS):
            run.step()
            if found := run.differences(folder / "propre"):
                return [f"{seed} {run.done} {file}" for file in found]
    return []


def run() -> list[Measure]:
    count = int(os.environ.get("COMPTOIR_BENCH_SEQUENCES") or SEQUENCES)
    start, wrong = time.perf_counter(), 0
    with multiprocessing.Pool() as pool:
        for found in pool.imap_unordered(differences, range(1_000, 1_000 + count)):
            wrong += bool(found)
            for line in found:
                print(f"  differs: {line}", file=sys.stderr)
    note = f"of {STEPS} edits; asked: 0; {time.perf_counter() - start:,.0f} s"
    return [Measure("sequences that differ from clean builds", wrong, count, "", "all", note)]
