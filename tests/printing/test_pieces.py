"""Flyers, leaflets and posters: their sizes, their marks, their mention, and what they refuse."""

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from comptoir.printing.pieces import BLEED, FORMATS, POINTS, SLUG, resolution

from make_campaigns import write_campaign
from make_site import SmallSite, make_site
from needs import need

EVENT = "content/agenda/2026-12-05-fete.md"
FRONT = (
    "starts: 2026-12-05 14:00\nends: 2026-12-05 17:30\nplace: La halle\nprice: libre\n"
    "image: quai.jpg\n"
)
BODY = """Une journée pour réparer **ensemble**.

## Venir

- À pied, par le quai.
- À vélo.

## Manger

La soupe est servie à midi.

## Revenir

Le premier samedi du mois.
"""


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    made = make_site(tmp_path / "projet")
    made.page(EVENT, "La fête du quai", FRONT, BODY)
    return made


@pytest.fixture
def draw(comptoir, site):
    def run(name: str, *arguments: str, page: str = EVENT, code: int = 0):
        return comptoir("print", page, "--as", name, *arguments, "--project", str(site.root),
                        code=code)  # fmt: skip

    return run


def made(site: SmallSite, ending: str) -> bytes:
    [path] = (site.root / "var/print").glob(f"*{ending}")
    assert not path.stat().st_mode & 0o077
    return path.read_bytes()


def words(pdf: bytes) -> str:
    need("pdftotext (poppler-utils)", bool(shutil.which("pdftotext")))
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True,
                          check=True)  # fmt: skip
    return " ".join(done.stdout.decode().split())


def boxes(pdf: bytes) -> list[dict[str, list[float]]]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        names = ("MediaBox", "BleedBox", "TrimBox")
        return [{n: [float(v) / POINTS for v in page[f"/{n}"]] for n in names}
                for page in opened.pages]  # fmt: skip


@pytest.mark.parametrize(("name", "sides"), [("flyer", 1), ("leaflet", 2), ("poster", 1)])
def test_row_77_a_piece_has_its_size_its_bleed_and_its_mention(draw, site, name, sides):
    draw(name)
    pdf, kind = made(site, f"{name}.pdf"), FORMATS[name]
    found = boxes(pdf)
    assert len(found) == sides
    for box in found:
        left, bottom, right, top = box["TrimBox"]
        assert (right - left, top - bottom) == pytest.approx((kind.width, kind.height), abs=0.05)
        assert box["BleedBox"][0] == pytest.approx(left - BLEED, abs=0.05)
        assert box["MediaBox"][2] == pytest.approx(right + BLEED + SLUG, abs=0.05)
    said = words(pdf)
    assert "Imprimé par nos soins. Ne pas jeter sur la voie publique." in said
    assert "La fête du quai" in said and "La halle" in said


@pytest.mark.parametrize("name", FORMATS)
def test_row_77_a_piece_looks_as_it_did(draw, site, name, golden_image):
    draw(name, "--png")
    for path in sorted((site.root / "var/print").glob("*.png")):
        golden_image(f"printing/{path.name}", path.read_bytes())


def test_who_prints_is_named(draw, site):
    draw("flyer", "--printer", "Imprimerie Fictive, Redon")
    assert "Imprimé par Imprimerie Fictive, Redon." in words(made(site, "flyer.pdf"))


def test_for_a_screen_a_piece_is_trimmed_and_accessible(draw, site):
    draw("leaflet", "--screen")
    with pikepdf.open(io.BytesIO(made(site, "ecran.pdf"))) as opened:
        assert opened.Root.MarkInfo.Marked
        right = float(opened.pages[0].MediaBox[2]) / POINTS
        assert right == pytest.approx(297, abs=0.05)


def test_every_section_of_a_leaflet_is_on_it_once(draw, site):
    draw("leaflet")
    said = words(made(site, "leaflet.pdf"))
    for word in ("réparer ensemble", "À vélo", "La soupe", "Le premier samedi"):
        assert said.count(word) == 1


@pytest.mark.parametrize(
    ("pixels", "name", "dpi"),
    [((3638, 2155), "poster", 305), ((1200, 800), "poster", 101), ((1819, 1078), "flyer", 300)],
)
def test_the_fineness_of_an_image_is_that_of_its_size_on_paper(pixels, name, dpi):
    assert resolution(pixels, FORMATS[name]) == dpi


def test_a_coarse_image_is_told(draw):
    assert "points par pouce" in draw("poster").out
    assert "floue" in draw("poster").out


def test_an_image_that_paper_may_not_show_is_left_out(draw, site):
    site.page(EVENT, "La fête du quai", FRONT.replace("quai.jpg", "portrait.jpg"), BODY)
    assert "n’est pas reprise" in draw("flyer").out


def test_a_flyer_keeps_what_holds_and_a_leaflet_refuses_what_does_not(draw, site):
    long = "\n\n".join(f"Paragraphe {n}. " + "Encore des mots. " * 30 for n in range(40))
    site.page(EVENT, "La fête du quai", FRONT, long)
    assert "Le texte est long" in draw("flyer").out
    assert "Paragraphe 39" not in words(made(site, "flyer.pdf"))
    err = draw("leaflet", code=2).err
    assert "ne tient pas" in err and EVENT in err


MAILING = """{{ contact.salutation }},

Un texte commun.

{% channel "print" %}
Venez nombreux, {{ organisation.name }} vous attend.
{% endchannel %}
"""


def test_a_mailing_gives_paper_the_words_it_keeps_for_it(draw, site):
    write_campaign(site.root, body=MAILING)
    draw("flyer", page="content/campagnes/essai.md")
    said = words(made(site, "flyer.pdf"))
    assert "Venez nombreux" in said and "Un texte commun" not in said


def test_paper_names_nobody(draw, site):
    write_campaign(site.root, body='{% channel "print" %}{{ contact.first_name }}{% endchannel %}')
    err = draw("flyer", page="content/campagnes/essai.md", code=2).err
    assert "contact.first_name" in err


@pytest.mark.parametrize(
    ("page", "name", "told"),
    [("/nulle-part/", "flyer", "aucune page"), (EVENT, "afiche", "flyer (prospectus A5)"),
     (EVENT, "flyr", "« flyer »")],
)  # fmt: skip
def test_what_does_not_exist_is_told(draw, page, name, told):
    assert told in draw(name, page=page, code=2).err
