"""What is built again is what a clean build gives, byte for byte."""

from pathlib import Path

import pytest

from random_edits import Sequence, project

STEPS = 4


def tried(seed: int, folder: Path) -> None:
    site = project(folder / "projet")
    run = Sequence(site, seed, resident=seed % 2 == 1, checked=seed % 3 == 2)
    run.build()
    for _ in range(STEPS):
        run.step()
        assert not run.differences(folder / "propre"), (seed, run.done)


@pytest.mark.parametrize("seed", range(6))
def test_random_edits_give_what_a_clean_build_gives(seed: int, tmp_path: Path):
    tried(seed, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(6, 206, 10))
def test_many_random_edits_give_what_clean_builds_give(start: int, tmp_path: Path):
    for seed in range(start, start + 10):
        tried(seed, tmp_path / str(seed))
