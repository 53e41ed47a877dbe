"""A logo made small, or refused when it could do harm."""

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image

from comptoir.readers.drawings import read_drawing
from comptoir.website import shrink
from comptoir.website.logo import Mark
from comptoir.website.pictures import SOURCES

TALLEST = 192  # pixels of a painted logo: four times the height it is shown at


@lru_cache(maxsize=8)
def made(path: Path, name: str, _changed: int) -> Mark:
    shown = f"{SOURCES}/{path.name}"
    if path.suffix.lower() == ".svg":
        content, width, height = read_drawing(path, shown=shown)
        return Mark(name=f"{name}.svg", content=content, width=width, height=height)
    shrink.size_of(path, shown=shown)
    with Image.open(path) as opened:
        small = opened.convert("RGBA")
    small.thumbnail((TALLEST * 8, TALLEST), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return Mark(name=f"{name}.png", content=out.getvalue(), width=small.width, height=small.height)
