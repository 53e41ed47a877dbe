"""What judges look at: one demonstration, and a site of every kind of page, each made once."""

import fcntl
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import pytest

from make_site import SmallSite
from make_whole_site import Handler, Server, make_whole_site
from needs import need


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that all workers of a run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demonstration; workers of one run share it."""
    shared = shared_folder(tmp_path_factory)
    folder = shared / "demonstration"
    with one_at_a_time(shared / "demonstration.lock"):
        if not (folder / "var" / "dashboard" / "index.html").exists():
            command = [sys.executable, "-m", "comptoir", "demo", "--dir", str(folder)]
            subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def whole_site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """A built site with a page of every kind; workers of one run share it."""
    need("Pagefind", find_spec("pagefind_bin") is not None)
    shared = shared_folder(tmp_path_factory)
    folder = shared / "whole"
    with one_at_a_time(shared / "whole.lock"):
        if not (folder / "output" / "index.html").exists():
            folder.mkdir(exist_ok=True)
            return make_whole_site(folder)
    return SmallSite(folder)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        pass


def serve(
    folder: Path, handler: type[http.server.SimpleHTTPRequestHandler] = Quiet
) -> Iterator[str]:
    """Serve a folder on loopback until the test session ends."""
    server = Server(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def site_url(whole_site: SmallSite) -> Iterator[str]:
    yield from serve(whole_site.output, Handler)


@pytest.fixture(scope="session")
def dashboard_url(demonstration: Path) -> Iterator[str]:
    yield from serve(demonstration / "var" / "dashboard")
