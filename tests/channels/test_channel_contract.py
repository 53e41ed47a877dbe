"""What every channel promises, tried on each of them."""

import stat
import threading

import pytest

from comptoir.channels.file import FileChannel
from comptoir.channels.memory import MemoryChannel
from comptoir.channels.smtp import SmtpChannel
from comptoir.message import Message, Outcome
from comptoir.settings import SmtpSettings


def message(number=1, recipient="jo@example.org"):
    return Message(
        id=f"M-{number:06d}", channel="email", recipient=recipient, subject="Bonjour",
        text="Un texte.\n.\n", html="<p>Un texte.</p>", sender="Asso <asso@example.org>",
        envelope_from="retours@example.org",
    )  # fmt: skip


@pytest.fixture(params=["memory", "file", "smtp"])
def channel(request, tmp_path):
    if request.param == "memory":
        yield MemoryChannel()
    elif request.param == "file":
        yield FileChannel(tmp_path / "outbox")
    else:
        controller = request.getfixturevalue("quiet_server")
        yield SmtpChannel(
            SmtpSettings(host=controller.hostname, port=controller.port, starttls=False), timeout=5
        )


@pytest.fixture
def quiet_server():
    from aiosmtpd.controller import Controller
    from aiosmtpd.handlers import Sink

    controller = Controller(Sink(), hostname="127.0.0.1", port=0)
    controller.port = _free_port()
    controller.start()
    yield controller
    controller.stop()


def _free_port():
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def test_each_message_is_answered_once_by_its_id(channel):
    answers = [channel.send(message(n)) for n in range(1, 4)]
    channel.close()
    assert [a.message_id for a in answers] == ["M-000001", "M-000002", "M-000003"]
    assert {a.outcome for a in answers} == {Outcome.SENT}


def test_an_answer_never_holds_an_address(channel):
    answer = channel.send(message())
    channel.close()
    assert "@" not in answer.detail


def test_closing_twice_is_harmless(channel):
    channel.send(message())
    channel.close()
    channel.close()


def test_a_channel_says_whether_a_message_may_be_handed_again(channel):
    assert channel.idempotent in (True, False)
    channel.close()


def test_files_are_private_and_replaced(tmp_path):
    channel = FileChannel(tmp_path / "outbox")
    channel.send(message())
    channel.send(message())
    [path] = (tmp_path / "outbox").iterdir()
    assert path.name == "M-000001.eml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert threading.active_count() < 20


def test_a_hostile_id_stays_in_its_folder(tmp_path):
    channel = FileChannel(tmp_path / "outbox")
    assert channel.path("../../etc/passwd").parent == tmp_path / "outbox"
