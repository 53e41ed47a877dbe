"""A look at the site while it is written: rebuilt on each save, reloaded in the browser (SSE).

Only for this machine: it answers on a loopback address, and to requests that name one.
"""

import http.server
import ipaddress
import json
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from comptoir.errors import InputError, RefusedError
from comptoir.errors.french import os_error
from comptoir.website.headers import preview_headers
from comptoir.website.watch import changed, snapshot

EVENTS, SCRIPT = "/_comptoir/events", "/_comptoir/reload.js"
INTERVAL = 0.4  # seconds between two looks at the files
TAG = f'<script src="{SCRIPT}" defer></script>'.encode()
RELOAD = """\
const source = new EventSource("/_comptoir/events");
let panel = null;
source.onmessage = (event) => {
  const told = JSON.parse(event.data);
  if (told.reload) { location.reload(); return; }
  if (panel) panel.remove();
  panel = null;
  if (!told.faults.length) return;
  panel = document.createElement("div");
  panel.setAttribute("role", "alert");
  Object.assign(panel.style, {
    position: "fixed", inset: "auto 1rem 1rem", zIndex: 99, padding: "1rem", maxHeight: "50vh",
    overflow: "auto", background: "#7a1f0c", color: "#fff", borderRadius: ".5rem",
    whiteSpace: "pre-wrap", font: "15px/1.4 sans-serif",
  });
  panel.textContent = told.faults.join("\\n");
  document.body.append(panel);
};
"""


@dataclass(slots=True)
class Told:
    """What browsers are told: a version that grows with each build, and what is wrong."""

    version: int = 0
    faults: list[str] = field(default_factory=list)
    closing: bool = False
    news: threading.Condition = field(default_factory=threading.Condition)

    def tell(self, faults: list[str], *, rebuilt: bool) -> None:
        with self.news:
            self.version += rebuilt
            self.faults = faults
            self.news.notify_all()

    def close(self) -> None:
        with self.news:
            self.closing = True
            self.news.notify_all()


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 600

    def __init__(self, *args: Any, told: Told, base: str, **kwargs: Any) -> None:
        self.told, self.base = told, base
        super().__init__(*args, **kwargs)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 — the library's own name
        """Say nothing: the terminal is for what the builds have to say."""

    def do_GET(self) -> None:
        if not is_local(self.headers.get("Host", "")):
            self._send(403, b"", "text/plain")
        elif self.path == EVENTS:
            self._events()
        elif self.path == SCRIPT:
            self._send(200, RELOAD.encode(), "text/javascript; charset=utf-8")
        else:
            self._file()

    def do_HEAD(self) -> None:
        if self.path == EVENTS:
            self._send(405, b"", "text/plain")
        else:
            self.do_GET()

    def _file(self) -> None:
        path = urlsplit(self.path).path
        if self.base and not path.startswith(f"{self.base}/"):
            self._redirect(f"{self.base}/")
            return
        self.path = path[len(self.base) :] or "/"
        found = Path(self.translate_path(self.path))
        if found.is_dir() and not self.path.endswith("/"):
            self._redirect(f"{path}/")
            return
        file = found / "index.html" if found.is_dir() else found
        status = 200 if file.is_file() else 404
        file = file if file.is_file() else Path(self.directory) / "404.html"
        try:
            body = file.read_bytes()
        except OSError:  # between the two renames of a build, or no page at all yet
            self._send(404, b"", "text/plain")
            return
        kind = "text/calendar" if file.suffix == ".ics" else self.guess_type(str(file))
        if kind == "text/html":
            body = body.replace(b"</body>", TAG + b"</body>", 1)
            kind = "text/html; charset=utf-8"
        self._send(status, body, kind)

    def _redirect(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in preview_headers().items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _events(self) -> None:
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        seen = self.told.version
        try:
            self._tell({"reload": False, "faults": self.told.faults})
            while not self.told.closing:
                with self.told.news:
                    self.told.news.wait(15)
                    version, faults = self.told.version, self.told.faults
                if self.told.closing:
                    return
                self._tell({"reload": version != seen, "faults": faults})
                seen = version
        except OSError:  # the browser went away
            return

    def _tell(self, data: dict[str, Any]) -> None:
        self.wfile.write(f"data: {json.dumps(data)}\n\n".encode())
        self.wfile.flush()


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes its line is no news."""


class _Server6(_Server):
    address_family = socket.AF_INET6


def is_local(host: str) -> bool:
    """Say whether a Host header names this machine (a page elsewhere could name another).

    >>> is_local("localhost:8000"), is_local("127.0.0.1"), is_local("exemple.org")
    (True, True, False)
    """
    name = urlsplit(f"//{host}").hostname or ""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


@dataclass(slots=True)
class Server:
    """A server that is listening; `run` answers until it is interrupted."""

    folder: Path
    base: str
    host: str = "127.0.0.1"
    port: int = 8000
    told: Told = field(default_factory=Told)
    _server: _Server | None = None

    def open(self) -> str:
        """Listen, and return the address to look at.

        Raises:
            RefusedError: the address is not of this machine alone.
            InputError: the port is taken.
        """
        if not is_local(f"[{self.host}]" if ":" in self.host else self.host):
            raise RefusedError(
                "l’aperçu ne se montre qu’à cette machine : rien n’y est protégé.",
                remedy="Retirez --host ; pour montrer le site, publiez-le.",
            )
        handler = partial(_Handler, directory=str(self.folder), told=self.told, base=self.base)
        server = _Server6 if ":" in self.host else _Server
        try:
            self._server = server((self.host, self.port), handler)
        except OverflowError as error:
            raise InputError(
                "ce port n’existe pas.", remedy="Choisissez entre 1 et 65535."
            ) from error
        except OSError as error:
            raise os_error(error) from error
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{shown}:{self.port}{self.base}/"

    def watch(
        self, roots: tuple[Path, ...], rebuild: Callable[[list[str]], list[str]],
        *, stop: threading.Event | None = None,
    ) -> None:  # fmt: skip
        """Rebuild when a file changes, until Ctrl-C.

        Args:
            roots: files and folders to look at.
            rebuild: given what changed, returns what is wrong, in French.
            stop: ends the watch, for tests.
        """
        stop = stop or threading.Event()
        before = snapshot(roots)
        while not stop.wait(INTERVAL):
            after = snapshot(roots)
            if files := changed(before, after):
                before = after
                self.told.tell(rebuild(files), rebuilt=True)

    def close(self) -> None:
        self.told.close()
        if self._server:
            self._server.shutdown()
            self._server.server_close()
