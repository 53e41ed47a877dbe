"""Tell what an old site was made with, by what lies in its folder."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from comptoir.errors import InputError, Place
from comptoir.readers.adoption.settings import settings_files

JEKYLL = ("_config.yml", "_config.yaml", "_config.toml")
HUGO = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default")
HUGO_OLD = ("config.toml", "config.yaml", "config.yml", "config.json")
TEXTS = ("*.md", "*.markdown", "*.rst")


class Maker(Enum):
    """What makes sites that can be adopted."""

    PELICAN = "Pelican"
    WORDPRESS = "WordPress"
    HUGO = "Hugo"
    JEKYLL = "Jekyll"


@dataclass(frozen=True, slots=True)
class Found:
    """What was recognised, and the programs that would have to be run to know more."""

    maker: Maker
    path: Path
    programs: tuple[str, ...] = ()


def recognise(path: Path) -> Found:
    """
    Raises:
        InputError: nothing that can be adopted is there.
    """
    at = Place(str(path))
    if path.is_file():
        if path.suffix.lower() in (".xml", ".wxr"):
            return Found(Maker.WORDPRESS, path)
        raise InputError(
            "ce fichier n’est pas un export WordPress (.xml).",
            remedy="Donnez le dossier de l’ancien site, ou l’export fait par WordPress "
            "(Outils, Exporter, Tout le contenu).",
            at=at,
        )
    if not path.is_dir():
        raise InputError("ce dossier n’existe pas.", remedy="Vérifiez son chemin.", at=at)
    if names := settings_files(path):
        return Found(Maker.PELICAN, path, tuple(names))
    if any((path / name).is_file() for name in JEKYLL) or (path / "_posts").is_dir():
        return Found(Maker.JEKYLL, path)
    if any((path / name).exists() for name in HUGO) or (
        (path / "content").is_dir() and any((path / name).is_file() for name in HUGO_OLD)
    ):
        return Found(Maker.HUGO, path)
    return Found(_by_texts(path, at), path)


def _by_texts(path: Path, at: Place) -> Maker:
    """A folder of texts alone: those of Pelican start with `Title:`, the others with a fence."""
    texts = (text for pattern in TEXTS for text in sorted(path.rglob(pattern)) if text.is_file())
    first = next((t for t in texts if not t.name.casefold().startswith(("readme", "."))), None)
    if first is None:
        raise InputError(
            "aucun texte à reprendre n’est dans ce dossier.",
            remedy="Donnez le dossier d’un site Pelican, Hugo ou Jekyll, ou un export WordPress.",
            at=at,
        )
    try:
        head = first.read_bytes()[:10].lstrip(b"\xef\xbb\xbf")
    except OSError:
        head = b""
    return Maker.HUGO if head.startswith((b"---", b"+++", b"{")) else Maker.PELICAN
