"""A mail server that refuses, defers, disappears: each case has its answer, and doubt is said."""

import shutil
import socket
import ssl
import subprocess
import threading
from dataclasses import replace
from email import message_from_bytes

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.channels.smtp import SmtpChannel
from comptoir.errors import OutsideError
from comptoir.message import Message, Outcome
from comptoir.settings import SmtpSettings

from needs import need


def message(recipient="jo@example.org", text="Un texte.\n"):
    return Message(
        id="M-000001", channel="email", recipient=recipient, subject="Bonjour", text=text,
        sender="Asso <asso@example.org>", envelope_from="retours+m-1@example.org",
    )  # fmt: skip


class Server:
    """A mail server of a few lines: says what it is told, and may hang up at any step.

    An answer may be by recipient: `{"jo@example.org": "550 inconnu"}`.
    """

    def __init__(self, *, groups: bool = False, **answers: str | dict[str, str]) -> None:
        self.answers = answers
        self.greeting = "250-essai\r\n250 PIPELINING" if groups else "250 essai"
        self.recipient = ""
        self.received: list[bytes] = []
        self.commands: list[str] = []
        self.connections = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.connections += 1
            with connection, connection.makefile("rb") as lines:
                self._talk(connection, lines)

    def _talk(self, connection, lines):
        connection.sendall(b"220 essai\r\n")
        for line in lines:
            verb = line.split()[0].decode().split(":")[0].lower() if line.split() else ""
            self.commands.append(line.decode().strip())
            if verb == "rcpt":
                self.recipient = line.decode().partition("<")[2].partition(">")[0]
            answer = self._answer(verb)
            if not self._say(connection, answer):
                return
            if verb in ("rcpt", "mail", "rset") and not answer.startswith("25"):
                self.recipient = ""
            if verb == "data" and answer != "hang up" and str(answer).startswith("354"):
                body = self._body(lines)
                if body is None:
                    return
                final = self._answer("dot")
                if final == "read nothing":
                    return
                if final.startswith("250"):
                    self.received.append(body)
                if not self._say(connection, final):
                    return

    def _answer(self, verb):
        usual = {
            "data": "354 go" if self.recipient else "503 5.5.1 no recipient",
            "ehlo": self.greeting,
            "dot": "250 2.0.0 pris",
        }.get(verb, "250 ok")
        said = self.answers.get(verb, usual)
        if isinstance(said, dict):
            return said.get(self.recipient, usual)
        return said if self.recipient or verb != "data" else usual

    def _body(self, lines):
        if self._answer("dot") == "read nothing":
            return b""
        kept = []
        for line in lines:
            if line == b".\r\n":
                break
            kept.append(line)
        else:
            return None  # cut before the final dot
        return b"".join(kept)

    def _say(self, connection, answer):
        if answer == "hang up":
            connection.shutdown(socket.SHUT_RDWR)
            return False
        if answer == "silence":
            return True
        connection.sendall(f"{answer}\r\n".encode())
        return True

    def close(self):
        self.socket.close()


@pytest.fixture
def server():
    made: list[Server] = []

    def start(**answers):
        made.append(Server(**answers))
        return made[-1]

    yield start
    for one in made:
        one.close()


def channel_to(one, **more):
    place = SmtpSettings(host="127.0.0.1", port=one.port, starttls=False)
    return SmtpChannel(place, timeout=3, final_timeout=0.5, **more)


def test_a_message_arrives_as_it_was_written(server):
    one = server()
    channel = channel_to(one)
    assert channel.send(message(text=".point\nfin\n")).outcome is Outcome.SENT
    channel.close()
    [body] = one.received
    assert message_from_bytes(body).get_payload(decode=True) == b".point\r\nfin\r\n"
    assert "MAIL FROM:<retours+m-1@example.org>" in one.commands


def test_the_connection_is_kept_open(server):
    one = server()
    channel = channel_to(one)
    for _ in range(3):
        channel.send(message())
    channel.close()
    assert one.connections == 1
    assert one.commands[-1].lower() == "quit"


@pytest.mark.parametrize(
    ("answers", "outcome", "detail"),
    [
        ({"rcpt": "550 5.1.1 <jo@example.org> inconnu"}, Outcome.REFUSED, "550 5.1.1"),
        ({"rcpt": "452 4.2.2 boîte pleine"}, Outcome.DEFERRED, "452 4.2.2"),
        ({"mail": "451 plus tard"}, Outcome.DEFERRED, "451"),
        ({"data": "554 non"}, Outcome.REFUSED, "554"),
        ({"dot": "552 5.3.4 trop gros"}, Outcome.REFUSED, "552 5.3.4"),
        ({"dot": "451 4.7.1 liste grise"}, Outcome.DEFERRED, "451 4.7.1"),
        ({"rcpt": "hang up"}, Outcome.DEFERRED, "ligne coupée avant l’envoi"),
        ({"data": "hang up"}, Outcome.DEFERRED, "ligne coupée avant l’envoi"),
        ({"dot": "hang up"}, Outcome.DOUBTFUL, "ligne coupée sans réponse"),
        ({"dot": "silence"}, Outcome.DOUBTFUL, "ligne coupée sans réponse"),
    ],
)
@pytest.mark.parametrize("groups", [False, True])
def test_each_answer_means_something(server, answers, outcome, detail, groups):
    channel = channel_to(server(groups=groups, **answers))
    answer = channel.send(message())
    assert (answer.outcome, answer.detail) == (outcome, detail)
    assert "@" not in answer.detail
    channel.close()


WAYS = {
    "good": {},
    "unknown": {"rcpt": "550 5.1.1 inconnu"},
    "full": {"rcpt": "452 4.2.2 pleine"},
    "grey": {"dot": "451 4.7.1 liste grise"},
    "heavy": {"dot": "552 5.3.4 trop gros"},
    "cut": {"dot": "hang up"},
    "closing": {"rcpt": "421 4.3.2 je ferme"},
    "impossible": {},
}


def told(people, *, groups, announced):
    """Send one message a person; return what each came to, and whose text the server took."""
    address = {n: f"p{n}@example.org" if way != "impossible" else "" for n, way in people}
    answers = {
        verb: {address[n]: WAYS[way][verb] for n, way in people if verb in WAYS[way]}
        for verb in ("rcpt", "dot")
    }
    one = Server(groups=groups, **answers)
    channel = channel_to(one)
    letters = [
        replace(message(recipient=address[n], text=f"Pour {n}.\n"), id=f"M-{n:06d}")
        for n, _ in people
    ]
    following = [*letters[1:], None]
    try:
        said = [
            channel.send(letter, then=then if announced else None)
            for letter, then in zip(letters, following, strict=True)
        ]
    finally:
        channel.close()
        one.close()
    took = [body.rpartition(b"Pour ")[2].split(b".")[0] for body in one.received]
    return [(a.message_id, a.outcome, a.detail) for a in said], took


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(sorted(WAYS)), min_size=1, max_size=6))
def test_announcing_the_next_message_changes_no_answer_and_no_delivery(ways):
    people = list(enumerate(ways))
    expected = told(people, groups=False, announced=False)
    assert told(people, groups=True, announced=True) == expected
    assert told(people, groups=False, announced=True) == expected
    assert len(set(expected[1])) == len(expected[1])


def test_an_envelope_and_the_text_before_it_leave_together(server):
    one = server(groups=True)
    channel = channel_to(one)
    first, second = message(), replace(message(), id="M-000002")
    channel.send(first, then=second)
    assert [line.split()[0] for line in one.commands] == ["ehlo", *["MAIL", "RCPT", "DATA"] * 2]
    channel.send(second)
    assert len(one.received) == 2
    assert len(one.commands) == 7  # its envelope was not said again


def test_another_message_than_the_one_announced_is_sent_whole(server):
    one = server(groups=True)
    channel = channel_to(one)
    channel.send(message(), then=replace(message(), id="M-000002", recipient="al@example.org"))
    third = replace(message(), id="M-000003", recipient="li@example.org")
    assert channel.send(third).outcome is Outcome.SENT
    channel.close()
    assert len(one.received) == 2
    assert one.connections == 2


def test_what_was_announced_and_not_sent_never_leaves(server):
    one = server(groups=True)
    channel = channel_to(one)
    channel.send(message(), then=replace(message(), id="M-000002"))
    channel.close()
    assert len(one.received) == 1
    assert "quit" not in [line.lower() for line in one.commands]


def test_the_next_message_opens_a_new_line_after_a_cut(server):
    one = server(dot="hang up")
    channel = channel_to(one)
    assert channel.send(message()).outcome is Outcome.DOUBTFUL
    one.answers["dot"] = "250 pris"
    assert channel.send(message()).outcome is Outcome.SENT
    assert one.connections == 2


def test_a_refused_recipient_does_not_stop_the_next(server):
    one = server(rcpt="550 5.1.1 inconnu")
    channel = channel_to(one)
    assert channel.send(message()).outcome is Outcome.REFUSED
    one.answers["rcpt"] = "250 ok"
    assert channel.send(message()).outcome is Outcome.SENT
    assert one.connections == 1


def test_a_refused_sender_stops_everything(server):
    channel = channel_to(server(mail="550 5.7.1 expéditeur refusé"))
    with pytest.raises(OutsideError, match="refuse l’expéditeur"):
        channel.send(message())


def test_no_server_is_said():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = SmtpSettings(host="127.0.0.1", port=port, starttls=False)
    with pytest.raises(OutsideError, match="ne répond pas"):
        SmtpChannel(settings, timeout=3).send(message())


def test_a_server_without_encryption_is_refused(server):
    settings = SmtpSettings(host="127.0.0.1", port=server().port, starttls=True)
    with pytest.raises(OutsideError, match="chiffrée"):
        SmtpChannel(settings, timeout=3).send(message())


@pytest.mark.parametrize("address", ["", "jo", "jo@example.org\r\nDATA", "jo é@example.org"])
def test_an_impossible_address_never_reaches_the_server(server, address):
    one = server()
    answer = channel_to(one).send(message(recipient=address))
    assert answer.outcome is Outcome.REFUSED
    assert one.connections == 0


def test_the_line_is_encrypted_and_the_certificate_checked(tmp_path):
    need("openssl", shutil.which("openssl") is not None)
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=x",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    from aiosmtpd.controller import Controller
    from aiosmtpd.handlers import Sink

    ours = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ours.load_cert_chain(certificate, key)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(
        Sink(), hostname="127.0.0.1", port=port, tls_context=ours, require_starttls=True
    )
    controller.start()
    try:
        settings = SmtpSettings(host="127.0.0.1", port=port, starttls=True)
        with pytest.raises(OutsideError, match="certificat"):
            SmtpChannel(settings, timeout=5).send(message())
        trusted = ssl.create_default_context(cafile=str(certificate))
        channel = SmtpChannel(settings, timeout=5, context=trusted)
        assert channel.send(message()).outcome is Outcome.SENT
        channel.close()
    finally:
        controller.stop()


def test_login_is_refused_with_what_to_check():
    from aiosmtpd.controller import Controller
    from aiosmtpd.handlers import Sink
    from aiosmtpd.smtp import AuthResult

    def nobody(*_arguments):
        return AuthResult(success=False, handled=False)

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(
        Sink(), hostname="127.0.0.1", port=port, authenticator=nobody, auth_require_tls=False
    )
    controller.start()
    try:
        settings = SmtpSettings(host="127.0.0.1", port=port, user="asso", starttls=False)
        with pytest.raises(OutsideError, match="mot de passe"):
            SmtpChannel(settings, "faux", timeout=5).send(message())
    finally:
        controller.stop()


def test_the_final_dot_does_not_wait_for_what_precedes_it(server):
    channel = channel_to(server())
    channel.send(message())
    assert channel._server.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    channel.close()
