"""What judges look at: one demonstration, made once for all of them."""

import fcntl
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demonstration; workers of one run share it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "demonstration"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "var" / "dashboard" / "index.html").exists():
            command = [sys.executable, "-m", "comptoir", "demo", "--dir", str(folder)]
            subprocess.run(command, check=True, capture_output=True)
    return folder


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        pass


def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback until the test session ends."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=str(folder))
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def site_url(demonstration: Path) -> Iterator[str]:
    yield from serve(demonstration / "output")


@pytest.fixture(scope="session")
def dashboard_url(demonstration: Path) -> Iterator[str]:
    yield from serve(demonstration / "var" / "dashboard")
