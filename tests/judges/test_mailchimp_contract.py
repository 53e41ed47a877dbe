"""Every call to Mailchimp, judged by Prism against Mailchimp's own description of its API.

Alone, Prism answers for Mailchimp and refuses a call that is not as described. Before our stand-in,
it refuses the answers of the stand-in that are not: so what the other tests prove holds of the API.
"""

import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from comptoir.channels.mailchimp import Letter, Mailchimp, Stage, member_hash
from comptoir.channels.mailchimp_transport import RefusalError, Transport

import node_tools
from fake_mailchimp import AUDIENCE, KEY, FakeMailchimp

pytestmark = pytest.mark.slow

CONTRACT = Path(__file__).parents[1] / "contracts" / "mailchimp.json"
LETTER = Letter("essai · Comptoir 1", "Objet", "<p>Bonjour</p>", "Bonjour", "Asso", "a@example.org")
JO = ("jo@example.org", {"CPT1": "Jo"})


@contextmanager
def prism(*arguments, folder):
    """Run Prism on a free port; give its address."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    script = node_tools.packages() / "node_modules" / ".bin" / "prism"
    command = [
        node_tools.program("node"), str(script.resolve()), *arguments,
        "--host", "127.0.0.1", "--port", str(port), "--errors",
    ]  # fmt: skip
    with (folder / "prism.log").open("wb") as log:
        running = subprocess.Popen(
            command, stdout=log, stderr=log, env=node_tools.environment(), cwd=folder,
            start_new_session=True,
        )  # fmt: skip
    try:
        _wait(port, running)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(running.pid, signal.SIGTERM)  # the node beside Python is a child of its own
        running.wait(30)


def _wait(port, running):
    for _ in range(600):
        assert running.poll() is None, "Prism has stopped"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("Prism does not answer")


def opened(url):
    return Mailchimp(Transport(host=url, key=KEY, pause=lambda _: None), AUDIENCE)


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    """Mailchimp as its description has it: what is not as described is refused."""
    with prism("mock", str(CONTRACT), folder=tmp_path_factory.mktemp("mock")) as url:
        service = opened(url)
        yield service
        service.close()


CALLS = {
    "greet": lambda s: s.greet(),
    "upsert": lambda s: list(s.upsert([JO])),
    "forget": lambda s: s.forget(member_hash(JO[0])),
    "archive": lambda s: s.archive(member_hash(JO[0])),
    "need_fields": lambda s: s.need_fields(["CPT1", "CPT2"]),
    "segment": lambda s: s.segment("essai"),
    "change_segment": lambda s: s.change_segment(7, add=[JO[0]], remove=["al@example.org"]),
    "drop_segment": lambda s: s.drop_segment(7),
    "draft": lambda s: s.draft(LETTER, 7),
    "find_campaign": lambda s: s.find_campaign("essai"),
    "faults": lambda s: s.faults("0a1b"),
    "test": lambda s: s.test("0a1b", [JO[0]]),
    "stage": lambda s: s.stage("0a1b"),
    "send": lambda s: s.send("0a1b"),
    "schedule": lambda s: s.send("0a1b", at=datetime(2026, 11, 30, 9, 15, tzinfo=UTC)),
    "unschedule": lambda s: s.unschedule("0a1b"),
    "drop": lambda s: s.drop("0a1b"),
    "happened": lambda s: list(s.happened("0a1b")),
    "counted": lambda s: s.counted("0a1b"),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_call_is_as_mailchimp_describes_it(described, name):
    CALLS[name](described)


def test_every_public_call_is_judged():
    named = {"schedule": "send", "find_segment": "segment"}
    public = {name for name in vars(Mailchimp) if name[0] != "_" and name not in ("close",)}
    public -= {"transport", "audience", "find_segment"}
    assert public == {named.get(name, name) for name in CALLS}


def test_the_judge_refuses_what_is_not_described(described):
    with pytest.raises(RefusalError):
        described.transport.call_api(
            "/lists/{list_id}/members/{subscriber_hash}", "PUT",
            {"list_id": AUDIENCE, "subscriber_hash": member_hash(JO[0])}, body={"name": "Jo"},
        )  # fmt: skip


def test_our_stand_in_answers_as_described(tmp_path):
    fake = FakeMailchimp().start()
    try:
        with prism("proxy", str(CONTRACT), fake.url, folder=tmp_path) as url:
            service = opened(url)
            service.greet()
            service.need_fields(["CPT1"])
            assert [m.state.value for m in service.upsert([JO])] == ["subscribed"]
            segment = service.segment("essai")
            service.change_segment(segment, add=[JO[0]])
            campaign = service.draft(LETTER, segment)
            assert service.find_campaign(LETTER.title) == campaign
            assert service.faults(campaign) == 0
            service.test(campaign, ["essai@example.org"])
            service.send(campaign, at=datetime(2026, 11, 30, 9, 15, tzinfo=UTC))
            assert service.stage(campaign) is Stage.SCHEDULED
            service.unschedule(campaign)
            service.send(campaign)
            assert service.stage(campaign) is Stage.LEFT
            assert service.counted(campaign) == 1
            fake.left[JO[0]] = "2026-11-24T09:00:00+00:00"
            fake.complained.add(JO[0])
            fake.returned[JO[0]] = "soft"
            kinds = {one.kind for one in service.happened(campaign)}
            assert kinds == {"soft", "unsubscribed", "complained"}
            spare = service.draft(LETTER, segment)
            service.drop(spare)
            service.drop_segment(segment)
            service.archive(member_hash(JO[0]))
            service.forget(member_hash(JO[0]))
            assert service.stage("ffff") is Stage.GONE
            service.close()
    finally:
        fake.stop()
