"""Folders and files that only their owner may open: 0700 and 0600.

The one seam of modes. It is no part of `store`: the website and the channels write privately too,
and must not load the base's library for it.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from comptoir.errors.french import os_error


def private_folder(path: Path) -> Path:
    """Make a folder, and its parents, closed to others."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.stat().st_mode & 0o077:
            path.chmod(0o700)
    except OSError as error:
        raise os_error(error) from error
    return path


def private_file(path: Path) -> Path:
    """Make an empty file closed to others, or close the one that is there."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        path.chmod(0o600)
    except OSError as error:
        raise os_error(error) from error
    return path


def write_private(path: Path, content: bytes) -> Path:
    """Write a file closed to others, whole or not at all."""
    with private_output(path) as out:
        out.write(content)
    return path


@contextmanager
def private_output(path: Path) -> Iterator[BinaryIO]:
    """Open a file closed to others, which is there once all of it is written, or not at all."""
    private_folder(path.parent)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as out:
                yield out
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise os_error(error) from error


def write_new(path: Path, content: bytes) -> Path:
    """Write a new file closed to others, in a folder that stays as it is; never over another."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(content)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise os_error(error) from error
    return path
