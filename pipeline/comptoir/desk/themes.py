"""The theme: what is in it, and copying a file of it to change it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from comptoir.context import Context
from comptoir.errors import InputError, Place
from comptoir.errors.french import os_error, unknown
from comptoir.resources import shipped_theme

KINDS = {".html", ".css", ".js", ".svg", ".mjml", ".typ"}


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """A file of the shipped theme."""

    name: str
    own: bool  # the project has its own


def files(ctx: Context) -> list[ThemeFile]:
    """Return the files of the theme that can be changed."""
    shipped, own = shipped_theme(), ctx.root / "theme"
    names = sorted(
        path.relative_to(shipped).as_posix()
        for path in shipped.rglob("*")
        if path.is_file() and path.suffix in KINDS
    )
    apart = own.resolve() != shipped.resolve()
    return [ThemeFile(name, apart and (own / name).is_file()) for name in names]


def eject(ctx: Context, name: str) -> Path:
    """Copy one file of the shipped theme into the project's own.

    Raises:
        InputError: no such file, or the project has it already.
    """
    shipped, own = shipped_theme(), ctx.root / "theme"
    source = (shipped / name).resolve()
    if not source.is_relative_to(shipped.resolve()) or not source.is_file():
        raise unknown("fichier du thème", name, [file.name for file in files(ctx)])
    target = own / name
    if target.exists():
        raise InputError(
            "ce fichier est déjà dans le projet.",
            remedy="Modifiez-le ; effacez-le pour revenir à celui du thème.",
            at=Place(f"theme/{name}"),
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    except OSError as error:
        raise os_error(error) from error
    return target
