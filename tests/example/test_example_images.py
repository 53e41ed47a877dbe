"""The example's pictures are registered, light, drawn by their script, true to the articles."""

import re
import tomllib
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from PIL.ExifTags import IFD, Base

from comptoir.dates import holidays
from example.draw_images import LOCATED, content, names
from example.drawing.scenes.calendrier_saison import MEETING, REPAIR_CAFES
from example.drawing.scenes.graphique_objets_repares import SEASONS

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "content" / "images"
REGISTER = tomllib.loads((IMAGES / "register.toml").read_text("utf-8"))
QUICK = ("logo-halage.png", "graphique-objets-repares.png")


def pictures() -> list[str]:
    return sorted(p.name for p in IMAGES.iterdir() if p.suffix in (".jpg", ".png", ".svg"))


def test_every_picture_is_registered_and_every_entry_has_its_picture():
    assert sorted(REGISTER["images"]) == pictures()


def test_every_picture_but_the_hand_written_mark_has_its_scene():
    assert sorted([*names(), "logo-halage.svg"]) == pictures()


@pytest.mark.parametrize("name", QUICK)
def test_a_picture_is_the_same_at_every_run(name):
    assert content(name) == content(name)


@pytest.mark.parametrize("name", QUICK)
def test_a_committed_picture_is_what_its_scene_draws(name):
    """Within what another version of the codecs may change."""
    drawn = Image.open(BytesIO(content(name))).convert("RGB")
    kept = Image.open(IMAGES / name).convert("RGB")
    assert max(ImageStat.Stat(ImageChops.difference(drawn, kept)).mean) < 1.5


def test_pictures_are_light():
    sizes = {name: (IMAGES / name).stat().st_size for name in pictures()}
    assert max(sizes.values()) < 250_000
    assert sum(sizes.values()) < 5_000_000


def test_photographs_carry_their_author_and_only_one_a_place():
    for name in pictures():
        if name.endswith(".jpg"):
            exif = Image.open(IMAGES / name).getexif()
            assert exif[Base.Artist] == "Les Ateliers du Halage"
            assert "Les Ateliers du Halage" in exif[Base.Copyright]
            assert bool(exif.get_ifd(IFD.GPSInfo)) is (name == LOCATED)


def test_every_picture_is_described_without_beginning_by_image():
    for name, entry in REGISTER["images"].items():
        assert 40 < len(entry["alt"]) < 220, name
        assert not entry["alt"].lower().startswith(("image", "photo", "illustration"))


def test_the_three_portraits_are_simulated_and_released():
    shown = {n: e for n, e in REGISTER["images"].items() if e.get("persons") == "identified"}
    assert len(shown) == 3
    assert all(entry["simulated"] for entry in shown.values())
    assert {r for entry in shown.values() for r in entry["releases"]} == set(REGISTER["releases"])


def test_the_minor_has_two_signatures_and_a_say():
    minor = REGISTER["releases"]["R-2026-011"]
    assert (minor["subject"], minor["signatures"], minor["child_consulted"]) == ("minor", 2, True)


def test_pages_use_only_pictures_that_exist():
    used = set()
    for page in (ROOT / "content").rglob("*.md"):
        text = page.read_text("utf-8")
        used |= set(re.findall(r"\(/images/([^)\s]+)", text))
        used |= set(re.findall(r"^image: *(\S+)", text, re.M))
    assert used <= set(pictures())


def test_repair_cafes_are_on_saturdays_that_are_open():
    assert len(REPAIR_CAFES) == 11  # none in August
    for day in (*REPAIR_CAFES, MEETING):
        assert day.weekday() == 5
        assert day not in holidays(day.year)
        assert not date(2026, 12, 24) <= day <= date(2027, 1, 3)


def test_the_chart_has_the_figures_of_the_reports():
    articles = " ".join(p.read_text("utf-8") for p in (ROOT / "content/actualites").glob("*.md"))
    for _, brought, repaired, _ in SEASONS:
        assert f"**{brought} objets**" in articles
        assert f"**{repaired}**" in articles
