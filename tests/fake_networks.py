"""Stand-ins for Mastodon and Bluesky on this machine: what their servers promise, and no more."""

import base64
import html
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

DID = "did:plc:abcdefghijklmnopqrstuvwx"
HANDLE = "asso.example.org"
CID = "bafkreibme22gw2h7y2h7tg2fhqotaqjucnbc24deqo72b6mkl2egezxhvy"


def _token() -> str:
    """A token as atproto reads it: three parts, an end in an hour."""
    now = int(time.time())
    told = {"scope": "com.atproto.access", "sub": DID, "iat": now, "exp": now + 3600, "aud": "x"}
    parts = ({"typ": "at+jwt", "alg": "HS256"}, told)
    coded = [base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=").decode() for p in parts]
    return ".".join([*coded, "c2ln"])


@dataclass
class FakeNetworks:
    """What both servers hold, and how they are to fail."""

    media: list[dict[str, Any]] = field(default_factory=list)
    statuses: dict[str, dict[str, Any]] = field(default_factory=dict)  # by idempotency key
    records: dict[str, dict[str, Any]] = field(default_factory=dict)  # by record key
    blobs: list[bytes] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    fail_after: str = ""  # path whose answer is lost, once
    refuse: int = 0  # status answered to everything
    gone: set[str] = field(default_factory=set)  # paths of posts taken away
    url: str = ""
    passwords: list[str] = field(default_factory=list)

    def mastodon(self, verb: str, path: str, body: bytes, headers: Any) -> Any:
        if path == "/api/v2/media":
            self.media.append({"raw": body})
            return {"id": str(len(self.media)), "type": "image", "url": f"{self.url}/m",
                    "preview_url": f"{self.url}/m", "description": None, "meta": {}}  # fmt: skip
        if path == "/api/v1/statuses" and verb == "POST":
            key = headers["Idempotency-Key"]
            if key not in self.statuses:
                self.statuses[key] = self._status(body, headers)
            return self.statuses[key]
        if path == "/api/v1/accounts/verify_credentials":
            return {"id": "1", "username": "asso", "acct": "asso"}
        if path == "/api/v1/accounts/1/statuses":
            return list(self.statuses.values())
        return None

    def _status(self, body: bytes, headers: Any) -> dict[str, Any]:
        from urllib.parse import parse_qs

        told = parse_qs(body.decode())
        if "application/json" in headers.get("Content-Type", ""):
            told = {k: [v] if isinstance(v, str) else v for k, v in json.loads(body).items()}
        text = told["status"][0]
        words = "".join(
            f'<a href="{html.escape(word)}">{word}</a> ' if word.startswith("http") else f"{word} "
            for word in text.split()
        )
        number = len(self.statuses) + 1
        return {
            "id": str(number), "url": f"{self.url}/@asso/{number}", "uri": f"{self.url}/s/{number}",
            "created_at": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
            "content": f"<p>{words}</p>", "text": text, "language": told.get("language", [""])[0],
            "media": told.get("media_ids[]", told.get("media_ids", [])),
        }  # fmt: skip

    def bluesky(self, verb: str, path: str, query: dict[str, list[str]], body: bytes) -> Any:
        name = path.removeprefix("/xrpc/")
        if name == "com.atproto.server.createSession":
            self.passwords.append(json.loads(body)["password"])
            return {"accessJwt": _token(), "refreshJwt": _token(), "handle": HANDLE, "did": DID}
        if name == "com.atproto.server.getSession":
            return {"handle": HANDLE, "did": DID}
        if name == "com.atproto.repo.uploadBlob":
            self.blobs.append(body)
            return {"blob": {"$type": "blob", "ref": {"$link": CID}, "mimeType": "image/jpeg",
                             "size": len(body)}}  # fmt: skip
        if name == "com.atproto.repo.createRecord":
            told = json.loads(body)
            if told["rkey"] in self.records:
                return 400, {"error": "InvalidRequest", "message": "Record already exists"}
            self.records[told["rkey"]] = told["record"]
            return {"uri": f"at://{DID}/{told['collection']}/{told['rkey']}", "cid": CID}
        if name == "com.atproto.repo.getRecord":
            rkey = query["rkey"][0]
            if rkey not in self.records:
                return 400, {"error": "RecordNotFound", "message": "Could not locate record"}
            return {"uri": f"at://{DID}/app.bsky.feed.post/{rkey}", "cid": CID,
                    "value": self.records[rkey]}  # fmt: skip
        return None


@contextmanager
def fake_networks() -> Iterator[FakeNetworks]:
    """Serve both on a free port of the loopback."""
    from urllib.parse import parse_qs, urlsplit

    kept = FakeNetworks()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self, verb: str) -> None:
            asked = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            kept.requests.append(f"{verb} {asked.path}")
            if kept.refuse:
                return self._say(kept.refuse, {"error": "no", "message": "no"})
            if asked.path.startswith(("/@asso/", "/profile/")):
                return self._say(404 if asked.path in kept.gone else 200, {})
            if asked.path.startswith("/xrpc/"):
                made = kept.bluesky(verb, asked.path, parse_qs(asked.query), body)
            else:
                made = kept.mastodon(verb, asked.path, body, self.headers)
            if kept.fail_after and kept.fail_after in asked.path:
                kept.fail_after = ""
                self.close_connection = True
                self.connection.close()
                return None
            if made is None:
                return self._say(404, {"error": "NotFound"})
            return self._say(*made) if isinstance(made, tuple) else self._say(200, made)

        def _say(self, status: int, told: Any) -> None:
            content = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_GET(self) -> None:
            self._answer("GET")

        def do_POST(self) -> None:
            self._answer("POST")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    kept.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()
