"""Serve the preview: pages as they were built, with the panel added on their way out."""

import http.server
import json
import mimetypes
import socket
import threading
from dataclasses import asdict, dataclass, field
from functools import partial
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from comptoir.errors import InputError, OutsideError
from comptoir.errors.french import os_error
from comptoir.website.headers import frames_in, preview_headers
from comptoir.website.preview.hosts import is_loopback, may_answer
from comptoir.website.preview.look import Look, file_of, look, look_of, page_of
from comptoir.website.preview.news import Board, News

OWN = "/_comptoir/"
EVENTS = f"{OWN}events"
BROWSER = Path(__file__).parent / "browser"
LISTED = 30  # other pages that the panel names
MOST = 50  # remarks that the panel lists; « comptoir vérifier » lists all
ALIVE = 15.0  # seconds between two signs of life
STYLE = f'<link rel="stylesheet" href="{OWN}page.css">'
SCRIPT = (
    f'<script src="{OWN}preview.js" defer data-words="%s" data-style="%s" data-base="%s"></script>'
)


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Comptoir", ""
    timeout = 600

    def __init__(self, *args: Any, serving: "Server", **kwargs: Any) -> None:
        self.serving = serving
        super().__init__(*args, **kwargs)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 — the library's own name
        """Say nothing: the terminal is for what the builds have to say."""

    def do_GET(self) -> None:
        if not may_answer(self.headers.get("Host", ""), listening=self.serving.host):
            self._text(403, "Cet aperçu ne répond qu’à la machine où il est ouvert.")
            return
        asked = urlsplit(self.path)
        if asked.path == EVENTS:
            self._events(parse_qs(asked.query))
        elif asked.path.startswith(OWN):
            self._own(asked.path.removeprefix(OWN))
        else:
            self._page(asked.path)

    def do_HEAD(self) -> None:
        if self.path.startswith(EVENTS):
            self._text(405, "")
        else:
            self.do_GET()

    def do_POST(self) -> None:
        self.close_connection = True
        self._text(405, "L’aperçu ne reçoit pas de formulaire : il ne fait que montrer le site.")

    def _own(self, name: str) -> None:
        known = {path.name: path for path in BROWSER.iterdir()}
        if name in known:
            self._send(200, known[name].read_bytes(), _kind(known[name]))
        else:
            self._text(404, "")

    def _page(self, path: str) -> None:
        folder, base = self.serving.folder, self.serving.base
        if base and not path.startswith(f"{base}/"):
            self._redirect(f"{base}/")
            return
        inner = path.removeprefix(base)
        file, there = file_of(folder, inner)
        if there and file.name == "index.html" and not inner.endswith(("/", "/index.html")):
            self._redirect(f"{path}/")
            return
        status = 200 if there else 404
        if file.suffix == ".html":
            self._send(status, self._with_panel(page_of(file)), _kind(file))
            return
        try:
            self._send(status, file.read_bytes(), _kind(file))
        except OSError:  # between the two renames of a build
            self._text(404, "")

    def _with_panel(self, html: str) -> bytes:
        base = self.serving.base
        seen = look_of(html, self.serving.folder, base)
        script = SCRIPT % (seen.words, seen.style, escape(base))
        head, found, tail = html.partition("</head>")
        html = f"{head}{STYLE}{found}{tail}" if found else STYLE + html
        start, found, end = html.rpartition("</body>")
        return (f"{start}{script}{found}{end}" if found else html + script).encode()

    def _redirect(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", quote(target, safe="/%:@!$&'()*+,;=~-._"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _text(self, status: int, said: str) -> None:
        self._send(status, said.encode(), "text/plain; charset=utf-8")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in preview_headers(self._frames()).items():
            self.send_header(name, value)
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _frames(self) -> tuple[str, ...]:
        """Return who may be shown in a frame, as the build that is looked at says."""
        try:
            return frames_in((self.serving.folder / "_headers").read_text("utf-8"))
        except OSError:
            return ()

    def _events(self, asked: dict[str, list[str]]) -> None:
        """Tell of each change until the browser goes away or the preview ends."""
        self.close_connection = True
        path = asked.get("page", ["/"])[0].removeprefix(self.serving.base)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        news: News | None = self.serving.board.news
        try:
            while news is not None:
                told = message(news, path, look(self.serving.folder, path, self.serving.base))
                self.wfile.write(f"data: {json.dumps(told)}\n\n".encode())
                self.wfile.flush()
                news = self.serving.board.after(news.version, within=ALIVE)
        except OSError:  # the browser went away
            return


def message(news: News, path: str, seen: Look) -> dict[str, Any]:
    """Return what one page is told."""
    url = path.removesuffix("index.html")
    return {
        "words": seen.words,
        "style": seen.style,
        "sheets": seen.sheets,
        "moved": news.moved.get(url, ""),
        "troubles": [asdict(trouble) for trouble in news.troubles],
        "source": news.sources.get(url, ""),
        "remarks": [asdict(remark) for remark in news.pages.get(url, ())[:MOST]],
        "site": [asdict(remark) for remark in news.site[:MOST]],
        "more": max(0, len(news.site) - MOST),
        "others": others(news, url),
        "waiting": [asdict(page) for page in news.waiting],
        "judged": news.judged,
        "url": url,
    }


def others(news: News, url: str) -> list[dict[str, Any]]:
    """Return the other pages that have remarks, the most remarked first."""
    counted = {at: len(told) for at, told in news.pages.items() if told and at != url}
    first = sorted(counted, key=lambda at: (-counted[at], at))[:LISTED]
    return [{"url": at, "file": news.sources.get(at, at), "count": counted[at]} for at in first]


def _kind(file: Path) -> str:
    kinds = {".ics": "text/calendar", ".webmanifest": "application/manifest+json"}
    kind = kinds.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    if kind is None:
        return "application/octet-stream"
    is_text = kind.startswith("text/") or kind.endswith(("+xml", "/xml", "/json", "javascript"))
    return f"{kind}; charset=utf-8" if is_text else kind


class _Listener(http.server.ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes its line is no news."""


class _Listener6(_Listener):
    address_family = socket.AF_INET6


@dataclass(slots=True)
class Server:
    """A server that answers from its own threads, from `open` to `close`."""

    folder: Path
    base: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    board: Board = field(default_factory=Board)
    _listener: _Listener | None = None

    @property
    def is_open_to_others(self) -> bool:
        return not is_loopback(self.host)

    def open(self) -> str:
        """Listen, and return the address to look at.

        Raises:
            InputError: no such port, or an address that is not of this machine.
            OutsideError: the port is taken, or is not ours to take.
        """
        listener = _Listener6 if ":" in self.host else _Listener
        try:
            self._listener = listener((self.host, self.port), partial(_Handler, serving=self))
        except OverflowError as error:
            raise InputError(
                "ce port n’existe pas.", remedy="Choisissez entre 1024 et 65535."
            ) from error
        except socket.gaierror as error:
            raise InputError(
                f"« {self.host} » n’est pas une adresse de cette machine.",
                remedy="Retirez --host pour l’ouvrir à cette machine seule.",
            ) from error
        except PermissionError as error:
            raise OutsideError(
                f"le port {self.port} est réservé au système.",
                remedy="Choisissez-en un au-dessus de 1023, comme --port 8000.",
            ) from error
        except OSError as error:
            raise self._refused(error) from error
        self.port = int(self._listener.server_address[1])
        threading.Thread(target=self._listener.serve_forever, args=(0.1,), daemon=True).start()
        shown = "localhost" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104 — compared, not listened on
        shown = f"[{shown}]" if ":" in shown else shown
        return f"http://{shown}:{self.port}{self.base}/"

    def _refused(self, error: OSError) -> InputError | OutsideError:
        import errno

        if error.errno == errno.EADDRINUSE:
            return OutsideError(
                f"le port {self.port} est déjà pris, peut-être par un autre aperçu.",
                remedy="Fermez-le, ou choisissez un autre port : "
                f"comptoir site servir --port {self.port + 1} (0 : n’importe lequel).",
            )
        if error.errno == errno.EADDRNOTAVAIL:
            return InputError(
                f"« {self.host} » n’est pas une adresse de cette machine.",
                remedy="Retirez --host pour l’ouvrir à cette machine seule.",
            )
        return os_error(error)

    def close(self) -> None:
        self.board.close()
        if self._listener:
            self._listener.shutdown()
            self._listener.server_close()
            self._listener = None
