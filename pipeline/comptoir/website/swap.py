"""Write a folder beside the old one, then put it in its place: never half a site."""

import fcntl
import filecmp
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from comptoir.errors import InputError, Place, RefusedError
from comptoir.errors.french import os_error

MARK = ".comptoir"  # says that this folder is ours to replace
MARK_TEXT = "Ce dossier est écrit par « comptoir site build » : chaque construction le remplace.\n"


@dataclass(frozen=True, slots=True)
class Places:
    """Where a build writes."""

    output: Path

    @property
    def new(self) -> Path:
        return self.output.with_name(f".{self.output.name}.nouveau")

    @property
    def old(self) -> Path:
        return self.output.with_name(f".{self.output.name}.ancien")


def refuse_stranger(output: Path, root: Path) -> None:
    """Refuse to replace a folder that no build made."""
    resolved, project = output.resolve(), root.resolve()
    if resolved == project or project.is_relative_to(resolved):
        raise InputError(
            "le site ne peut pas s’écrire par-dessus le projet.",
            remedy="Choisissez un autre dossier avec --output.",
            at=Place(str(output)),
        )
    if not output.exists():
        return
    if not output.is_dir():
        raise InputError(
            "c’est un fichier, un dossier est attendu.",
            remedy="Choisissez un autre dossier avec --output.",
            at=Place(str(output)),
        )
    if any(output.iterdir()) and not (output / MARK).is_file():
        raise InputError(
            "ce dossier n’est pas vide, et Comptoir ne l’a pas écrit.",
            remedy="Videz-le, ou choisissez-en un autre avec --output.",
            at=Place(str(output)),
        )


@contextmanager
def fresh_folder(output: Path) -> Iterator[Path]:
    """Give an empty folder beside the output, and take it away again if it is still there.

    Raises:
        RefusedError: another build is writing to the same place.
    """
    places = Places(output)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(output.parent, os.O_RDONLY)  # a folder can be locked: no file is left
    except OSError as error:
        raise os_error(error) from error
    try:
        _lock(lock)  # before all else: what is there may be another build's
    except RefusedError:
        os.close(lock)
        raise
    try:
        _recover(places)
        places.new.mkdir()
        yield places.new
    except OSError as error:
        raise os_error(error) from error
    finally:
        shutil.rmtree(places.new, ignore_errors=True)
        os.close(lock)


def _lock(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise RefusedError(
            "une autre construction du site est en cours.", remedy="Attendez qu’elle finisse."
        ) from None


def _recover(places: Places) -> None:
    """Mend what a build killed in the middle may have left."""
    if places.old.exists() and not places.output.exists():
        places.old.rename(places.output)
    for leftover in (places.new, places.old):
        if leftover.exists():
            shutil.rmtree(leftover)


def put_in_place(new: Path, output: Path) -> None:
    """Swap the folders: between the two renames nothing is lost, and the next build mends it."""
    places = Places(output)
    (new / MARK).write_text(MARK_TEXT, "utf-8")
    if output.exists():
        output.rename(places.old)
    new.rename(output)
    shutil.rmtree(places.old, ignore_errors=True)


def compare(new: Path, output: Path) -> tuple[int, tuple[str, ...]]:
    """Return how many files there are, and those that differ from the published ones."""
    made = {path.relative_to(new) for path in new.rglob("*") if path.is_file()}
    had = (
        {path.relative_to(output) for path in output.rglob("*") if path.is_file()} - {Path(MARK)}
        if output.is_dir()
        else set()
    )
    same = {p for p in made & had if filecmp.cmp(new / p, output / p, shallow=False)}
    return len(made), tuple(sorted(path.as_posix() for path in (made | had) - same))
