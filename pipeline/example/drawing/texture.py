"""Paper grain: noise that is the same at every run."""

from functools import cache
from random import Random

from PIL import Image, ImageChops, ImageFilter


@cache
def noise(width: int, height: int, seed: str, blur: float) -> Image.Image:
    """Grey noise around 128, soft enough for JPEG."""
    raw = Image.frombytes("L", (width, height), Random(seed).randbytes(width * height))
    return raw.filter(ImageFilter.GaussianBlur(blur))


def grained(image: Image.Image, *, amount: float, seed: str) -> Image.Image:
    """Lay the grain of a paper over a picture."""
    width, height = image.size
    grain = noise(width, height, seed, 0.9).point(
        [max(0, min(255, round(128 + (n - 128) * amount))) for n in range(256)]
    )
    return ImageChops.add(image, Image.merge("RGB", [grain] * 3), 1, -128)
