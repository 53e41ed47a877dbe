"""Compose in several processes: inside one, typst lays out a single document at a time.

Processes are started afresh rather than forked (typst has threads of its own), which takes half a
second: what is quickly made is made here.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import TypeVar

from comptoir.errors import OutsideError

P = TypeVar("P")
R = TypeVar("R")

MOST = 4  # processes: each holds the fonts and the last documents


def in_order(work: Callable[[P], R], pieces: Sequence[P], *, many: bool) -> Iterator[R]:
    """Yield what `work` makes of each piece, in their order.

    Args:
        work: what can be sent to another process: a function of a module, or a `partial` of one.
        pieces: what it is given, one at a time.
        many: whether it takes long enough for processes to be started.

    Raises:
        OutsideError: the system stopped a process, most often for want of memory.
    """
    workers = min(MOST, os.cpu_count() or 1)
    if not many or workers < 2:
        yield from map(work, pieces)
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_alone)
    try:
        yield from _ahead(pool, work, pieces, 2 * workers)
    except BrokenProcessPool as error:
        raise OutsideError(
            "L’impression s’est arrêtée : le système a mis fin à un de ses processus.",
            remedy="Libérez de la mémoire, puis recommencez.",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _ahead(
    pool: ProcessPoolExecutor, work: Callable[[P], R], pieces: Iterable[P], most: int
) -> Iterator[R]:
    """Keep a few pieces under way: what is made never waits in number."""
    waiting: deque[Future[R]] = deque()
    for piece in pieces:
        waiting.append(pool.submit(work, piece))
        if len(waiting) > most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _alone() -> None:
    """Leave the interruption to who started us, and end with it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
