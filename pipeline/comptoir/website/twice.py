"""Two processes: each takes what comes next when it is free, and a child hands back its part."""

import gc
import os
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from comptoir.processes import can_fork

T = TypeVar("T")
R = TypeVar("R")
WORTH = 64  # things under which a second process costs more than it saves
MOST = 500  # times that things are taken: each is an order of the system
TOKEN = 2  # bytes; the most that are written hold in any pipe


def shared(
    things: Sequence[T],
    work: Callable[[Iterable[T]], R],
    *,
    meanwhile: Callable[[], object] | None = None,
) -> tuple[R, R | None, Sequence[T]]:
    """Do a part here and the other in a child.

    Args:
        things: what there is to do.
        work: does some of it.
        meanwhile: what only this process can do, while the child begins.

    Returns:
        what the work gave here, what it gave in the child, and what is still to do when the child
        failed: it is done again here, so that its error arises where it can be told.
    """
    if len(things) < WORTH or not can_fork():
        if meanwhile:
            meanwhile()
        return work(things), None, ()
    with tempfile.TemporaryFile() as file:
        heap = _Heap(things)
        gc.freeze()
        child = os.fork()
        if child == 0:
            _work_in_child(work, heap, file.fileno())
        try:
            if meanwhile:
                meanwhile()
            done = work(heap)
        finally:
            gc.unfreeze()
            heap.close()
            _, status = os.waitpid(child, 0)
        if status != 0:
            return done, None, heap.left()
        file.seek(0)
        return done, pickle.load(file), ()  # noqa: S301 — written by our own child


class _Heap(Iterable[T]):
    """Things to do, of which two processes take some in turn: a pipe says what comes next."""

    def __init__(self, things: Sequence[T]) -> None:
        self._things = things
        self._size = -(-len(things) // MOST)
        self._taken: set[int] = set()  # by this process
        self._next, end = os.pipe()
        ranks = range(-(-len(things) // self._size))
        os.write(end, b"".join(rank.to_bytes(TOKEN, "big") for rank in ranks))
        os.close(end)

    def __iter__(self) -> Iterator[T]:
        while token := os.read(self._next, TOKEN):
            rank = int.from_bytes(token, "big")
            self._taken.add(rank)
            yield from self._part(rank)

    def close(self) -> None:
        """Leave nothing to the other process: it has nothing more to do, or we failed."""
        while os.read(self._next, 4096):
            pass
        os.close(self._next)

    def left(self) -> list[T]:
        """Return what this process did not take."""
        ranks = range(-(-len(self._things) // self._size))
        return [thing for rank in ranks if rank not in self._taken for thing in self._part(rank)]

    def _part(self, rank: int) -> Sequence[T]:
        return self._things[rank * self._size : (rank + 1) * self._size]


def _work_in_child(work: Callable[[Iterable[T]], R], things: Iterable[T], handle: int) -> None:
    """Never returns: nothing of the parent's ends in a child."""
    code = 1
    try:
        content = pickle.dumps(work(things), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(handle, "wb", closefd=False) as file:
            file.write(content)
        code = 0
    finally:
        os._exit(code)
