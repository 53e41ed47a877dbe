"""`comptoir social pack`: a folder a network, ready to be posted by hand."""

import io
from pathlib import Path

import pytest
from PIL import Image

from make_site import SmallSite, make_site

NEWS = "content/actualites/2026-09-01-rentree.md"


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    made = make_site(tmp_path / "projet")
    made.page(NEWS, "La rentrée", "category: Ateliers\nimage: quai.jpg\ntags: repair café\n")
    return made


def packed(comptoir, site: SmallSite, *more: str, code: int = 0):
    return comptoir("social", "pack", NEWS, *more, "--project", str(site.root), code=code)


def size(path: Path) -> tuple[int, int]:
    return Image.open(io.BytesIO(path.read_bytes())).size


def test_row_88_each_network_has_its_words_its_image_and_its_description(comptoir, site: SmallSite):
    out = packed(comptoir, site).out
    folder = site.root / "var" / "social" / "actualites-rentree"
    assert "var/social/actualites-rentree" in out
    sizes = {path.name: size(path / "image.jpg") for path in folder.iterdir()}
    assert sizes["instagram"] == (1080, 1350)
    assert sizes["linkedin"] == (1200, 627)
    texts = {path.name: (path / "texte.txt").read_text("utf-8") for path in folder.iterdir()}
    assert texts["mastodon"] != texts["instagram"]
    assert all("#RepairCafé" in text for text in texts.values())
    assert (
        len({(p / "description-de-l-image.txt").read_text("utf-8") for p in folder.iterdir()}) == 1
    )
    assert (folder / "x" / "LISEZMOI.txt").read_text("utf-8").startswith("À publier sur X\n")
    assert not (folder / "x").stat().st_mode & 0o077


def test_a_release_that_does_not_cover_networks_keeps_the_image_out(comptoir, site: SmallSite):
    site.page(NEWS, "La rentrée", "category: Ateliers\nimage: portrait.jpg\n")
    out = packed(comptoir, site, "--network", "x").out
    assert "n’est pas reprise" in out and "ne couvre pas cet usage" in out
    folder = site.root / "var" / "social" / "actualites-rentree"
    assert [path.name for path in folder.iterdir()] == ["x"]


def test_a_page_that_is_not_published_is_refused(comptoir, site: SmallSite):
    site.page(NEWS, "La rentrée", "category: Ateliers\nstatus: draft\n")
    assert "n’est pas publiée" in packed(comptoir, site, code=3).err
    assert not (site.root / "var" / "social").exists()


@pytest.mark.parametrize("page", ["/nulle-part/", "README.md", "../../etc/passwd", ""])
def test_an_unknown_page_is_told(comptoir, site: SmallSite, page: str):
    err = comptoir("social", "pack", page, "--project", str(site.root), code=2).err
    assert "aucune page" in err


def test_an_unknown_network_is_told(comptoir, site: SmallSite):
    assert "choisissez" in packed(comptoir, site, "--network", "minitel", code=2).err.lower()


def test_the_networks_are_listed(comptoir, site: SmallSite):
    assert "Mastodon" in comptoir("social", "networks", "--project", str(site.root), code=0).out
