"""Names and files that are not right: in the archive of the house, or in any folder."""

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from comptoir.context import Context
from comptoir.desk.documents import house
from comptoir.desk.documents.finding import place
from comptoir.desk.documents.kept import kept_files
from comptoir.desk.filing import FOLDER, PROVISIONAL
from comptoir.documents.naming import Grammar
from comptoir.errors import InputError, Place
from comptoir.errors.french import os_error
from comptoir.readers.files import is_unchanged
from comptoir.store import reading

IGNORED = frozenset({"thumbs.db", "desktop.ini"})  # what systems leave behind


@dataclass(frozen=True, slots=True, kw_only=True)
class Misnamed:
    """A file whose name is not of the grammar, and the name that would be."""

    path: str
    faults: tuple[str, ...]
    proposed: str
    renamed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """A file of the archive that is not what it was."""

    path: str
    reference: str
    found: str
    remedy: str


def archive(ctx: Context) -> list[Defect]:
    """Compare the archive with its register: what is missing, changed, or not there."""
    with reading(ctx) as db:
        known = kept_files(db)
    defects = []
    for path, (reference, digest) in sorted(known.items()):
        there = place(ctx, path)
        if not there.is_file():
            defects.append(Defect(path=path, reference=reference, found="le fichier manque",
                                  remedy="Reprenez-le d’une sauvegarde."))  # fmt: skip
        elif digest and not is_unchanged(there, digest):
            defects.append(Defect(path=path, reference=reference,
                                  found="le fichier a changé depuis qu’il est classé",
                                  remedy="Reprenez l’original d’une sauvegarde ; une nouvelle "
                                  "version s’ajoute avec --remplace."))  # fmt: skip
    root = ctx.var / FOLDER
    for there in _files(root):
        path = there.relative_to(root).as_posix()
        if path not in known and not path.endswith(PROVISIONAL):
            defects.append(
                Defect(
                    path=path,
                    reference="",
                    found="ce fichier n’est pas au registre",
                    remedy="Classez-le : comptoir document ajouter, puis ôtez-le d’ici.",
                )
            )
    return defects


def folder(ctx: Context, root: Path, *, fix: bool) -> list[Misnamed]:
    """Judge the names of a folder that the house did not make; rename them when asked.

    Raises:
        InputError: the folder does not exist, or is the archive of the house.
    """
    if not root.is_dir():
        raise InputError("ce dossier n’existe pas.", at=Place(str(root)))
    if root.resolve().is_relative_to((ctx.var / FOLDER).resolve()):
        raise InputError(
            "les documents classés gardent leur nom : il est au registre.",
            remedy="Sans dossier, « document nommer » compare l’archive et son registre.",
            at=Place(str(root)),
        )
    grammar = house.grammar(ctx)
    taken: dict[Path, set[str]] = {}
    found = []
    for there in _files(root):
        names = taken.setdefault(there.parent, {path.name for path in there.parent.iterdir()})
        if faults := tuple(_faults(grammar, there.name)):
            proposed = _free(grammar.proposed(there.name, modified=_modified(there)), names)
            names.add(proposed)
            if fix:
                _rename(there, there.with_name(proposed))
            found.append(Misnamed(path=there.relative_to(root).as_posix(), faults=faults,
                                  proposed=proposed, renamed=fix))  # fmt: skip
    return found


def _faults(grammar: Grammar, name: str) -> Iterator[str]:
    if unicodedata.normalize("NFC", name) != name:
        yield "ses accents sont décomposés (nom écrit par un Mac)"
    yield from grammar.faults(name)


def _free(name: str, taken: set[str]) -> str:
    stem, dot, suffix = name.rpartition(".")
    number, free = 2, name
    while free in taken:
        free = f"{stem}-{number}{dot}{suffix}"
        number += 1
    return free


def _modified(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()


def _rename(old: Path, new: Path) -> None:
    try:
        os.link(old, new)  # refuses to write over another, which rename does not
        old.unlink()
    except OSError as error:
        raise os_error(error) from error


def _files(root: Path) -> list[Path]:
    return sorted(
        path for path in root.rglob("*")
        if path.is_file() and not path.is_symlink()
        and not any(part.startswith(".") for part in path.relative_to(root).parts)
        and path.name.lower() not in IGNORED
    )  # fmt: skip
