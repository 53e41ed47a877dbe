"""The author that an image file names, when it does."""

import warnings
from pathlib import Path

from comptoir.text import on_one_line

ARTIST = 0x013B  # Exif 2.32, § 4.6.5


def author_of(path: Path) -> str:
    """Return what the file says of its author, nothing when it says nothing."""
    from PIL import Image

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path) as image:
            said = image.getexif().get(ARTIST, "")
    except Exception:  # noqa: BLE001 — Pillow raises anything on a broken file; the build will say so
        return ""
    return on_one_line(str(said))[:120] if isinstance(said, str) else ""
