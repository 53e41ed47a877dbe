"""Texts put out of the way until they are shown: those of a large site weigh more than the rest."""

import os
import tempfile
from dataclasses import dataclass
from weakref import finalize


class Drawer:
    """Files without a name, one a process: what is put in either is read by both."""

    def __init__(self) -> None:
        self._files = _nameless(self), _nameless(self)
        self._owner, self._end = os.getpid(), 0

    def put(self, text: str) -> "Slip":
        """Put a text away; a child process writes in the second file."""
        rank = 0 if os.getpid() == self._owner else 1
        raw, start = text.encode(), self._end
        while self._end < start + len(raw):
            self._end += os.pwrite(self._files[rank], raw[self._end - start :], self._end)
        return Slip(rank, start, len(raw))

    def raw(self, slip: "Slip") -> bytes:
        return os.pread(self._files[slip.rank], slip.size, slip.start)


def _nameless(drawer: Drawer) -> int:
    """Open a file that goes with its drawer."""
    file, name = tempfile.mkstemp(prefix="comptoir-")
    os.unlink(name)  # noqa: PTH108 — by the name that it was just given
    finalize(drawer, os.close, file)
    return file


@dataclass(frozen=True, slots=True)
class Slip:
    """Where a text is: in which file, from where, how long in bytes."""

    rank: int
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class Lent:
    """What answers for the text of a page, when Pelican asks for it."""

    drawer: Drawer
    slip: Slip

    def __call__(self, _siteurl: str) -> str:
        """Return the text: none of its links depends on where it is shown."""
        return self.drawer.raw(self.slip).decode()
