"""The example organisation, laid out in a folder of its own for the demonstration."""

import shutil
from pathlib import Path

from comptoir.errors import InputError, Place
from comptoir.errors.french import os_error
from comptoir.private import private_folder
from comptoir.resources import EXAMPLE, example_file

MARK = ".demonstration-comptoir"
KEPT = "cache"  # image sizes, made once


def lay_out(folder: Path) -> None:
    """Copy the example into a folder, anew; what the demonstration made there before goes.

    Raises:
        InputError: the folder holds something and the demonstration did not make it.
    """
    try:
        if folder.exists() and any(folder.iterdir()) and not (folder / MARK).is_file():
            raise InputError(
                "ce dossier contient déjà quelque chose, que la démonstration n’a pas fait.",
                remedy="Donnez un autre dossier avec --dir.",
                at=Place(str(folder)),
            )
        private_folder(folder)
        _empty(folder)
        (folder / MARK).write_text("Ce dossier est refait à chaque démonstration.\n", "utf-8")
        for name in EXAMPLE:
            source = example_file(name)
            if source.is_dir():
                shutil.copytree(source, folder / name, dirs_exist_ok=True)
            else:
                shutil.copy(source, folder / name)
    except OSError as error:
        raise os_error(error) from error


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.name == "var":
            for inside in path.iterdir():
                if inside.name != KEPT:
                    _remove(inside)
        elif path.name != MARK:
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
