"""`comptoir.toml` decides the letters and the logo; what cannot be used is refused in French."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from comptoir.errors import InputError
from comptoir.settings.look import Fonts
from comptoir.website import fonts

from make import ROOT
from make_site import SmallSite, make_site

DRAWN = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return make_site(tmp_path)


def dress(site: SmallSite, more: str) -> None:
    site.edit("comptoir.toml", "[colours]", f"{more}\n[colours]")


def refused(site: SmallSite) -> str:
    with pytest.raises(InputError) as caught:
        site.build()
    assert not site.output.exists()
    return str(caught.value)


def test_only_the_chosen_letters_are_published_with_their_licences(site: SmallSite):
    dress(site, '[fonts]\ntitles = "fraunces"\ntext = "literata"')
    site.build()
    published = {path.name for path in (site.output / "theme/fonts").iterdir()}
    assert published == {
        "OFL-fraunces.txt", "fraunces-latin.woff2", "fraunces-latin-ext.woff2",
        "OFL-literata.txt", "literata-latin.woff2", "literata-latin-ext.woff2",
        "literata-latin-italic.woff2", "literata-latin-ext-italic.woff2",
    }  # fmt: skip
    styles = (site.output / "theme/css/apparence.css").read_text("utf-8")
    assert '--text:"Literata",Georgia,serif' in styles
    linked = set(re.findall(r'url\("\.\./fonts/([^"]+)"\)', styles))
    assert linked == {name for name in published if name.endswith(".woff2")}
    preloaded = LexborHTMLParser(site.html("/contact/")).css("link[rel=preload]")
    assert [node.attributes["href"] for node in preloaded] == [
        "/theme/fonts/fraunces-latin.woff2",
        "/theme/fonts/literata-latin.woff2",
    ]


def test_every_family_that_may_be_chosen_is_carried_by_the_theme():
    for titles in Fonts.model_fields["titles"].annotation.__args__:  # type: ignore[union-attr]
        for text in Fonts.model_fields["text"].annotation.__args__:  # type: ignore[union-attr]
            for path in fonts.files(Fonts(titles=titles, text=text)).values():
                assert (ROOT / "theme" / path).is_file(), path


def test_letters_that_the_theme_does_not_carry_are_refused_with_the_list(site: SmallSite):
    dress(site, '[fonts]\ntext = "comic-sans"')
    said = refused(site)
    assert "fonts.text" in said
    assert "atkinson-hyperlegible-next" in said


def test_a_logo_that_holds_the_name_says_it_instead(site: SmallSite):
    site.write("content/images/enseigne.svg", DRAWN)
    dress(site, '[logo]\nfile = "enseigne.svg"\nholds_name = true')
    site.build()
    brand = LexborHTMLParser(site.html("/contact/")).css_first(".brand")
    image = brand.css_first("img")
    assert image.attributes["alt"] == "Les Amis de l’Exemple"
    assert (image.attributes["width"], image.attributes["height"]) == ("300", "100")
    assert brand.text(strip=True) == ""
    assert (site.output / "theme/logo.svg").read_bytes() == DRAWN
    assert b"M0 0h9v9z" not in (site.output / "favicon.svg").read_bytes()


def test_a_logo_beside_the_name_is_silent_and_becomes_the_icon(site: SmallSite):
    site.write("content/images/signe.svg", DRAWN)
    site.write("content/images/nuit.png", _png(1200, 800))
    dress(site, '[logo]\nfile = "signe.svg"\ndark = "nuit.png"')
    site.build()
    brand = LexborHTMLParser(site.html("/contact/")).css_first(".brand")
    assert brand.css_first("img").attributes["alt"] == ""
    assert brand.text(strip=True) == "Les Amis de l’Exemple"
    dark = brand.css_first("source").attributes
    assert dark["media"] == "(prefers-color-scheme: dark)"
    with Image.open(site.output / "theme/logo-sombre.png") as small:
        assert small.size == (288, 192)
    assert (site.output / "favicon.svg").read_bytes() == DRAWN


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("absent.svg", None, "absent.svg n’est pas dans content/images"),
        ("piege.svg", DRAWN.replace(b"<path", b"<script>x()</script><path"), "<script>"),
        ("piege.svg", DRAWN.replace(b"<path", b'<path onload="x()"'), "du code (onload)"),
        ("faux.png", b"ceci est du texte", "content/images/faux.png"),
        ("photo.gif", None, "un fichier SVG ou PNG de content/images est attendu"),
        ("../secret.svg", None, "sans dossier"),
    ],
)
def test_a_logo_that_could_do_harm_or_is_none_is_refused(
    site: SmallSite, name: str, content: bytes | None, expected: str
):
    if content:
        site.write(f"content/images/{name}", content)
    dress(site, f'[logo]\nfile = "{name}"')
    assert expected in refused(site)


def test_a_colour_is_asked_for_by_example(site: SmallSite):
    site.edit("comptoir.toml", 'accent = "#1f5f6b"', 'accent = "bleu"')
    assert "une couleur est attendue, comme #1f5f6b" in refused(site)


def test_a_colour_that_cannot_be_read_stops_before_anything_is_written(site: SmallSite):
    site.edit("comptoir.toml", "#1f5f6b", "#9fd5df")
    said = refused(site)
    assert "colours.accent" in said
    assert "contraste" in said


def _png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), "#123456").save(out, "PNG")
    return out.getvalue()


def test_an_organisation_that_has_said_nothing_yet_shows_no_empty_panel(site: SmallSite):
    text = (site.root / "legal/organisation.toml").read_text("utf-8")
    for line in (
        'phone = "02 61 91 00 01"',
        'email = "contact@amis.example.org"',
        'city = "Redon"',
        '[[opening]]\nday = 3\nopens = "14:00"\ncloses = "18:00"',
    ):
        assert line in text
        text = text.replace(line, "", 1)
    site.write("legal/organisation.toml", text)
    assert site.build().written
    for url in ("/", "/contact/"):
        assert not LexborHTMLParser(site.html(url)).css(".panel"), url
    assert "Demander" not in site.html("/offres/kit/")
