"""Messages kept in files: one (.eml), a folder of them, an mbox, a Maildir.

They are read one by one, and of each no more than `MOST`: what failed is said at its beginning,
and a message of 50 MB costs no more memory than another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from comptoir.errors import InputError, Place
from comptoir.errors.french import os_error

MOST = 2 * 1024 * 1024  # bytes of a message
LINE = 1 << 16
SUFFIXES = frozenset({".eml", ".msg", ".mail", ".txt", ""})


@dataclass(frozen=True, slots=True)
class Kept:
    """A message as a mailbox keeps it."""

    name: str  # where it was: a file, with its rank in an mbox
    raw: bytes
    size: int

    @property
    def whole(self) -> bool:
        return self.size == len(self.raw)


def messages(path: Path) -> Iterator[Kept]:
    """Yield the messages of a file or of a folder, in a stable order.

    Raises:
        InputError: there is no such path, or nothing there is a message.
    """
    try:
        if path.is_dir():
            yield from _folder(path)
        elif _starts(path) == b"From ":
            yield from _mbox(path)
        else:
            yield _file(path)
    except FileNotFoundError as error:
        raise InputError("ce fichier n’existe pas.", at=Place(str(path))) from error
    except OSError as error:
        raise os_error(error) from error


def _starts(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(5)


def _folder(path: Path) -> Iterator[Kept]:
    kept = [path / name for name in ("new", "cur") if (path / name).is_dir()]
    found = [file for folder in kept for file in sorted(folder.iterdir()) if file.is_file()]
    if not kept:
        found = [f for f in sorted(path.iterdir()) if f.is_file() and f.suffix.lower() in SUFFIXES]
    if not kept and not found:
        raise InputError(
            "ce dossier ne contient aucun message.",
            remedy="Donnez un dossier de fichiers .eml, un Maildir, un fichier .eml ou mbox.",
            at=Place(str(path)),
        )
    for file in found:
        yield from _mbox(file) if _starts(file) == b"From " and not kept else [_file(file)]


def _file(path: Path) -> Kept:
    with path.open("rb") as file:
        return Kept(path.name, file.read(MOST), path.stat().st_size)


def _mbox(path: Path) -> Iterator[Kept]:
    """Cut an mbox at the lines « From » that follow a blank one."""
    lines: list[bytes] = []
    size = held = rank = 0
    blank, opened = True, False
    with path.open("rb") as file:
        while line := file.readline(LINE):
            if blank and line.startswith(b"From "):
                if opened:
                    yield Kept(f"{path.name} n° {rank}", b"".join(lines), size)
                lines, size, held, rank, opened, blank = [], 0, 0, rank + 1, True, False
                continue
            if line.startswith(b">From "):
                line = line[1:]
            size += len(line)
            if held < MOST:
                lines.append(line)
                held += len(line)
            blank = line in (b"\n", b"\r\n")
    if opened:
        yield Kept(f"{path.name} n° {rank}", b"".join(lines), size)
