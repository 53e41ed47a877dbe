"""The process that we run in, and a second one beside it."""

import gc
import os
import pickle
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import BinaryIO, TypeVar

T = TypeVar("T")


def can_fork() -> bool:
    """Whether a child is safe and of use: no other thread, a second processor."""
    return hasattr(os, "fork") and threading.active_count() == 1 and (os.cpu_count() or 1) > 1


@contextmanager
def many_objects() -> Iterator[None]:
    """Search for no cycles meanwhile: half a million lines make none, and the search costs a third
    of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def made_aside(make: Callable[[], Iterator[T]]) -> Iterator[Iterator[T]]:
    """Make things in a child while those before them are used here.

    Args:
        make: begins at the first of the things each time it is called.

    Returns:
        The things in their order. What the child could not make is made here, so that its error
        arises where it can be told.
    """
    if not can_fork():
        yield make()
        return
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(here)
        _send(make, there)
    os.close(there)
    try:
        with os.fdopen(here, "rb") as pipe:
            yield _received(pipe, make)
    finally:
        os.waitpid(child, 0)


def _send(make: Callable[[], Iterator[T]], handle: int) -> None:
    """Never returns: nothing of the parent's ends in a child; an empty word says that all is said.

    The pipe holds little: the child waits while its things are not taken.
    """
    try:
        gc.disable()
        with os.fdopen(handle, "wb") as pipe:
            for thing in make():
                pickle.dump((thing,), pipe, pickle.HIGHEST_PROTOCOL)
            pickle.dump((), pipe, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)


def _received(pipe: BinaryIO, make: Callable[[], Iterator[T]]) -> Iterator[T]:
    count = 0
    try:
        while word := pickle.load(pipe):  # noqa: S301 — written by our own child
            yield word[0]
            count += 1
    except (EOFError, pickle.UnpicklingError):
        yield from islice(make(), count, None)
