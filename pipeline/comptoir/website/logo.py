"""The logo that `comptoir.toml` names: read, refused when it could do harm, made small."""

import importlib
from dataclasses import dataclass
from pathlib import Path

from comptoir.errors import InputError, Place
from comptoir.settings.look import Logo
from comptoir.website.pictures import SOURCES


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
    making = importlib.import_module("comptoir.website.logo_made")  # few have one, and it is slow
    named = f"logo{'-sombre' if key == 'dark' else ''}"
    found: Mark = making.made(path, named, path.stat().st_mtime_ns)
    return found
