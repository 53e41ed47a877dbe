"""Two processes: a child does its part of the work and hands back what it found."""

import gc
import os
import pickle
import tempfile
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
WORTH = 64  # things under which a second process costs more than it saves


def can_fork() -> bool:
    """Whether a child is safe and of use: no other thread, a second processor."""
    return hasattr(os, "fork") and threading.active_count() == 1 and (os.cpu_count() or 1) > 1


def shared(
    things: Sequence[T], work: Callable[[Sequence[T]], R], *, weight: float = 0.5
) -> tuple[R, R | None, Sequence[T]]:
    """Do a part here and the other in a child.

    Returns:
        what the work gave here, what it gave in the child, and what is still to do when the child
        failed: it is done again here, so that its error arises where it can be told.
    """
    if len(things) < WORTH or not can_fork():
        return work(things), None, ()
    cut = int(len(things) * weight)
    mine, other = things[:cut], things[cut:]
    with tempfile.TemporaryFile() as file:
        gc.freeze()
        child = os.fork()
        if child == 0:
            _work_in_child(work, other, file.fileno())
        try:
            done = work(mine)
        finally:
            gc.unfreeze()
            _, status = os.waitpid(child, 0)
        if status != 0:
            return done, None, other
        file.seek(0)
        return done, pickle.load(file), ()  # noqa: S301 — written by our own child


def _work_in_child(work: Callable[[Sequence[T]], R], things: Sequence[T], handle: int) -> None:
    """Never returns: nothing of the parent's ends in a child."""
    code = 1
    try:
        content = pickle.dumps(work(things), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(handle, "wb", closefd=False) as file:
            file.write(content)
        code = 0
    finally:
        os._exit(code)
