"""`comptoir campaign` by Mailchimp: what is typed and said."""

import pytest

from comptoir.desk import consents
from comptoir.store import begin
from comptoir.store.tables.contacts import contact as contact_table

from fake_mailchimp import AUDIENCE, KEY, FakeMailchimp
from make_campaigns import crowd, declare_processor, write_campaign


@pytest.fixture
def service():
    fake = FakeMailchimp().start()
    yield fake
    fake.stop()


@pytest.fixture
def campaign(comptoir, ctx, monkeypatch, service):
    path = ctx.root / "comptoir.toml"
    more = f'\n[campaigns.mailchimp]\naudience = "{AUDIENCE}"\nurl = "{service.url}"\n'
    path.write_text(path.read_text("utf-8").replace("\n# Qui travaille ici", f"{more}\n#"), "utf-8")
    write_campaign(ctx.root, channels="[mailchimp]", purpose="lettre-infos")
    declare_processor(ctx.root)
    monkeypatch.setenv("COMPTOIR_MAILCHIMP_KEY", KEY)
    monkeypatch.chdir(ctx.root)
    proof = consents.Proof(method="formulaire", text="J’accepte la lettre d’infos.")
    for one in crowd(ctx, 3):
        consents.grant(ctx, one.reference, purpose="lettre-infos", channel="email", proof=proof)

    def run(*words, code=0, **more):
        return comptoir("campaign", *words, code=code, **more)

    return run


def test_the_whole_path(campaign, service):
    assert "3 destinataires en attente par Mailchimp" in campaign("queue", "essai").out
    assert "abandonné" in campaign("send", "essai", code=3).err
    out = campaign("send", "essai", "--yes").out
    assert "Envoi par Mailchimp : 3 partis." in out
    assert "Chez Mailchimp : « essai · Comptoir" in out
    service.left["jo1@example.org"] = "2026-11-24T09:00:00+00:00"
    out = campaign("report", "essai").out
    assert "1 désinscription" in out
    assert "Par Mailchimp : 3 destinataires = 3 partis" in campaign("status", "essai").out


def test_a_departure_is_told_and_taken_back(campaign):
    campaign("queue", "essai")
    out = campaign("send", "essai", "--yes", "--le", "2026-11-30T09:15").out
    assert "Départ prévu le 30 novembre 2026 à 9 h 15." in out
    assert "30 novembre 2026 à 9 h 15" in campaign("status", "essai").out
    assert "3 destinataires par Mailchimp pas encore partis" in campaign("report", "essai").out
    assert "3 messages" in campaign("cancel", "essai", "--yes").out


def test_a_departure_is_for_mailchimp_alone(campaign, ctx):
    write_campaign(ctx.root, name="lettre", channels="[email]")
    campaign("queue", "lettre")
    err = campaign("send", "lettre", "--yes", "--at", "2026-11-30T09:15", code=2).err
    assert "seul Mailchimp" in err


def test_a_check_says_what_keeps_it_from_mailchimp(campaign, ctx):
    write_campaign(ctx.root, name="convocation", channels="[mailchimp]", purpose="vie-associative")
    out = campaign("check", "convocation", code=1).out
    assert "MLG002" in out
    assert "statutaire" in out


def test_a_preview_is_written(campaign, ctx):
    assert "Aperçu par Mailchimp" in campaign("preview", "essai").out


def test_no_secret_nor_address_is_said_when_the_key_is_refused(campaign, service):
    campaign("queue", "essai")
    service.fail("GET ping", status=401)
    said = campaign("send", "essai", "--yes", code=4)
    assert KEY not in said.out + said.err
    assert "example.org" not in said.err


def test_a_test_is_sent_and_leaves_nothing_behind(campaign, service):
    out = campaign("test", "essai", "--to", "soizic@example.org").out
    assert "Essai parti par Mailchimp : 1 adresse." in out
    [(html, emails)] = service.tests
    assert emails == ["soizic@example.org"]
    assert "*|" not in html.replace("*|UNSUB|*", "")
    assert service.campaigns == service.segments == {}
    assert service.members == {}


def test_a_test_by_mail_is_marked(campaign, ctx):
    write_campaign(ctx.root, name="lettre", channels="[email]")
    campaign("test", "lettre", "--to", "soizic@example.org")
    [path] = (ctx.root / "var" / "outbox" / "lettre").iterdir()
    assert "[Essai]" in path.read_text()


@pytest.mark.parametrize("to", [["pas une adresse"], ["a@example.org"] * 6])
def test_a_test_goes_to_a_few_true_addresses(campaign, to):
    words = [part for one in to for part in ("--to", one)]
    assert campaign("test", "essai", *words, code=2).err


def test_an_erasure_to_pass_on_is_due(campaign, comptoir, ctx, service):
    campaign("queue", "essai")
    campaign("send", "essai", "--yes")
    with begin(ctx, act="test.erase") as tx:
        here = contact_table.c.email == "jo1@example.org"
        tx.db.execute(contact_table.update().where(here).values(erased_at=tx.now, email=""))
    assert "chez Mailchimp" in comptoir("due", code=0).out
    campaign("report", "essai")
    assert "chez Mailchimp" not in comptoir("due", code=0).out
