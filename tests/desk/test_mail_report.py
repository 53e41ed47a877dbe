"""What an e-mail weighs, and where its links lead."""

import pytest

from comptoir.desk import campaign_check, mail_report
from comptoir.rules.mailings.clipped import CLIPPED

from make_campaigns import write_campaign


def links_told(ctx, body: str, **more: str) -> list[str]:
    write_campaign(ctx.root, body=body, channels="[email]", **more)
    return [
        f"{one.found} {one.remedy}"
        for one in campaign_check.check(ctx, "essai")
        if "que le site n’a pas" in one.found
    ]


@pytest.fixture
def news(ctx):
    path = ctx.root / "content" / "actualites" / "2026-11-10-rentree.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "---\ntitle: La rentrée\ndate: 2026-11-10\nsummary: Tout recommence, à l’atelier.\n"
        "owner: coordination\ncategory: Vie\naliases: [/ancienne-rentree/]\n---\n\nVoici.\n",
        "utf-8",
    )


def test_a_link_to_a_page_the_site_does_not_have_is_told_with_the_nearest(ctx, news):
    [told] = links_told(ctx, "[La rentrée](/actualites/rentre/)")
    assert "(/actualites/rentre/)" in told
    assert "Vouliez-vous écrire /actualites/rentree/ ?" in told


@pytest.mark.parametrize(
    "address",
    ["/actualites/rentree/", "/actualites/rentree", "/ancienne-rentree/", "/agenda/", "/",
     "/fichiers/statuts.pdf", "https://example.org/ailleurs/", "mailto:jo@example.org"],
)  # fmt: skip
def test_a_link_that_answers_is_not(ctx, news, address: str):
    assert links_told(ctx, f"[La page]({address})") == []


def test_its_own_page_will_come_when_it_is_archived(ctx):
    assert links_told(ctx, "[En ligne](/lettres/essai/)", archive="true") == []
    assert len(links_told(ctx, "[En ligne](/lettres/essai/)")) == 1


def test_the_weight_is_told_beside_what_gmail_shows():
    first, second, *links = mail_report.facts(
        f'<a href="/a">L’agenda</a><img src="cid:a">{"x" * (CLIPPED // 2)}', "deux mots"
    )
    assert "51,0 Ko de HTML (50 % de ce que Gmail montre)" in first
    assert second == "Contenu : 2 mots, 1 image, dont 1 sans texte de remplacement."
    assert links == ["Lien : L’agenda → /a"]
