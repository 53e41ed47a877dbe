"""A second process: what it makes arrives in order, and what it cannot make is made here."""

import os
from collections.abc import Iterator

import pytest

from comptoir import processes
from comptoir.processes import made_aside


@pytest.fixture(params=[True, False], ids=["child", "alone"])
def forks(request, monkeypatch):
    if request.param and not hasattr(os, "fork"):
        pytest.skip("no fork here")
    monkeypatch.setattr(processes, "can_fork", lambda: request.param)
    return request.param


def test_things_come_in_their_order(forks):
    with made_aside(lambda: iter(range(10_000))) as things:
        assert list(things) == list(range(10_000))


def test_a_child_makes_them(forks):
    with made_aside(lambda: (os.getpid() for _ in range(3))) as makers:
        assert (set(makers) == {os.getpid()}) is not forks


def test_an_error_arises_here_after_what_comes_before_it(forks):
    def broken() -> Iterator[int]:
        yield from (1, 2)
        raise ValueError("three")

    seen = []
    with made_aside(broken) as things, pytest.raises(ValueError, match="three"):
        for thing in things:
            seen.append(thing)
    assert seen == [1, 2]


def test_what_a_child_could_not_send_is_made_here(forks):
    here = os.getpid()

    def half() -> Iterator[str]:
        yield "a"
        if os.getpid() != here:
            os._exit(1)
        yield "b"

    with made_aside(half) as things:
        assert list(things) == ["a", "b"]


def test_who_stops_early_leaves_no_child(forks, monkeypatch):
    children, fork = [], os.fork

    def told() -> int:
        children.append(fork())
        return children[-1]

    monkeypatch.setattr(os, "fork", told)
    with made_aside(lambda: iter(["x" * 1_000_000] * 1_000)) as things:
        next(things)
    assert len(children) == forks
    for child in children:
        with pytest.raises(ChildProcessError):
            os.waitpid(child, os.WNOHANG)
