"""Notice that a file changed, by looking at times: works on every disk, needs nothing."""

import os
from collections.abc import Iterator
from pathlib import Path

WATCHED = ("content", "legal", "theme", "comptoir.toml")

Snapshot = dict[str, tuple[int, int]]


def snapshot(roots: tuple[Path, ...]) -> Snapshot:
    """Return the time and size of each file."""
    return dict(_stamps(roots))


def _stamps(roots: tuple[Path, ...]) -> Iterator[tuple[str, tuple[int, int]]]:
    for root in roots:
        if root.is_file():
            yield str(root), _stamp(root)
        for folder, folders, files in os.walk(root):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in files:
                path = Path(folder, name)
                if not name.startswith(".") and not name.endswith("~"):
                    yield str(path), _stamp(path)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        told = path.stat()
    except OSError:  # gone between the listing and the look
        return (0, 0)
    return told.st_mtime_ns, told.st_size


def changed(before: Snapshot, after: Snapshot) -> list[str]:
    """Return the files that came, went or changed.

    >>> changed({"a": (1, 1), "b": (1, 1)}, {"a": (2, 1), "c": (1, 1)})
    ['a', 'b', 'c']
    """
    return sorted(path for path in before | after if before.get(path) != after.get(path))
