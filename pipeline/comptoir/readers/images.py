"""Read content/images: each file, its entry in the register as written, and the pages that show it.

The register is read entry by entry: one incomplete entry does not lose the others.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from comptoir.errors import InputError, Place
from comptoir.readers.exif import is_photo, tells_where
from comptoir.readers.files import printable
from comptoir.readers.toml import line_numbers, read_toml
from comptoir.rules.surfaces import Picture
from comptoir.site.component_kinds import composed
from comptoir.site.figures import image_uses
from comptoir.site.register import ImageEntry, Release
from comptoir.site.source import SourcePage

FOLDER = "content/images"
REGISTER = f"{FOLDER}/register.toml"
M = TypeVar("M", bound=BaseModel)
Used = Mapping[str, Sequence[tuple[str, int]]]


def read_pictures(root: Path, pages: Iterable[SourcePage], *, today: date) -> list[Picture]:
    """Return every image that is there, recorded or used."""
    read = _register(root)
    if read is None:  # said when the content is read
        return []
    data, lines = read
    files = {
        composed(printable(path.relative_to(root / FOLDER).as_posix())): path
        for path in sorted((root / FOLDER).rglob("*"))
        if path.is_file() and path.suffix.lower() not in (".toml", ".md") and path.name[0] != "."
    }
    used = used_by(page for page in pages if page.published_on(today))
    return pictures_of(data, today=today, lines=lines, used=used, files=files)


def image_file(root: Path, name: str) -> Path:
    """Return the file of an image; its accents may be written apart, as macOS does."""
    path = root / FOLDER / name
    if path.exists() or name.isascii():
        return path
    return root / FOLDER / unicodedata.normalize("NFD", name)


def _register(root: Path) -> tuple[dict[str, Any], dict[str, int]] | None:
    """Return the tables of the register and their lines; None when it cannot be read."""
    path = root / REGISTER
    if not path.is_file():
        return {}, {}
    try:
        data, text = read_toml(path, shown=REGISTER)
    except InputError:
        return None
    return data, {".".join(map(str, key)): line for key, line in line_numbers(text).items()}


def used_by(pages: Iterable[SourcePage]) -> dict[str, list[tuple[str, int]]]:
    """Return the pages that show each image, with the line."""
    found: dict[str, list[tuple[str, int]]] = {}
    for page in pages:
        for use in image_uses(page):
            found.setdefault(use.name, []).append((page.path, use.line))
    return found


def pictures_of(
    data: Mapping[str, Any],
    *,
    today: date,
    lines: Mapping[str, int],
    used: Used,
    files: Mapping[str, Path] | None = None,
) -> list[Picture]:
    recorded = _tables(data.get("images"))
    releases = {
        name: _valid(Release, table) for name, table in _tables(data.get("releases")).items()
    }
    names = sorted({*recorded, *used, *(files or {})})
    return [
        _picture(name, recorded.get(name), releases, today, lines, used, files) for name in names
    ]


def _picture(
    name: str,
    table: Mapping[str, Any] | None,
    releases: Mapping[str, Release | None],
    today: date,
    lines: Mapping[str, int],
    used: Used,
    files: Mapping[str, Path] | None,
) -> Picture:
    path = (files or {}).get(name)
    cited = table.get("releases", ()) if table else ()
    wanted = [str(release) for release in cited] if isinstance(cited, list | tuple) else []
    return Picture(
        name=name,
        path=f"{FOLDER}/{name}",
        today=today,
        exists=files is None or path is not None,
        size=path.stat().st_size if path else 0,
        located=bool(path) and is_photo(name) and tells_where(path) if path else False,
        recorded=table,
        entry=_valid(ImageEntry, table) if table is not None else None,
        releases={release: releases.get(release) for release in wanted},
        lines=lines,
        used_by=tuple(Place(page, line) for page, line in used.get(name, ())),
    )


def _tables(value: Any) -> dict[str, Mapping[str, Any]]:
    rows = value.items() if isinstance(value, dict) else ()
    return {str(name): table for name, table in rows if isinstance(table, dict)}


def _valid(model: type[M], table: Mapping[str, Any]) -> M | None:
    try:
        return model.model_validate(table)
    except ValidationError:
        return None
