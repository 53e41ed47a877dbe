"""The files of an old site: those inside it, of a size one can read, and no others."""

import hashlib
import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from comptoir.errors import Place
from comptoir.readers.encodings import examine
from comptoir.site.adoption.model import Remark, Topic

LARGEST_TEXT = 5_000_000  # bytes
LARGEST_FILE = 100_000_000
MOST = 200_000  # files
SKIPPED = frozenset(
    {".git", ".hg", ".svn", ".github", "node_modules", "__pycache__", ".venv", "venv", ".tox",
     ".idea", ".vscode", "vendor", ".sass-cache", ".jekyll-cache", ".hugo_build.lock", "_site"}
)  # fmt: skip
JUNK = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


class RejectedError(ValueError):
    """A file cannot be taken; the message says why, in French."""


@dataclass(slots=True)
class Tree:
    """A folder, and what had to be left out of it."""

    root: Path
    remarks: list[Remark] = field(default_factory=list)

    def files(self, folder: str = "", *, skipped: Collection[str] = ()) -> Iterator[str]:
        """Yield the paths of regular files, from the root, in a stable order."""
        top = self.root / folder
        if not self._inside(top):
            self._left(folder, "ce dossier est hors de l’ancien site.")
            return
        count = 0
        for here, folders, names in os.walk(top, onerror=self._closed):
            above = Path(here)
            folders[:] = sorted(
                name for name in folders
                if name not in SKIPPED and (above / name).relative_to(self.root).as_posix()
                not in skipped and not self._link_out(above / name, folder=True)
            )  # fmt: skip
            for name in sorted(names):
                path = above / name
                if name.casefold() in JUNK or not self._regular(path):
                    continue
                count += 1
                if count > MOST:
                    self._left(folder, f"il y a plus de {MOST} fichiers : la suite est laissée.")
                    return
                yield path.relative_to(self.root).as_posix()

    def _closed(self, error: OSError) -> None:
        self._left(self.shown(Path(str(error.filename))), "ce dossier ne se lit pas.")

    def _link_out(self, path: Path, *, folder: bool) -> bool:
        if not path.is_symlink():
            return False
        out = not self._inside(path)
        what = "ce dossier est un lien" if folder else "ce fichier est un lien"
        where = " qui mène hors de l’ancien site" if out else ""
        if out or folder:
            self._left(self.shown(path), f"{what}{where}.")
        return out or folder

    def _regular(self, path: Path) -> bool:
        if self._link_out(path, folder=False):
            return False
        try:
            mode = path.stat().st_mode
        except OSError:
            self._left(self.shown(path), "ce fichier ne se lit pas.")
            return False
        if not stat.S_ISREG(mode):
            self._left(self.shown(path), "ce n’est pas un fichier ordinaire.")
            return False
        try:
            path.name.encode("utf-8")
        except UnicodeEncodeError:
            self._left(self.shown(path), "son nom n’est pas en UTF-8.")
            return False
        return True

    def _inside(self, path: Path) -> bool:
        try:
            return path.resolve().is_relative_to(self.root.resolve())
        except (OSError, RuntimeError):
            return False

    def shown(self, path: Path) -> str:
        name = path.relative_to(self.root).as_posix()
        return name.encode("utf-8", "replace").decode("utf-8")

    def _left(self, shown: str, why: str) -> None:
        self.remarks.append(Remark(Topic.FILE, why, at=Place(shown or str(self.root.name))))

    def left(self, path: str, why: str) -> None:
        self._left(path, why)

    def exists(self, path: str) -> bool:
        full = self.root / path
        return self._inside(full) and full.is_file()

    def text(self, path: str) -> str:
        """Return the text of a file, whatever its encoding.

        Raises:
            RejectedError: it is no text, or far too long.
        """
        full = self.root / path
        if not self._inside(full):
            raise RejectedError("ce fichier est hors de l’ancien site")
        try:
            size = full.stat().st_size
            raw = full.read_bytes() if size <= LARGEST_TEXT else b""
        except OSError as error:
            raise RejectedError("ce fichier ne se lit pas") from error
        if size > LARGEST_TEXT:
            raise RejectedError("ce fichier est démesuré pour un texte")
        if not raw.strip():
            raise RejectedError("ce fichier est vide")
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = self._otherwise(full, path, raw)
        if "\0" in text:
            raise RejectedError("ce n’est pas du texte")
        return text

    def _otherwise(self, full: Path, path: str, raw: bytes) -> str:
        encoding = examine(full).encoding
        if encoding is None:
            raise RejectedError("ce n’est pas du texte")
        said = f"il n’est pas en UTF-8 : lu comme {encoding.french}."
        self.remarks.append(Remark(Topic.PAGE, said, "Relisez ses accents.", Place(path)))
        return raw.decode(encoding.codec, "replace")

    def digest(self, path: str) -> str:
        """Return the SHA-256 of a file's content.

        Raises:
            RejectedError: it is empty, too big, or cannot be read.
        """
        full = self.root / path
        if not self._inside(full):
            raise RejectedError("ce fichier est hors de l’ancien site")
        try:
            size = full.stat().st_size
            if size > LARGEST_FILE:
                raise RejectedError("ce fichier est trop gros pour un dépôt")
            if not size:
                raise RejectedError("ce fichier est vide")
            with full.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise RejectedError("ce fichier ne se lit pas") from error
