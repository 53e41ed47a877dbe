"""Whether a photograph tells where it was taken."""

from pathlib import Path

import pytest
from PIL import Image

from comptoir.readers.exif import is_photo, tells_where

GPS_IFD, LATITUDE = 0x8825, 2


def photo(folder: Path, name: str, *, gps: bool) -> Path:
    path = folder / name
    image = Image.new("RGB", (8, 8))
    exif = image.getexif()
    exif[0x013B] = "Camille Exemple"  # the author stays
    if gps:
        exif.get_ifd(GPS_IFD)[LATITUDE] = (47.0, 39.0, 0.0)
    image.save(path, exif=exif)
    return path


@pytest.mark.parametrize("name", ["a.jpg", "a.webp", "a.png"])
def test_a_position_is_seen_and_an_author_is_none(tmp_path: Path, name: str) -> None:
    assert tells_where(photo(tmp_path, f"gps-{name}", gps=True))
    assert not tells_where(photo(tmp_path, f"sans-{name}", gps=False))


def test_what_is_no_image_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"Exif\0\0II*\0\xff\xff\xff\xff")
    assert not tells_where(tmp_path / "a.jpg")
    assert not tells_where(tmp_path / "rien.jpg")
    assert is_photo("A.JPG")
    assert not is_photo("a.svg")
