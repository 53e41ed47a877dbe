"""One image file made small: variants by width, clean of what a camera tells about people.

GPS position, serial numbers and thumbnails go; author and rights stay (LAW, IMG011). The result
depends on the file's bytes and on this recipe alone, so that it can be cached by their hash.
"""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from comptoir.errors import InputError, Place
from comptoir.website.rights import Rights, rights_of

RECIPE = "4"  # part of the cache key: change it when what is made changes
WIDTHS = (480, 960, 1600)
MAX_PIXELS = 20_000_000
MAX_SIDE = 16_383  # points: what WebP holds
MAX_BYTES = 60_000_000
DEEP = ("I", "I;16", "I;16B", "I;16L", "I;16N", "F")
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF")
ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One size of an image in one format."""

    width: int
    height: int
    extension: str  # webp, jpg, png, avif
    content: bytes


def size_of(path: Path, *, shown: str) -> tuple[int, int]:
    """Return width and height as they will be shown, or refuse the file, without decoding it."""
    with _opened(path, shown) as image:
        width, height = image.size
        turned = image.getexif().get(ORIENTATION, 1) >= 5
    return (height, width) if turned else (width, height)


def variants(path: Path, *, shown: str, avif: bool) -> Iterator[Variant]:
    """Make every variant of an image.

    Raises:
        InputError: it is too large, damaged, or no image.
    """
    with _opened(path, shown) as opened:
        try:
            rights = rights_of(opened)
            profile = opened.info.get("icc_profile")
            upright = ImageOps.exif_transpose(opened)
            image = _plain(upright, profile)
            image.info = {}  # or Pillow would write its profile, with the time it was made
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            raise _damaged(shown) from error
    clear = image.mode == "RGBA"
    for width in _widths(image.width):
        height = max(1, round(image.height * width / image.width))
        small = image if width == image.width else image.resize(
            (width, height), Image.Resampling.LANCZOS, reducing_gap=2.0
        )  # fmt: skip
        if avif:
            yield _variant(small, "AVIF", "avif", rights, quality=60, speed=8)
        yield _variant(small, "WEBP", "webp", rights, quality=78, method=2)
        if clear:
            yield _variant(small, "PNG", "png", rights, optimize=False, compress_level=6)
        else:
            yield _variant(small, "JPEG", "jpg", rights, quality=80, progressive=True,
                           optimize=True)  # fmt: skip


def _opened(path: Path, shown: str) -> Image.Image:
    at = Place(shown)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(shown)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the size is judged here, by our own limit
            image = Image.open(path, formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_large(shown) from error
    except UnidentifiedImageError as error:
        raise InputError(
            "ce fichier n’est pas une image que l’on sait lire.",
            remedy="Enregistrez-le en JPEG, PNG ou WebP.",
            at=at,
        ) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise _damaged(shown) from error
    if image.width * image.height > MAX_PIXELS:
        image.close()
        raise _too_large(shown, image.width, image.height)
    if max(image.size) > MAX_SIDE:
        image.close()
        raise _too_long(shown, image.width, image.height)
    return image


def _too_large(shown: str, width: int = 0, height: int = 0) -> InputError:
    size = f" ({width} × {height} points)" if width else ""
    return InputError(
        f"cette image est trop grande{size} : au plus 20 millions de points.",
        remedy="Réduisez-la, par exemple à 2 000 points de large.",
        at=Place(shown),
    )


def _too_long(shown: str, width: int, height: int) -> InputError:
    return InputError(
        f"cette image est trop longue ({width} × {height} points) : au plus 16 383 de côté.",
        remedy="Coupez-la en plusieurs.",
        at=Place(shown),
    )


def _damaged(shown: str) -> InputError:
    return InputError(
        "cette image est abîmée : elle ne s’ouvre pas jusqu’au bout.",
        remedy="Reprenez l’original, ou enregistrez-la de nouveau.",
        at=Place(shown),
    )


def _plain(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return pixels in sRGB, with transparency only where there is some."""
    clear = image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info
    if clear:
        rgba = _in_srgb(image.convert("RGBA"), profile)
        alpha: Any = rgba.getchannel("A").getextrema()
        return rgba if alpha[0] < 255 else rgba.convert("RGB")
    if image.mode in DEEP:
        image = _eight_bits(image)
    if image.mode in ("P", "1"):
        image = image.convert("RGB")
    return _in_srgb(image, profile).convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if not profile:
        return image
    try:
        converted = ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGBA" if image.mode == "RGBA" else "RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a broken profile: show the numbers as they are
    return converted or image


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return a deep grey image in eight bits: Pillow alone would cut off all that is not black.

    A 32-bit image tells no range of its own: its lightest point is taken for white.
    """
    whole = image.convert("I") if image.mode != "F" else image
    highest: Any = whole.getextrema()
    top = 65535 if image.mode.startswith("I;16") else max(float(highest[1]), 1.0)
    top = 65535 if image.mode == "I" and 255 < top <= 65535 else top
    return whole.convert("F").point(lambda value: value * (255 / top)).convert("L")


def _widths(width: int) -> list[int]:
    """Return the widths to make: never larger than the original, which ends the list if small.

    >>> _widths(300), _widths(960), _widths(1200), _widths(5000)
    ([300], [480, 960], [480, 960, 1200], [480, 960, 1600])
    """
    smaller = [w for w in WIDTHS if w < width * 0.85]
    return [*smaller, min(width, WIDTHS[-1])] if width < WIDTHS[-1] / 0.85 else list(WIDTHS)


def _variant(
    image: Image.Image, kind: str, extension: str, rights: Rights, **options: Any
) -> Variant:
    out = io.BytesIO()
    image.save(out, kind, **options | rights.options(kind))
    return Variant(
        width=image.width, height=image.height, extension=extension, content=out.getvalue()
    )
