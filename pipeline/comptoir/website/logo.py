"""The logo that `comptoir.toml` names: read, refused when it could do harm, made small."""

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image

from comptoir.errors import InputError, Place
from comptoir.readers.drawings import read_drawing
from comptoir.settings.look import Logo
from comptoir.website import shrink
from comptoir.website.darkroom import SOURCES

TALLEST = 192  # pixels of a painted logo: four times the height it is shown at


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A logo ready to be published."""

    name: str  # of the file, under theme/
    content: bytes
    width: int
    height: int


def marks(root: Path, logo: Logo | None) -> dict[str, Mark]:
    """Return the logo, and the one for dark backgrounds, by the key that names each.

    Raises:
        InputError: the file does not exist, cannot be read, or an SVG that does more than draw.
    """
    if logo is None:
        return {}
    told = {"file": logo.file} | ({"dark": logo.dark} if logo.dark else {})
    return {key: _mark(root, key, name) for key, name in told.items()}


def _mark(root: Path, key: str, name: str) -> Mark:
    path = root / SOURCES / name
    if not path.is_file():
        raise InputError(
            f"{name} n’est pas dans {SOURCES}.",
            remedy="Placez-y le fichier du logo, ou corrigez son nom.",
            at=Place("comptoir.toml", field=f"logo.{key}"),
        )
    return _read(path, f"logo{'-sombre' if key == 'dark' else ''}", path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(path: Path, name: str, _changed: int) -> Mark:
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
