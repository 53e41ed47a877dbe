"""Pieces composed in several processes come back in order; a stopped process is told."""

import os
from functools import partial

import pytest

from comptoir.errors import OutsideError
from comptoir.printing import pool


@pytest.fixture
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.mark.usefixtures("two_processors")
def test_pieces_come_back_in_order_from_other_processes() -> None:
    assert list(pool.in_order(partial(pow, 2), range(30), many=True)) == [2**n for n in range(30)]


def test_a_few_pieces_are_made_here() -> None:
    made = pool.in_order(lambda piece: (piece, os.getpid()), range(3), many=False)
    assert list(made) == [(piece, os.getpid()) for piece in range(3)]


@pytest.mark.usefixtures("two_processors")
def test_a_process_that_the_system_stops_is_said_in_french() -> None:
    with pytest.raises(OutsideError) as stopped:
        list(pool.in_order(os._exit, range(8), many=True))
    assert "mis fin" in stopped.value.faults[0].found
