"""Writing of an adoption: everything in a folder beside, then put in place.

Killed while it prepares, nothing has changed; killed while it puts in place, the next run goes on
from the list that was written before the first move.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from comptoir.errors import RefusedError
from comptoir.errors.french import os_error

STAGE = ".reprise-en-cours"
LIST = "liste.json"


@dataclass(slots=True)
class Stage:
    """What will be in the project, prepared beside it; on a dry run, only its list."""

    root: Path
    dry_run: bool = False
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def write(self, path: str, content: bytes) -> None:
        self.written.append(path)
        if not self.dry_run:
            self._room(path).write_bytes(content)

    def copy(self, source: Path, path: str) -> None:
        self.written.append(path)
        if not self.dry_run:
            shutil.copyfile(source, self._room(path))

    def remove(self, path: str) -> None:
        self.removed.append(path)

    def prepared(self, path: str) -> Path:
        """Return where to read a file of the project: as it will be, or as it is."""
        there = self.root / STAGE / path
        return there if there.is_file() else self.root / path

    def put_in_place(self) -> None:
        if self.dry_run or not (self.written or self.removed):
            return
        told = json.dumps({"written": self.written, "removed": self.removed})
        with self._room(LIST).open("w", encoding="utf-8") as file:
            file.write(told)
            file.flush()
            os.fsync(file.fileno())
        finish(self.root)

    def _room(self, path: str) -> Path:
        target = self.root / STAGE / path
        target.parent.mkdir(parents=True, exist_ok=True)
        return target


@contextmanager
def staged(root: Path, *, dry_run: bool) -> Iterator[Stage]:
    """Give the stage of a run; leave nothing of it behind.

    Raises:
        RefusedError: another adoption is under way.
    """
    try:
        lock = os.open(root, os.O_RDONLY)  # a folder can be locked: no file is left
    except OSError as error:
        raise os_error(error) from error
    try:
        _lock(lock)
        if not dry_run:
            finish(root)
        yield Stage(root, dry_run)
    except OSError as error:
        raise os_error(error) from error
    finally:
        if not (root / STAGE / LIST).is_file():
            shutil.rmtree(root / STAGE, ignore_errors=True)
        os.close(lock)


def _lock(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise RefusedError(
            "une autre reprise est en cours dans ce projet.", remedy="Attendez qu’elle finisse."
        ) from None


def finish(root: Path) -> None:
    """Put in place what an earlier run had prepared whole; forget what it had not."""
    stage = root / STAGE
    if (stage / LIST).is_file():
        told = json.loads((stage / LIST).read_text("utf-8"))
        for path in filter(_inside, told["written"]):
            if (stage / path).is_file():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (stage / path).replace(root / path)
        for path in filter(_inside, told["removed"]):
            (root / path).unlink(missing_ok=True)
    shutil.rmtree(stage, ignore_errors=True)


def _inside(path: str) -> bool:
    """A list that came with someone's repository must not reach out of it."""
    return not Path(path).is_absolute() and ".." not in Path(path).parts
