"""`comptoir new`: a repository of its own, from the skeleton of its kind."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from comptoir import __version__
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.errors import InputError, Place
from comptoir.errors.french import os_error
from comptoir.resources import PACKAGE
from comptoir.settings import Kind
from comptoir.text import on_one_line

STARTER = PACKAGE / "starter"
HIDDEN = {"gitignore": ".gitignore", "gitlab-ci.yml": ".gitlab-ci.yml", "github": ".github"}
EXTRA = ".extra"


@dataclass(frozen=True, slots=True)
class Made:
    """What was created."""

    folder: Path
    files: int


def new(ctx: Context, folder: Path, *, kind: Kind, name: str) -> Made:
    """Write the skeleton of a kind of organisation in an empty or absent folder.

    Raises:
        InputError: the folder holds something, or the name is empty.
    """
    clean = on_one_line(name)
    if not clean:
        raise InputError("Le nom de l’organisation est vide.", remedy="Donnez-le avec --name.")
    try:
        if folder.exists() and any(folder.iterdir()):
            raise InputError(
                "ce dossier n’est pas vide.",
                remedy="Donnez un dossier vide ou qui n’existe pas encore.",
                at=Place(str(folder)),
            )
        files = dict(skeleton(kind, clean, ctx.today))
        for relative, content in files.items():
            path = folder / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    except OSError as error:
        raise os_error(error) from error
    return Made(folder, len(files))


def skeleton(kind: Kind, name: str, today: date) -> Iterator[tuple[str, str]]:
    """Return the path and text of each file of a new repository."""
    texts: dict[str, str] = {}
    for layer in (STARTER / "common", STARTER / kind.value):
        for path in sorted(layer.rglob("*")):
            if not path.is_file() or path.name == "__pycache__" or path.suffix == ".pyc":
                continue
            relative = path.relative_to(layer)
            text = path.read_text("utf-8")
            if EXTRA in relative.suffixes:
                relative = relative.with_name(relative.name.replace(EXTRA, ""))
                text = texts[_shown(relative)] + text
            texts[_shown(relative)] = text
    for relative_name, text in texts.items():
        yield relative_name, fill(text, name=name, today=today, toml=relative_name.endswith("toml"))


def _shown(relative: Path) -> str:
    first, *rest = relative.parts
    return "/".join([HIDDEN.get(first, first), *rest])


def fill(text: str, *, name: str, today: date, toml: bool) -> str:
    """Put the name and the dates in a skeleton file, quoted as its format asks.

    >>> fill('title: "@NAME@"', name='Le « "Phare" »', today=date(2026, 3, 1), toml=False)
    'title: "Le « \\\\"Phare\\\\" »"'
    """
    major = int(__version__.split(".")[0]) + 1
    values = {
        "TODAY": today.isoformat(),
        "TODAY_FR": french_date(today),
        "NEXT_YEAR": f"{today.year + 1}{today:-%m}-01",
        "VERSION": __version__,
        "NEXT_MAJOR": str(major),
    }
    quoted = json.dumps(name, ensure_ascii=False)[1:-1]

    def put(found: re.Match[str]) -> str:
        if found[1] != "NAME":
            return values[found[1]]
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        return quoted if toml or line.count('"') % 2 else name

    return re.sub(r"@(NAME|TODAY|TODAY_FR|NEXT_YEAR|VERSION|NEXT_MAJOR)@", put, text)
