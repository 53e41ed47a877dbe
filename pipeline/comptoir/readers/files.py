"""Read a text file and refuse, in French, what is not one."""

import hashlib
from pathlib import Path

from comptoir.errors import InputError, Place
from comptoir.errors.french import os_error

HUGE = 50_000_000  # bytes; no settings or page file comes near


def printable(name: str) -> str:
    """Return a file name as it can be written, whatever bytes the disk holds.

    >>> printable("caf\\udce9.md")
    'caf?.md'
    """
    return name.encode("utf-8", "replace").decode()


def is_unchanged(path: Path, sha256: str) -> bool:
    """Whether a file is there, the same to the byte as when its digest was taken."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


def read_text(path: Path, *, shown: str = "") -> str:
    """Return the text of a UTF-8 file, with or without BOM, its line ends as they are.

    Args:
        path: the file.
        shown: its name in messages; its path by default.
    """
    at = Place(shown or str(path))
    try:
        if path.stat().st_size > HUGE:
            raise InputError("ce fichier est trop gros.", remedy="Découpez-le.", at=at)
        raw = path.read_bytes()
    except OSError as error:
        raise os_error(error) from error
    if b"\0" in raw:
        raise InputError(
            "ce n’est pas un fichier de texte.", remedy="Donnez un fichier de texte.", at=at
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(
            "ce fichier n’est pas en UTF-8.",
            remedy="Enregistrez-le en « Unicode (UTF-8) » dans votre éditeur.",
            at=Place(at.path, line),
        ) from error
