"""Where a build puts its files: beside the published site, of which some stay as they are."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile, rmtree
from typing import Any


@dataclass(slots=True)
class Shelf:
    """A folder of new files, and the names of published ones that still hold."""

    new: Path
    published: Path
    standing: Mapping[str, Any] = field(default_factory=dict)  # what may be kept, by name
    kept: set[str] = field(default_factory=set)

    def keep(self, name: str) -> bool:
        """Keep a published file that is named by its content; say whether there was one."""
        if name not in self.standing:
            return False
        self.kept.add(name)
        return True

    def has(self, name: str) -> bool:
        return name in self.kept or (self.new / name).is_file()

    def bring(self, name: str) -> None:
        """Let a published file stay, whatever made it."""
        source, target = self.published / name, self.new / name
        if self.has(name) or not source.is_file() or self.keep(name):
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        copyfile(source, target)

    def bring_copy(self, name: str) -> None:
        """Copy what is kept, when the site is to be put in place whole."""
        target = self.new / name
        if not target.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            copyfile(self.published / name, target)

    def empty(self) -> None:
        self.kept.clear()
        for path in self.new.iterdir():
            rmtree(path) if path.is_dir() else path.unlink()

    def written(self) -> set[str]:
        return {p.relative_to(self.new).as_posix() for p in self.new.rglob("*") if p.is_file()}

    @property
    def names(self) -> set[str]:
        """Every file of the site, new or kept."""
        return self.written() | self.kept

    @contextmanager
    def whole(self) -> Iterator[Path]:
        """Give a folder that holds the whole site, to be read: what is kept is linked into it."""
        linked: list[Path] = []
        try:
            for name in self.kept:
                target = self.new / name
                if not target.exists():
                    target.parent.mkdir(parents=True, exist_ok=True)
                    _link(self.published / name, target)
                    linked.append(target)
            yield self.new
        finally:
            for target in linked:
                target.unlink(missing_ok=True)


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:  # a disk without links
        copyfile(source, target)
