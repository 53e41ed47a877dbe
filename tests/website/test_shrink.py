"""Images made small: what stays, what goes, what is refused."""

import io
from pathlib import Path

import pytest
from PIL import Image

from comptoir.errors import InputError
from comptoir.website import shrink
from comptoir.website.rights import ARTIST, COPYRIGHT

from make_site import photo

GPS, SERIAL, MAKER, THUMBNAIL = 0x8825, 0xA431, 0x010F, 0x0201


def exif() -> Image.Exif:
    told = Image.Exif()
    told[ARTIST], told[COPYRIGHT] = "Ana Exemple", "© Ana Exemple"
    told[MAKER] = "Appareil"
    told.get_ifd(GPS)[1] = "N"
    told.get_ifd(GPS)[2] = (47.0, 39.0, 0.0)
    told.get_ifd(0x8769)[SERIAL] = "NUMERO-DE-SERIE-123"
    return told


def made(path: Path, *, avif: bool = False) -> list[shrink.Variant]:
    return list(shrink.variants(path, shown="content/images/x", avif=avif))


def opened(variant: shrink.Variant) -> Image.Image:
    return Image.open(io.BytesIO(variant.content))


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "x.jpg"
    path.write_bytes(photo(1700, 1100, exif=exif()))
    return path


def test_variants_by_width_in_two_formats(picture: Path):
    assert [(v.width, v.extension) for v in made(picture)] == [
        (480, "webp"),
        (480, "jpg"),
        (960, "webp"),
        (960, "jpg"),
        (1600, "webp"),
        (1600, "jpg"),
    ]


def test_avif_on_demand(picture: Path):
    assert "avif" in {variant.extension for variant in made(picture, avif=True)}


def test_position_and_serial_number_go_while_author_and_rights_stay(picture: Path):
    for variant in made(picture):
        told = opened(variant).getexif()
        assert told[ARTIST] == "Ana Exemple"
        assert "Ana Exemple" in told[COPYRIGHT]
        assert MAKER not in told
        assert not told.get_ifd(GPS)
        assert b"NUMERO-DE-SERIE" not in variant.content


def test_the_author_that_a_press_agency_wrote_stays(tmp_path: Path):
    record = b"\x1c\x02\x50\x00\x0bAna Exemple"
    block = b"8BIM\x04\x04\x00\x00" + len(record).to_bytes(4, "big") + record
    segment = b"Photoshop 3.0\x00" + block
    plain = photo()
    path = tmp_path / "x.jpg"
    marker = b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big")
    path.write_bytes(plain[:2] + marker + segment + plain[2:])
    assert opened(made(path)[-1]).getexif()[ARTIST] == "Ana Exemple"


def test_orientation_is_applied(tmp_path: Path):
    turned = Image.Exif()
    turned[shrink.ORIENTATION] = 6
    path = tmp_path / "x.jpg"
    path.write_bytes(photo(800, 400, exif=turned))
    assert shrink.size_of(path, shown="x") == (400, 800)
    variant = made(path)[-1]
    assert opened(variant).size == (400, 800)
    assert shrink.ORIENTATION not in opened(variant).getexif()


def test_transparency_stays(tmp_path: Path):
    path = tmp_path / "x.png"
    Image.new("RGBA", (300, 200), (10, 20, 30, 0)).save(path)
    assert {v.extension for v in made(path)} == {"webp", "png"}
    path = tmp_path / "y.png"
    Image.new("RGBA", (300, 200), (10, 20, 30, 255)).save(path)
    assert {v.extension for v in made(path)} == {"webp", "jpg"}


def test_more_than_twenty_million_points_is_refused(tmp_path: Path):
    path = tmp_path / "x.png"
    Image.new("1", (5000, 4001)).save(path)
    with pytest.raises(InputError, match=r"trop grande \(5000 × 4001 points\)"):
        made(path)


def test_a_decompression_bomb_is_refused_before_it_opens(tmp_path: Path):
    path = tmp_path / "x.png"
    Image.new("1", (30000, 20000)).save(path)
    assert path.stat().st_size < 200_000
    with pytest.raises(InputError, match="trop grande"):
        shrink.size_of(path, shown="x")


@pytest.mark.parametrize("content", [b"", b"du texte", b"<svg xmlns='x'/>", photo()[:400]])
def test_what_is_no_image_is_told(tmp_path: Path, content: bytes):
    path = tmp_path / "x.jpg"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"n’est pas une image|abîmée"):
        made(path)


def test_a_damaged_image_is_told(tmp_path: Path):
    path = tmp_path / "x.jpg"
    path.write_bytes(photo(quality=95)[:2500])
    with pytest.raises(InputError, match="abîmée"):
        made(path)
