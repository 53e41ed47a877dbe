"""`comptoir campaign archive`: a page of the site, once the mailing has left and never before."""

import email
from email import policy

import pytest

from make_campaigns import crowd, write_campaign

BODY = "{{ contact.salutation }},\n\nVoici **les nouvelles**.\n\nNuméro {{ contact.reference }}."
LINK = "/lettres/essai/"


@pytest.fixture
def campaign(comptoir, ctx, monkeypatch):
    """Run `comptoir campaign …` in a project with one campaign to be archived, for three people."""
    write_campaign(ctx.root, body=BODY, channels="[email]", archive="true")
    crowd(ctx, 3)
    monkeypatch.chdir(ctx.root)

    def run(*words, code=0, **more):
        return comptoir("campaign", *words, code=code, **more)

    return run


def page(ctx):
    return ctx.root / "content" / "lettres" / "essai.md"


def test_the_page_comes_after_the_last_message_left(campaign, ctx):
    assert "encore parti" in campaign("archive", "essai", code=3).err
    campaign("queue", "essai")
    campaign("send", "essai", "--limit", "2")
    assert not page(ctx).exists()
    data = campaign("send", "essai", "--json").json["archived"]
    assert (data["path"], data["url"], data["before"]) == ("content/lettres/essai.md", LINK, False)
    text = page(ctx).read_text("utf-8")
    assert "Bonjour,\n\nVoici **les nouvelles**.\n" in text
    assert "C-0" not in text
    assert "Le Bihan" not in text
    assert 'campaign: "essai"' in text


def test_a_page_that_was_read_over_is_left_alone(campaign, ctx):
    campaign("queue", "essai")
    campaign("send", "essai")
    page(ctx).write_text(page(ctx).read_text("utf-8") + "\nRelu.\n", "utf-8")
    before = page(ctx).read_bytes()
    assert "laissée telle quelle" in campaign("archive", "essai").out
    assert page(ctx).read_bytes() == before


def test_the_words_are_those_that_left(campaign, ctx):
    campaign("queue", "essai")
    write_campaign(ctx.root, body="Un autre texte.", channels="[email]", archive="true")
    out = campaign("send", "essai").out
    assert "Ce qui parle à une seule personne n’y est pas : voyez la ligne" in out
    assert "les nouvelles" in page(ctx).read_text("utf-8")


def test_the_e_mail_leads_to_its_page_only_when_it_will_have_one(campaign, ctx):
    def online(**more):
        write_campaign(ctx.root, body=BODY, channels="[email]", **more)
        campaign("preview", "essai")
        [path] = (ctx.root / "var" / "preview" / "essai").glob("*.eml")
        message = email.message_from_bytes(path.read_bytes(), policy=policy.default)
        return [
            f"example.org{LINK}" in message.get_body((kind,)).get_content()
            for kind in ("plain", "html")
        ]

    assert online(archive="true") == [True, True]
    assert online() == [False, False]


def test_what_is_not_to_be_shown_is_refused_at_its_line(campaign, ctx):
    write_campaign(ctx.root, body=BODY, channels="[email]", archive="false")
    said = campaign("archive", "essai", code=3).err
    assert "content/campagnes/essai.md, ligne 11, « archive »" in said


def test_a_page_that_cannot_be_written_stops_no_mailing(campaign, ctx):
    (ctx.root / "content" / "lettres").write_text("un fichier, là où il faut un dossier", "utf-8")
    campaign("queue", "essai")
    done = campaign("send", "essai")
    assert "3 partis" in done.out
    assert "Sa page n’est pas écrite" in done.err


def test_row_77_a_newsletter_becomes_a_page_of_the_site(campaign, comptoir, ctx):
    campaign("queue", "essai")
    campaign("send", "essai")
    pages = ctx.root / "content" / "pages"
    pages.mkdir(exist_ok=True)
    (pages / "abonnement.md").write_text(
        "---\ntitle: S’abonner\ndate: 2026-01-05\nsummary: Recevoir la lettre chaque mois.\n"
        "owner: coordination\n---\n\n::: lettres\n",
        "utf-8",
    )
    comptoir("site", "build", code=0)
    output = ctx.root / "output"
    built = (output / "lettres" / "essai" / "index.html").read_text("utf-8")
    assert "<strong>les nouvelles</strong>" in built
    assert '<link rel="canonical"' in built
    assert LINK in (output / "sitemap.xml").read_text("utf-8")
    for listed in ("lettres", "abonnement"):
        shown = (output / listed / "index.html").read_text("utf-8")
        assert f'href="{LINK}"' in shown
