"""Writes a picture with its author and its rights, small enough for a page."""

import io
from pathlib import Path

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

AUTHOR = "Les Ateliers du Halage"
RIGHTS = "(c) Les Ateliers du Halage - illustration d'exemple (fiction)"
LIMIT = 208_000
QUALITIES = (86, 84, 82, 80, 77, 74, 70)


def jpeg(image: Image.Image, *, located: bool = False) -> bytes:
    """Return the JPEG of best quality under the limit."""
    exif = _rights(located=located)
    content = b""
    for quality in QUALITIES:
        memory = io.BytesIO()
        image.save(
            memory,
            "JPEG",
            quality=quality,
            optimize=True,
            progressive=True,
            exif=exif,
            dpi=(96, 96),
        )
        content = memory.getvalue()
        if len(content) <= LIMIT:
            break
    return content


def png(image: Image.Image) -> bytes:
    """Return a PNG; opaque drawings without grain have few colours, so they get a palette."""
    memory = io.BytesIO()
    if image.mode == "RGB":
        image = image.quantize(200, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    image.save(memory, "PNG", optimize=True)
    return memory.getvalue()


def encoded(image: Image.Image, name: str, *, located: bool = False) -> bytes:
    return png(image) if Path(name).suffix == ".png" else jpeg(image, located=located)


def _rights(*, located: bool) -> Image.Exif:
    exif = Image.Exif()
    exif[Base.Artist], exif[Base.Copyright] = AUTHOR, RIGHTS
    exif[Base.Software] = "draw_images.py"
    if located:  # a fictional place by the canal, so that its removal can be seen
        exif.get_ifd(IFD.GPSInfo).update(
            {
                GPS.GPSVersionID: b"\x02\x03\x00\x00",
                GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (47.0, 39.0, 0.0),
                GPS.GPSLongitudeRef: "W", GPS.GPSLongitude: (2.0, 5.0, 0.0),
                GPS.GPSMapDatum: "FICTIF",
            }
        )  # fmt: skip
    return exif
