"""Replace a file at once: a reader sees the old text or the new one, never half of it."""

import os
import tempfile
from pathlib import Path

from comptoir.errors.french import os_error


def replace_bytes(path: Path, content: bytes) -> None:
    """Write a file beside, with the same mode, then put it in the other's place.

    Raises:
        InputError: the folder cannot be written, or the disk is full.
    """
    handle, name = -1, ""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o7777 if path.exists() else 0o644
        Path(name).chmod(mode)
        Path(name).replace(path)
    except OSError as error:
        if name:
            Path(name).unlink(missing_ok=True)
        raise os_error(error) from error
