"""What a publication changes, and what every place can do."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from comptoir.website.swap import MARK


@dataclass(frozen=True, slots=True)
class Changes:
    """Files of the site that come, change and go."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.added) + len(self.changed) + len(self.removed)


class Target(Protocol):
    """A place that a site can be sent to."""

    @property
    def shown(self) -> str:
        """Its name in messages, without any password."""

    def changes(self, site: Path) -> Changes:
        """Say what sending this folder would change; change nothing."""

    def send(self, site: Path) -> None:
        """Put the site there, the switch last.

        Raises:
            OutsideError: the place cannot be reached or written; what was there is still there.
        """


def site_files(site: Path) -> list[str]:
    """Return the files to publish, in order: all but the mark of our own folders."""
    paths = (p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    return sorted(path for path in paths if path != MARK)


def digests(site: Path) -> dict[str, str]:
    return {
        path: hashlib.sha256((site / path).read_bytes()).hexdigest() for path in site_files(site)
    }


def compared(new: Mapping[str, str], old: Mapping[str, str]) -> Changes:
    """
    >>> compared({"a": "1", "b": "2"}, {"b": "3", "c": "4"})
    Changes(added=('a',), changed=('b',), removed=('c',))
    """
    return Changes(
        added=tuple(sorted(new.keys() - old.keys())),
        changed=tuple(sorted(p for p in new.keys() & old.keys() if new[p] != old[p])),
        removed=tuple(sorted(old.keys() - new.keys())),
    )
