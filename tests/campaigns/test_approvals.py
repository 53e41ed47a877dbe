"""The bon à tirer: who agreed to which text; nothing is queued without it where it is asked."""

import re

import pytest

from comptoir.desk import approvals, campaigns
from comptoir.errors import RefusedError
from comptoir.store import approvals as rows
from comptoir.store import begin, reading
from comptoir.store.tables.approvals import campaign_approval

from make import NOW
from make_campaigns import crowd, write_campaign


@pytest.fixture
def strict(any_ctx):
    """A project that asks for a bon à tirer, with a campaign and three people."""
    path = any_ctx.root / "comptoir.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace('approval = "never"', 'approval = "always"'), "utf-8")
    write_campaign(any_ctx.root)
    crowd(any_ctx, 3)
    return any_ctx


def test_nothing_is_queued_without_it(strict):
    with pytest.raises(RefusedError, match="comptoir campagne approuver essai"):
        campaigns.queue(strict, "essai")


def test_it_says_who_when_and_what(strict):
    given = approvals.approve(strict, "essai").approval
    assert (given.login, given.at) == ("soizic", NOW)
    assert re.fullmatch("[0-9a-f]{64}", given.source_hash)
    assert re.fullmatch("[0-9a-f]{64}", given.segment_hash)
    with reading(strict) as db:
        assert rows.last(db, "essai") == given


def test_it_opens_the_queue_of_every_channel(strict):
    done = approvals.approve(strict, "essai")
    assert done.recipients == {"email": 3, "letter": 0}
    assert campaigns.queue(strict, "essai", channel="email").queued == 3
    assert campaigns.queue(strict, "essai", channel="letter").queued == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"body": "Un autre texte."}, "Le texte"), ({"subject": "Un autre objet"}, "Le texte")],
)
def test_a_changed_text_needs_a_new_one(strict, changes, said):
    approvals.approve(strict, "essai")
    write_campaign(strict.root, **changes)
    with pytest.raises(RefusedError, match=f"{said} de cet envoi a changé .* Coordination"):
        campaigns.queue(strict, "essai")
    approvals.approve(strict, "essai")
    assert campaigns.queue(strict, "essai").queued == 3


def test_a_changed_segment_needs_a_new_one(strict):
    approvals.approve(strict, "essai")
    path = strict.root / "contacts" / "segments" / "tous.toml"
    path.write_text(path.read_text("utf-8") + "\n# autre\n", "utf-8")
    with pytest.raises(RefusedError, match="Le segment de cet envoi a changé"):
        campaigns.queue(strict, "essai")


def test_a_draft_and_a_faulty_text_are_not_agreed_to(strict):
    write_campaign(strict.root, status="draft")
    with pytest.raises(RefusedError, match="brouillon"):
        approvals.approve(strict, "essai")


def test_nobody_rewrites_a_bon_a_tirer(strict):
    approvals.approve(strict, "essai")
    with (
        pytest.raises(Exception, match=r"append-only|ajout|modif"),
        begin(strict, act="test") as tx,
    ):
        tx.db.execute(campaign_approval.update().values(login="autre"))


def test_without_the_setting_it_is_not_asked(ctx):
    write_campaign(ctx.root)
    crowd(ctx, 1)
    assert campaigns.queue(ctx, "essai").queued == 1


def test_it_is_given_from_the_command_line(strict, comptoir, monkeypatch):
    monkeypatch.chdir(strict.root)
    refused = comptoir("campaign", "approve", "essai", code=3)
    assert "n’est pas donné" in refused.err
    done = comptoir("campagne", "approuver", "essai", "--yes", code=0)
    assert "3 destinataires par courriel" in done.out + done.err
    assert re.search(r"Bon à tirer donné par Coordination le \w+ \w+ \d{4} à", done.out)


def test_each_version_of_a_text_can_be_seen(strict, comptoir, monkeypatch):
    monkeypatch.chdir(strict.root)
    body = "{% if contact.first_name == 'Jo1' %}Près.{% else %}Loin.{% endif %}"
    write_campaign(strict.root, body=body, channels="[email]")
    out = comptoir("campaign", "preview", "essai", "--all-variants", code=0).out
    assert "Version 1 sur 2, pour 2 destinataires." in out
    assert "Version 2 sur 2, pour 1 destinataire." in out
    folder = strict.root / "var" / "preview" / "essai"
    assert sorted(p.read_text().count("Près.") for p in folder.glob("*.txt")) == [0, 1]


def test_one_way_of_choosing_at_a_time(strict, comptoir, monkeypatch):
    monkeypatch.chdir(strict.root)
    err = comptoir("campaign", "preview", "essai", "--longest", "--all-variants", code=2).err
    assert "ne vont pas ensemble" in err
