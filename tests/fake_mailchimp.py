"""A small Mailchimp on loopback, with a memory, that fails as it is told to.

It speaks the same description of the service as `tests/contracts/mailchimp.json`, which a judge
compares it with (`tests/judges/test_mailchimp_contract.py`).
"""

import hashlib
import json
import re
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

AUDIENCE = "a1b2c3d4e5"
KEY = "0123456789abcdef0123456789abcdef-us21"
NOW = "2026-11-24T09:30:00+00:00"


@dataclass
class Fault:
    """What goes wrong with the next calls of one kind."""

    status: int = 0  # answered, with an empty body; 0: the line is cut
    done: bool = False  # what was asked is done all the same
    times: int = 1
    after: int = 0  # calls that go well before


@dataclass
class FakeMailchimp:
    """The state of the account, and the server in front of it."""

    members: dict[str, dict[str, Any]] = field(default_factory=dict)
    fields: list[str] = field(default_factory=lambda: ["FNAME", "LNAME"])
    segments: dict[int, dict[str, Any]] = field(default_factory=dict)
    campaigns: dict[str, dict[str, Any]] = field(default_factory=dict)
    delivered: list[tuple[str, str]] = field(default_factory=list)  # campaign, address
    texts: dict[tuple[str, str], str] = field(default_factory=dict)  # what each one read
    tests: list[tuple[str, list[str]]] = field(default_factory=list)
    erased: set[str] = field(default_factory=set)
    returned: dict[str, str] = field(default_factory=dict)  # address → hard | soft
    left: dict[str, str] = field(default_factory=dict)  # address → when
    complained: set[str] = field(default_factory=set)
    not_ready: bool = False
    calls: list[tuple[str, str]] = field(default_factory=list)
    bodies: list[tuple[str, str, bytes]] = field(default_factory=list)
    faults: dict[str, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    lock: threading.Lock = field(default_factory=threading.Lock)
    server: ThreadingHTTPServer | None = None

    def fail(self, call: str, **how: Any) -> None:
        """Make the next calls of a kind fail: `POST actions/send`."""
        self.faults[call].append(Fault(**how))

    @property
    def url(self) -> str:
        assert self.server
        return f"http://127.0.0.1:{self.server.server_address[1]}/3.0"

    def start(self) -> "FakeMailchimp":
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def stop(self) -> None:
        assert self.server
        self.server.shutdown()
        self.server.server_close()

    def count(self, call: str) -> int:
        method, _, end = call.partition(" ")
        return sum(m == method and path.endswith(end) for m, path in self.calls)

    # What it does

    def answer(self, method: str, path: str, query: dict[str, str], body: Any) -> tuple[int, Any]:
        for pattern, (wanted, act) in ROUTES.items():
            found = re.fullmatch(pattern, path)
            if found and wanted == method:
                return act(self, *found.groups(), **({"query": query} if method == "GET" else {}),
                           **({"body": body} if body is not None else {}))  # fmt: skip
        return problem(404)

    def ping(self, query):
        return 200, {"health_status": "Everything's Chimpy!"}

    def audience(self, list_id, query):
        return (200, {"id": list_id, "name": "Nouvelles"}) if list_id == AUDIENCE else problem(404)

    def put_member(self, list_id, name, body):
        if name in self.erased:
            return problem(400, "Forgotten Email Not Subscribed")
        if hashlib.md5(body["email_address"].lower().encode()).hexdigest() != name:
            return problem(400, "Invalid Resource")
        if "invalide" in body["email_address"]:
            return problem(400, "Invalid Resource")
        unknown = set(body.get("merge_fields", {})) - set(self.fields)
        if unknown:
            return problem(400, "Invalid Resource")
        member = self.members.setdefault(
            name,
            {"id": name, "email_address": body["email_address"], "merge_fields": {},
             "status": body["status_if_new"], "list_id": list_id, "last_changed": NOW},
        )  # fmt: skip
        member["merge_fields"] |= body.get("merge_fields", {})
        return 200, member

    def archive_member(self, list_id, name):
        if name not in self.members:
            return problem(404)
        self.members[name]["status"] = "archived"
        return 204, None

    def erase_member(self, list_id, name):
        if self.members.pop(name, None) is None:
            return problem(404)
        self.erased.add(name)
        return 204, None

    def list_fields(self, list_id, query):
        rows = [{"merge_id": n, "tag": tag, "name": tag, "type": "text"}
                for n, tag in enumerate(self.fields, 1)]  # fmt: skip
        return 200, {"list_id": list_id, **page("merge_fields", rows, query)}

    def add_field(self, list_id, body):
        if body["tag"] in self.fields:
            return problem(400)
        self.fields.append(body["tag"])
        return 200, {"merge_id": len(self.fields), "tag": body["tag"], "name": body["name"],
                     "type": body["type"], "list_id": list_id}  # fmt: skip

    def list_segments(self, list_id, query):
        rows = [self._segment(id_) for id_ in self.segments]
        return 200, {"list_id": list_id, **page("segments", rows, query)}

    def _segment(self, id_):
        one = self.segments[id_]
        return {"id": id_, "name": one["name"], "type": "static", "list_id": AUDIENCE,
                "member_count": len(one["members"])}  # fmt: skip

    def add_segment(self, list_id, body):
        if any(one["name"] == body["name"] for one in self.segments.values()):
            return problem(400)
        id_ = len(self.calls) + 1000
        self.segments[id_] = {"name": body["name"], "members": set(body["static_segment"])}
        return 200, self._segment(id_)

    def change_segment(self, list_id, id_, body):
        one = self.segments.get(int(id_))
        if one is None:
            return problem(404)
        known = {m["email_address"] for m in self.members.values()}
        added = [e for e in body.get("members_to_add", []) if e in known]
        removed = [e for e in body.get("members_to_remove", []) if e in one["members"]]
        one["members"] |= set(added)
        one["members"] -= set(removed)
        return 200, {"members_added": [], "members_removed": [], "errors": [],
                     "total_added": len(added), "total_removed": len(removed),
                     "error_count": 0}  # fmt: skip

    def drop_segment(self, list_id, id_):
        return (204, None) if self.segments.pop(int(id_), None) else problem(404)

    def list_campaigns(self, query):
        rows = [self._campaign(id_) for id_, one in self.campaigns.items()
                if one["status"] == query.get("status", one["status"])]  # fmt: skip
        return 200, page("campaigns", rows, query)

    def _campaign(self, id_):
        one = self.campaigns[id_]
        return {"id": id_, "status": one["status"], "type": "regular",
                "settings": one["body"]["settings"]}  # fmt: skip

    def add_campaign(self, body):
        id_ = f"{len(self.calls):010x}"
        self.campaigns[id_] = {"status": "save", "body": body, "content": {}}
        return 200, self._campaign(id_)

    def get_campaign(self, id_, query):
        return (200, self._campaign(id_)) if id_ in self.campaigns else problem(404)

    def drop_campaign(self, id_):
        if self.campaigns.get(id_, {}).get("status") not in ("save", "paused"):
            return problem(404 if id_ not in self.campaigns else 400)
        del self.campaigns[id_]
        return 204, None

    def put_content(self, id_, body):
        self.campaigns[id_]["content"] = body
        return 200, {"html": body["html"], "plain_text": body["plain_text"]}

    def checklist(self, id_, query):
        items = [{"type": "error" if self.not_ready else "success", "id": 1,
                  "heading": "List", "details": "…"}]  # fmt: skip
        return 200, {"is_ready": not self.not_ready, "items": items}

    def test(self, id_, body):
        self.tests.append((self.campaigns[id_]["content"]["html"], body["test_emails"]))
        return 204, None

    def schedule(self, id_, body):
        self.campaigns[id_]["status"] = "schedule"
        self.campaigns[id_]["at"] = body["schedule_time"]
        return 204, None

    def unschedule(self, id_):
        self.campaigns[id_]["status"] = "save"
        return 204, None

    def send(self, id_):
        one = self.campaigns.get(id_)
        if one is None:
            return problem(404)
        if one["status"] != "save":
            return problem(400, "Bad Request")
        self.deliver(id_)
        return 204, None

    def deliver(self, id_):
        """Send a campaign to the subscribed members of its segment, its fields merged."""
        one = self.campaigns[id_]
        one["status"] = "sent"
        segment = self.segments[one["body"]["recipients"]["segment_opts"]["saved_segment_id"]]
        for member in self.members.values():
            email = member["email_address"]
            if member["status"] == "subscribed" and email in segment["members"]:
                self.delivered.append((id_, email))
                fields = member["merge_fields"]
                self.texts[id_, email] = re.sub(
                    r"\*\|(\w+)\|\*", lambda m, f=fields: f.get(m[1], m[0]),
                    one["body"]["settings"]["subject_line"] + "\n" + one["content"]["plain_text"],
                )  # fmt: skip

    def _reached(self, id_):
        return [email for campaign, email in self.delivered if campaign == id_]

    def report(self, id_, query):
        return 200, {"id": id_, "emails_sent": len(self._reached(id_))}

    def _row(self, id_, email):
        name = hashlib.md5(email.lower().encode()).hexdigest()
        return {"campaign_id": id_, "email_id": name, "email_address": email, "list_id": AUDIENCE}

    def sent_to(self, id_, query):
        rows = [self._row(id_, e) | {"status": self.returned.get(e, "sent")}
                for e in self._reached(id_)]  # fmt: skip
        return 200, {"campaign_id": id_, **page("sent_to", rows, query)}

    def leavers(self, id_, query):
        rows = [self._row(id_, e) | {"timestamp": self.left[e], "reason": "Normal"}
                for e in self._reached(id_) if e in self.left]  # fmt: skip
        return 200, {"campaign_id": id_, **page("unsubscribes", rows, query)}

    def abuses(self, id_, query):
        rows = [self._row(id_, e) | {"id": n, "date": NOW}
                for n, e in enumerate(self._reached(id_)) if e in self.complained]  # fmt: skip
        return 200, {"campaign_id": id_, "abuse_reports": rows, "total_items": len(rows)}


def page(key, rows, query):
    start, count = int(query.get("offset", 0)), int(query.get("count", 10))
    return {key: rows[start : start + count], "total_items": len(rows)}


def problem(status, title="Resource Not Found"):
    """Answer as Mailchimp does: RFC 7807, in English, with an address that must not come out."""
    said = {"type": "about:blank", "title": title, "status": status,
            "detail": "jo0@example.org is in a compliance state", "instance": "1"}  # fmt: skip
    return status, said


_L, _C, _R = r"/lists/([^/]+)", r"/campaigns/([^/]+)", r"/reports/([^/]+)"
_M = _L + r"/members/([0-9a-f]{32})"
# A path may be asked in several ways: the pattern is told apart by what follows a blank.
ROUTES: dict[str, Any] = {}
for _method, _pattern, _act in (
    ("GET", r"/ping", FakeMailchimp.ping),
    ("GET", _L, FakeMailchimp.audience),
    ("PUT", _M, FakeMailchimp.put_member),
    ("DELETE", _M, FakeMailchimp.archive_member),
    ("POST", _M + "/actions/delete-permanent", FakeMailchimp.erase_member),
    ("GET", _L + "/merge-fields", FakeMailchimp.list_fields),
    ("POST", _L + "/merge-fields", FakeMailchimp.add_field),
    ("GET", _L + "/segments", FakeMailchimp.list_segments),
    ("POST", _L + "/segments", FakeMailchimp.add_segment),
    ("POST", _L + "/segments/([0-9]+)", FakeMailchimp.change_segment),
    ("DELETE", _L + "/segments/([0-9]+)", FakeMailchimp.drop_segment),
    ("GET", r"/campaigns", FakeMailchimp.list_campaigns),
    ("POST", r"/campaigns", FakeMailchimp.add_campaign),
    ("GET", _C, FakeMailchimp.get_campaign),
    ("DELETE", _C, FakeMailchimp.drop_campaign),
    ("PUT", _C + "/content", FakeMailchimp.put_content),
    ("GET", _C + "/send-checklist", FakeMailchimp.checklist),
    ("POST", _C + "/actions/test", FakeMailchimp.test),
    ("POST", _C + "/actions/schedule", FakeMailchimp.schedule),
    ("POST", _C + "/actions/unschedule", FakeMailchimp.unschedule),
    ("POST", _C + "/actions/send", FakeMailchimp.send),
    ("GET", _R, FakeMailchimp.report),
    ("GET", _R + "/unsubscribed", FakeMailchimp.leavers),
    ("GET", _R + "/sent-to", FakeMailchimp.sent_to),
    ("GET", _R + "/abuse-reports", FakeMailchimp.abuses),
):
    ROUTES[f"(?:{_pattern})" + "(?:)" * len(ROUTES)] = (_method, _act)


def _handler(fake: FakeMailchimp) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def _do(self) -> None:
            split = urlsplit(self.path)
            path = split.path.removeprefix("/3.0")
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            query = {name: values[0] for name, values in parse_qs(split.query).items()}
            with fake.lock:
                fake.calls.append((self.command, path))
                fake.bodies.append((self.command, path, raw))
                fault = self._fault(path)
                if fault and not fault.done:
                    return self._break(fault)
                body = json.loads(raw) if raw else None
                status, said = fake.answer(self.command, path, query, body)
                if fault:
                    return self._break(fault)
            return self._say(status, b"" if said is None else json.dumps(said).encode())

        def _fault(self, path: str) -> Fault | None:
            for call, faults in fake.faults.items():
                method, _, end = call.partition(" ")
                if method != self.command or not re.search(end + "$", path):
                    continue
                for fault in faults:
                    if fault.after:
                        fault.after -= 1
                    elif fault.times:
                        fault.times -= 1
                        return fault
            return None

        def _break(self, fault: Fault) -> None:
            if fault.status:
                self._say(fault.status, b"")
            else:
                self.close_connection = True
                self.connection.close()

        def _say(self, status: int, data: bytes) -> None:
            self.send_response(status)
            if data:
                kind = "problem+json" if status >= 400 else "json"
                self.send_header("Content-Type", f"application/{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = do_DELETE = _do  # noqa: N815

    return Handler
