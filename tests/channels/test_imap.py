"""A mailbox read by IMAP, from a small server of this machine that speaks just enough of it."""

import re
import socketserver
import threading

import pytest

from comptoir.channels import imap
from comptoir.errors import OutsideError
from comptoir.settings.campaigns import MailboxSecurity, MailboxSettings

from make_returns import report, written


class _Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.say(b"* OK pret")
        while line := self.rfile.readline():
            tag, _, asked = line.decode().strip().partition(" ")
            self.server.asked.append(asked)
            if not self.answer(asked.upper(), asked):
                self.say(f"{tag} NO non".encode())
                continue
            self.say(f"{tag} OK fait".encode())
            if asked.upper() == "LOGOUT":
                return

    def answer(self, word: str, asked: str) -> bool:
        boxes = self.server.messages
        if word.startswith("LOGIN"):
            return '"secret"' in asked
        if word.startswith(("SELECT", "EXAMINE")):
            self.say(b"* %d EXISTS" % len(boxes))
            return "ABSENT" not in word
        if word.startswith("CAPABILITY"):
            self.say(b"* CAPABILITY IMAP4REV1")
        elif word.startswith("UID SEARCH"):
            self.say(b"* SEARCH " + b" ".join(b"%d" % n for n in boxes))
        elif word.startswith("UID FETCH"):
            for n in map(int, re.match(r"UID FETCH ([\d,]+)", word)[1].split(",")):
                self.fetched(n, boxes[n], head="HEADER.FIELDS" in word)
        return True

    def fetched(self, n: int, raw: bytes, *, head: bool):
        if head:
            found = re.search(rb"^Message-ID: .*$", raw, re.M | re.I)
            raw, what = found[0] + b"\r\n\r\n", b"RFC822.SIZE %d BODY[HEADER.FIELDS (M)]" % len(raw)
        else:
            what = b"BODY[]<0>"
        self.wfile.write(b"* 1 FETCH (UID %d %s {%d}\r\n" % (n, what, len(raw)))
        self.wfile.write(raw)
        self.say(b")")

    def say(self, line: bytes):
        self.wfile.write(line + b"\r\n")


@pytest.fixture
def box():
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session)
    server.daemon_threads = True
    server.messages = {3: report("jo@example.net"), 7: written("Oui.", message_id="<a@x.org>")}
    server.asked = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def settings(box, **changes):
    known = {"host": "127.0.0.1", "port": box.server_address[1], "user": "retours",
             "security": MailboxSecurity.NONE}  # fmt: skip
    return MailboxSettings(**known | changes)


def read(box, password="secret", known=(), **changes):
    return list(imap.messages(settings(box, **changes), password, known=set(known).__contains__))


def test_every_message_is_read_and_none_is_marked(box):
    found = read(box)
    assert [one.raw for one in found] == list(box.messages.values())
    assert [one.name for one in found] == ["INBOX n° 3", "INBOX n° 7"]
    assert any(one.upper().startswith("EXAMINE") for one in box.asked)
    assert not any("STORE" in one.upper() or "BODY[" in one for one in box.asked)


def test_what_was_taken_in_is_not_downloaded_again(box):
    assert [one.name for one in read(box, known=["<a@x.org>"])] == ["INBOX n° 3"]


@pytest.mark.parametrize(
    ("changes", "password", "said"),
    [
        ({}, "faux", "mot de passe"),
        ({"folder": "Absent"}, "secret", "dossier"),
        ({"security": MailboxSecurity.STARTTLS}, "secret", "chiffrée|répond"),
        ({"security": MailboxSecurity.TLS}, "secret", "chiffrée|répond"),
    ],
)
def test_what_fails_there_is_said_in_french(box, changes, password, said):
    with pytest.raises(OutsideError, match=said):
        read(box, password, **changes)


def test_nobody_there_is_said_in_french(box):
    with pytest.raises(OutsideError, match="ne répond pas"):
        read(box, port=1)


def test_a_mailbox_elsewhere_is_always_encrypted():
    with pytest.raises(ValueError, match="cette machine"):
        MailboxSettings(host="imap.example.org", user="jo", security=MailboxSecurity.NONE)
