"""The files that Git keeps or would keep, among those that an organisation writes."""

import codecs
import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from comptoir.readers.files import printable
from comptoir.rules.surfaces import ProjectFile

FOLDERS = ("content/", "contacts/", "legal/")
HIDDEN = frozenset(
    (".git", ".venv", "node_modules", "output", "var", "dist", "build", "__pycache__")
)
LARGEST = 2_000_000  # bytes read of one file
MARK = "FICTIF"


def project_paths(root: Path) -> Iterator[str]:
    """Yield the files to look into: content, contacts, legal, and those at the root."""
    for path in sorted(set(_tracked(root) or _visible(root))):
        looked_into = path.startswith((*FOLDERS, "var/")) or "/" not in path
        if looked_into and (root / path).is_file():
            yield path


def project_file(root: Path, path: str, *, own: Iterable[str] = ()) -> ProjectFile:
    """Read one of them.

    Args:
        root: the project.
        path: its path from there.
        own: identifiers that the organisation publishes of itself.
    """
    file = root / path
    return ProjectFile(
        path=printable(path), size=file.stat().st_size, text=_text(file), own=tuple(own)
    )


def _tracked(root: Path) -> list[str]:
    """What Git follows or would follow here; nothing when this is no repository."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return []
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=True, timeout=20)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return []
    return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]


def last_commit(root: Path, path: str) -> str:
    """Return the last commit that touched a file; nothing when Git does not say."""
    command = ["git", "log", "-1", "--format=%H", "--", path]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=True, timeout=20)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("ascii", "replace").strip()


def _visible(root: Path) -> list[str]:
    found: list[str] = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in HIDDEN)
        here = Path(folder).relative_to(root)
        found.extend((here / name).as_posix() for name in files)
    return found


def _text(file: Path) -> str:
    if MARK in file.name:
        return ""
    try:
        with file.open("rb") as opened:
            raw = opened.read(LARGEST)
    except OSError:
        return ""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace")
    return "" if b"\0" in raw else raw.decode("utf-8", "replace")
