"""`comptoir inbox` and `comptoir web`, as their users meet them."""

import pytest

from comptoir.desk import inbox

from make_reception import ANSWERS, make_desk


@pytest.fixture
def desk(ctx):
    made = make_desk(ctx)
    with made.client:
        yield made


def test_a_day_at_the_desk(desk, comptoir):
    desk.send(**ANSWERS, lettre="oui")
    root = str(desk.ctx.root)
    said = comptoir("inbox", "pull", "--project", root, code=0).out
    assert "Reçu : 1 message." in said
    assert "1 courriel demande confirmation." in said
    assert "F-000001" in comptoir("inbox", "list", "--project", root, code=0).out
    shown = comptoir("réception", "montrer", "F-1", "--project", root, code=0).out
    assert "à confirmer par la personne" in shown
    comptoir("inbox", "close", "F-1", "--answer", "répondu", "--project", root, code=0)
    assert "Rien n’attend." in comptoir("inbox", "list", "--project", root, code=0).out


def test_what_is_missing_is_said(ctx, comptoir):
    root = str(ctx.root)
    assert "comptoir réception clé" in comptoir("inbox", "pull", "--project", root, code=2).err
    assert "[web]" in comptoir("web", "serve", "--project", root, code=2).err
    inbox.make_key(ctx)
    assert "n’existe pas" in comptoir(
        "inbox", "pull", "--from", "ailleurs", "--project", root, code=2
    ).err  # fmt: skip
    assert "numéro" in comptoir("inbox", "show", "F-9", "--project", root, code=2).err


def test_a_reception_answers_the_links_that_stop_mailings(desk):
    from comptoir.desk.project import load

    def url() -> str:
        return load(desk.ctx).site.campaigns.unsubscribe_url

    assert url().endswith("/desinscription")  # what the settings say comes first
    settings = desk.ctx.root / "comptoir.toml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("unsubscribe_url")]
    settings.write_text("".join(kept), "utf-8")
    assert url() == "https://ateliers-du-halage.example.org/reception/arret"
