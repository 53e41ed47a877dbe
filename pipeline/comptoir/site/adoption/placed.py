"""An old page or file, and the place it has in the project."""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from comptoir.site.adoption.model import OldFile, OldKind, OldLink, OldPage, Remark
from comptoir.site.source import PageKind

IMAGES = "content/images"
FILES = "content/fichiers"
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".bmp", ".tif",
                      ".tiff"})  # fmt: skip
KINDS = {OldKind.PAGE: PageKind.PAGE, OldKind.ARTICLE: PageKind.NEWS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An old page, where it goes, and its text with every link to what was adopted."""

    old: OldPage
    path: str
    slug: str
    url: str
    aliases: tuple[str, ...] = ()
    queries: tuple[str, ...] = ()  # old addresses that are a question, as /?p=12
    image: str = ""
    body: str = ""
    home: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedFile:
    """An old file and where it goes."""

    old: OldFile
    path: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    pages: tuple[Placed, ...]
    files: tuple[PlacedFile, ...]
    remarks: tuple[Remark, ...]
    alts: Mapping[str, str] = field(default_factory=dict)  # image path → what pages say of it
    menu: tuple[OldLink, ...] = ()  # with the new addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What the project holds already, and is not ours to change."""

    paths: Collection[str] = ()
    urls: Collection[str] = ()
    home: bool = False
    legal: Collection[str] = ()  # addresses of its legal pages


def fold_path(path: str) -> str:
    """A disk that ignores case or accents' form must not merge two files."""
    return unicodedata.normalize("NFC", path).casefold()
