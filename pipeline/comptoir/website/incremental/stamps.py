"""How files stand, told without reading them: size, time of change, number on the disk."""

import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from comptoir.resources import PACKAGE, shipped_theme

CODE = PACKAGE
RECENT, COARSE = 100_000_000, 2_500_000_000  # ns: a file changed so near to a look may change again
INPUTS = ("comptoir.toml", "content", "legal", "theme")
LEFT_OUT = frozenset({"__pycache__", ".git", "node_modules"})


class Stamp(NamedTuple):
    """A file as the disk tells it."""

    size: int
    changed: int  # ns since 1970
    number: int  # inode

    def sure(self, looked: int) -> bool:
        """Whether no later change can hide behind the same stamp, given when it was looked at."""
        whole_seconds = self.changed % 1_000_000_000 == 0
        return self.changed < looked - (COARSE if whole_seconds else RECENT)


def stamp_of(told: os.stat_result) -> Stamp:
    return Stamp(told.st_size, told.st_mtime_ns, told.st_ino)


def walk(folder: str, start: str = "") -> Iterator[tuple[str, Stamp]]:
    """Yield every file under a folder, by its path from there, links followed to files alone."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        try:
            if entry.is_dir():
                if entry.is_symlink():  # it is not read, and it is told
                    yield f"{start}{entry.name}", Stamp(0, 0, 0)
                elif entry.name not in LEFT_OUT:
                    yield from walk(entry.path, f"{start}{entry.name}/")
            elif entry.is_file():
                yield f"{start}{entry.name}", stamp_of(entry.stat())
            else:
                yield f"{start}{entry.name}", Stamp(0, 0, 0)  # a link to nothing, a pipe
        except OSError:
            continue


def inputs(root: Path) -> dict[str, Stamp]:
    """Return how the files that a build reads stand, by their path in the project."""
    found: dict[str, Stamp] = {}
    for name in INPUTS:
        path = os.path.join(root, name)  # noqa: PTH118 — thousands of files: strings are enough
        if os.path.isdir(path):  # noqa: PTH112
            found.update(walk(path, f"{name}/"))
        elif os.path.isfile(path):  # noqa: PTH113
            found[name] = stamp_of(os.stat(path))  # noqa: PTH116
    shipped = shipped_theme()
    if shipped.resolve() != (root / "theme").resolve():
        found.update((f"!theme/{name}", stamp) for name, stamp in walk(str(shipped)))
    return found


def looked_into(root: Path) -> dict[str, Stamp]:
    """Return how the files stand that the rules read beside those of the site."""
    found = dict(walk(str(root / "contacts"), "contacts/"))
    for entry in os.scandir(root):
        if entry.is_file():
            found[entry.name] = stamp_of(entry.stat())
    for folder in (root, *root.parents):  # what Git keeps, and what it is told to leave
        if (folder / ".git").exists():
            for name in (".git/index", ".git/info/exclude", ".gitignore"):
                path = folder / name
                if path.is_file():
                    found[os.path.relpath(path, root)] = stamp_of(path.stat())
            break
    return found


def place(root: Path, name: str) -> Path:
    """Return the file that a name of `inputs` stands for."""
    if name.startswith("!theme/"):
        return shipped_theme() / name.removeprefix("!theme/")
    return root / name


def code() -> str:
    """Return a sum of the program and of its libraries: another one remembers nothing of ours."""
    told = [sys.version, sys.platform]
    told += (f"{n} {s}" for n, s in sorted(walk(str(CODE))) if n.endswith((".py", ".po", ".mo")))
    for name in ("pelican", "pydantic"):  # wherever libraries are: each version has its folder
        spec = find_spec(name)
        if spec and spec.origin:
            told += sorted(
                entry.name
                for entry in os.scandir(Path(spec.origin).parents[1])
                if entry.name.endswith((".dist-info", ".egg-link", ".egg-info"))
            )
    return sum_of("\n".join(told))


def sum_of(*told: str | bytes) -> str:
    """Return a short sum of some texts, which depends on where each ends.

    >>> sum_of("ab", "c") == sum_of("a", "bc")
    False
    """
    raws = [t if isinstance(t, bytes) else t.encode("utf-8", "surrogatepass") for t in told]
    lengths = ",".join([str(len(raw)) for raw in raws]).encode()
    return sha256(b"\0".join([lengths, *raws])).hexdigest()[:32]


class Files:
    """The sums of files, read again only when their stamps moved or cannot be trusted."""

    def __init__(
        self, root: Path, known: Mapping[str, tuple[Stamp, str, bool]], *, checked: bool = False
    ) -> None:
        """Look at the files.

        Args:
            root: the project.
            known: what was known of them.
            checked: whether the rules read them too, which look further than the site.
        """
        self.root = root
        self._had = known
        self.known = dict(known)  # stamp, sum, whether the stamp may be trusted alone
        self.looked = time.time_ns()
        self.stamps = inputs(root)
        if checked:
            self.stamps |= looked_into(root)

    def changed(self) -> list[str]:
        """Return the files that came, went, or hold something else, in order."""
        gone = self.known.keys() - self.stamps.keys()
        moved = (n for n in self.stamps if n not in self.known or self._moved(n))
        return sorted({*gone, *moved})

    def _moved(self, name: str) -> bool:
        stamp, had, trusted = self.known[name]
        if trusted and stamp == self.stamps[name]:
            return False
        return self._read(name) != had

    def sum(self, name: str) -> str:
        """Return the sum of a file; nothing when it cannot be read."""
        known, stamp = self.known.get(name), self.stamps.get(name)
        if known and stamp and known[2] and known[0] == stamp:
            return known[1]
        return self._read(name)

    def _read(self, name: str) -> str:
        try:
            told = sum_of(place(self.root, name).read_bytes())
        except OSError:
            told = ""
        if name in self.stamps:
            stamp = self.stamps[name]
            self.known[name] = (stamp, told, stamp.sure(self.looked))
        return told

    def rows(self) -> Iterable[tuple[str, int, int, int, str, bool]]:
        """Return what is to be remembered of the files that moved."""
        for name in self.stamps:
            told = self.sum(name)
            stamp, _, trusted = self.known.get(name, (self.stamps[name], told, False))
            if self._had.get(name) != (stamp, told, trusted):
                yield name, *stamp, told, trusted

    @property
    def gone(self) -> set[str]:
        return self._had.keys() - self.stamps.keys()
