"""One at a time: locks that the system drops by itself when their holder dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from comptoir.errors import RefusedError
from comptoir.errors.french import os_error


def lock_or_refuse(handle: int, found: str, *, remedy: str) -> None:
    """Lock an open file or folder.

    Raises:
        RefusedError: somebody holds it.
    """
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise RefusedError(found, remedy=remedy) from None


@contextmanager
def locked_folder(folder: Path, found: str) -> Iterator[None]:
    """Hold a folder alone. It is locked itself, so that no file is left.

    What is to be undone at the end belongs inside: who is refused undoes nothing of the holder's.

    Args:
        folder: one that exists.
        found: what to say to whoever comes second.

    Raises:
        RefusedError: somebody holds it.
    """
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise os_error(error) from error
    try:
        lock_or_refuse(handle, found, remedy="Attendez qu’elle finisse.")
        yield
    finally:
        os.close(handle)
