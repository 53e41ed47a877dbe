"""An image loses its position and keeps every pixel."""

import io
from pathlib import Path

import pytest
from PIL import Image

from comptoir.readers.exif import tells_where
from comptoir.readers.unplaced import is_image, without_position

GPS, ORIENTATION, ARTIST = 0x8825, 0x0112, 0x013B


def placed(form: str) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[ARTIST] = "Ana Exemple"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (47.0, 39.0, 0.0)
    made = io.BytesIO()
    image = Image.effect_noise((40, 30), 60).convert("RGB")
    image.save(made, form, exif=exif.tobytes())
    return made.getvalue()


def told(tmp_path: Path, raw: bytes, suffix: str) -> bool:
    path = tmp_path / f"photo.{suffix}"
    path.write_bytes(raw)
    return tells_where(path)


@pytest.mark.parametrize(("form", "suffix"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_the_position_goes_and_the_pixels_stay(tmp_path: Path, form: str, suffix: str) -> None:
    raw = placed(form)
    assert told(tmp_path, raw, suffix)
    done = without_position(raw)
    assert not told(tmp_path, done, suffix)
    assert is_image(done)
    before, after = Image.open(io.BytesIO(raw)), Image.open(io.BytesIO(done))
    assert before.tobytes() == after.tobytes()
    assert without_position(done) == done or form == "JPEG"


def test_a_jpeg_keeps_its_orientation_and_its_author(tmp_path: Path) -> None:
    exif = Image.open(io.BytesIO(without_position(placed("JPEG")))).getexif()
    assert exif[ORIENTATION] == 6
    assert exif[ARTIST] == "Ana Exemple"


def test_what_is_no_image_is_left_as_it_is() -> None:
    assert without_position(b"du texte") == b"du texte"
    assert not is_image(b"du texte")
    assert not is_image(placed("JPEG")[:40])
