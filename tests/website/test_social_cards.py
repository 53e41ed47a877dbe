"""Cards: one a page, named by what is on it, drawn once."""

import io
from pathlib import Path

import pytest
from PIL import Image

from comptoir.website.cards import Card
from comptoir.website.social_cards import HEIGHT, WIDTH, draw

from make_site import ROOT, SmallSite, make_site


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    made = make_site(tmp_path)
    made.edit("comptoir.toml", "[colours]", "[sharing]\ncards = true\n\n[colours]")
    return made


def card_in(site: SmallSite, url: str) -> str:
    html = site.html(url)
    start = html.index('property="og:image" content="') + len('property="og:image" content="')
    return html[start : html.index('"', start)].removeprefix("https://amis.example.org/")


def test_every_page_shows_its_card(site: SmallSite):
    site.build()
    for url in ("/", "/contact/", "/actualites/un/", "/agenda/", "/agenda/fete/", "/offres/kit/"):
        path = site.output / card_in(site, url)
        with Image.open(path) as opened:
            assert opened.size == (WIDTH, HEIGHT), url
        assert path.stat().st_size < 100_000


def test_a_new_title_makes_a_new_card_and_the_old_one_leaves(site: SmallSite):
    site.build()
    before = card_in(site, "/contact/")
    site.page("content/pages/contact.md", "Nous joindre", "template: contact\n")
    site.build()
    after = card_in(site, "/contact/")
    assert before != after
    assert (site.output / after).is_file()
    assert not (site.output / before).exists()


def test_a_card_is_drawn_once(site: SmallSite, monkeypatch: pytest.MonkeyPatch):
    site.build()
    monkeypatch.setattr("comptoir.website.social_cards.draw", lambda *_: pytest.fail("drawn again"))
    assert site.build().changed == 0


def test_without_cards_a_page_shows_its_own_image(tmp_path: Path):
    site = make_site(tmp_path)
    site.build()
    assert card_in(site, "/").startswith("images/quai-")
    assert not (site.output / "cartes").exists()


@pytest.mark.parametrize(
    "title", ["A", "Anticonstitutionnellement" * 4, "mot " * 90, "œuvre « d’été » : 20 % !", "日本"]
)
def test_any_title_holds_on_a_card(title: str):
    made = draw(Card(title, "Agenda", "Un nom d’association " * 5, "#1f5f6b"), ROOT)
    with Image.open(io.BytesIO(made)) as opened:
        image = opened.convert("RGB")
    paper = image.getpixel((WIDTH - 10, 10))
    edge = {image.getpixel((WIDTH - 30, y)) for y in range(60, HEIGHT - 160)}
    assert edge == {paper}  # nothing runs over the right margin


def test_signs_that_our_letters_lack_are_left_out():
    def drawn(title: str) -> bytes:
        return draw(Card(title, "", "Exemple", "#1f5f6b"), ROOT)

    assert drawn("La fête 😀 du 日本語 quai") == drawn("La fête du quai")
    assert drawn("L’été où l’œuvre à 10 € naquit…") != drawn("Lt o luvre 10 naquit")
