"""Write beside the site, then put in place: the whole folder, or file by file from a journal.

Either way a build that is killed leaves the old site, or one that the next build finishes first.
"""

import filecmp
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from comptoir.errors import InputError, Place
from comptoir.errors.french import os_error
from comptoir.locking import locked_folder

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

    @property
    def journal(self) -> Path:
        return self.output.with_name(f".{self.output.name}.journal")


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
def locked(output: Path) -> Iterator[Places]:
    """Keep other builds away from an output folder, and finish what a killed one had begun.

    Raises:
        RefusedError: another build is writing to the same place.
    """
    places = Places(output)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with locked_folder(output.parent, "une autre construction du site est en cours."):
            _recover(places)
            yield places
    except OSError as error:
        raise os_error(error) from error


@contextmanager
def fresh_folder(output: Path) -> Iterator[Path]:
    """Give an empty folder beside the output, and take it away again if it is still there.

    Raises:
        RefusedError: another build is writing to the same place.
    """
    with locked(output) as places, beside(places) as new:
        yield new


@contextmanager
def beside(places: Places) -> Iterator[Path]:
    """Give the empty folder of a build that holds the lock."""
    places.new.mkdir()
    try:
        yield places.new
    finally:
        if not places.journal.exists():  # what it says is still to be done
            shutil.rmtree(places.new, ignore_errors=True)


def _recover(places: Places) -> None:
    """Mend what a build killed in the middle may have left."""
    if places.old.exists() and not places.output.exists():
        places.old.rename(places.output)
    if places.journal.exists():
        _finish(places)
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


def put_files(places: Places, written: Iterable[str], gone: Iterable[str]) -> None:
    """Put new files in the site and take others away, from a journal that a kill does not lose.

    Every new file is already whole on the same disk: what is left to do takes renames alone.
    """
    told = {"written": sorted(written), "gone": sorted(gone)}
    for name in told["written"]:
        (places.output / name).parent.mkdir(parents=True, exist_ok=True)
    beside = places.new / ".journal"
    beside.write_text(json.dumps(told), "utf-8")
    beside.replace(places.journal)
    _finish(places)


def _finish(places: Places) -> None:
    told = json.loads(places.journal.read_text("utf-8"))
    for name in told["written"]:
        with suppress(FileNotFoundError):  # it was done already
            os.replace(places.new / name, places.output / name)  # noqa: PTH105
    for name in told["gone"]:
        path = places.output / name
        path.unlink(missing_ok=True)
        for folder in path.relative_to(places.output).parents:
            with suppress(OSError):  # it holds other files
                if folder.name:
                    (places.output / folder).rmdir()
    places.journal.unlink()


def differing(new: Path, output: Path, made: Iterable[str], had: Iterable[str]) -> set[str]:
    """Return, of the files made, those that differ from the published ones."""
    known = set(had)
    return {
        name
        for name in made
        if name not in known or not filecmp.cmp(new / name, output / name, shallow=False)
    }
