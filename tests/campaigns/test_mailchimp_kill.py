"""A sending by Mailchimp killed at random instants: nobody twice, nobody forgotten."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from comptoir.desk import campaigns, consents
from comptoir.store import outbox, outbox_figures, reading

from fake_mailchimp import AUDIENCE, KEY, FakeMailchimp
from make_campaigns import crowd, declare_processor, write_campaign

PEOPLE = 60


@pytest.fixture
def service():
    fake = FakeMailchimp().start()
    yield fake
    fake.stop()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_kill_9_at_any_instant(ctx, service, monkeypatch, seed):
    path = ctx.root / "comptoir.toml"
    more = f'\n[campaigns.mailchimp]\naudience = "{AUDIENCE}"\nurl = "{service.url}"\n'
    path.write_text(path.read_text("utf-8").replace("\n# Qui travaille ici", f"{more}\n#"), "utf-8")
    declare_processor(ctx.root)
    monkeypatch.setenv("COMPTOIR_MAILCHIMP_KEY", KEY)
    body = "{% if contact.first_name == 'Jo7' %}Vous êtes le septième.{% endif %} Bonjour."
    write_campaign(ctx.root, channels="[mailchimp]", purpose="lettre-infos", body=body)
    proof = consents.Proof(method="formulaire", text="J’accepte la lettre d’infos.")
    for one in crowd(ctx, PEOPLE):
        consents.grant(ctx, one.reference, purpose="lettre-infos", channel="email", proof=proof)
    campaigns.queue(ctx, "essai")
    chance = random.Random(seed)
    for _ in range(8):
        _killed(ctx.root, service, after=chance.randint(1, PEOPLE + 30))
    assert _run(ctx.root).wait(120) == 0
    reached = [email for _, email in service.delivered]
    assert len(reached) == len(set(reached)) == PEOPLE
    with reading(ctx) as db:
        assert outbox_figures.counts(db, "essai", "mailchimp") == {outbox.State.SENT: PEOPLE}


def _run(root):
    command = [sys.executable, "-m", "comptoir", "campaign", "send", "essai", "--yes", "--quiet"]
    source = str(Path(campaigns.__file__).parents[2])
    return subprocess.Popen(
        [*command, "--project", str(root)],
        env=os.environ | {"PYTHONPATH": source}, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def _killed(root, service, *, after):
    """Kill a sending once it has made so many calls."""
    start = len(service.calls)
    running = _run(root)
    while running.poll() is None and len(service.calls) < start + after:
        time.sleep(0.002)
    running.kill()
    running.wait()
