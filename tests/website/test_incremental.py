"""What is built again is what a clean build gives, byte for byte."""

from pathlib import Path

import pytest

from comptoir.website import build
from comptoir.website.incremental import mending
from random_edits import Sequence, _owner, _summary, _title, _words, project

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


@pytest.mark.parametrize("seed", range(3))
def test_the_words_of_articles_change_without_a_whole_build(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    site = project(tmp_path / "projet")
    if seed == 2:
        told = (site.root / "comptoir.toml").read_text("utf-8")
        site.write("comptoir.toml", f"{told}\n[sharing]\ncards = true\nllms = true\n")
    run = Sequence(site, seed, resident=seed % 2 == 1)
    run.build()
    made = []
    usual = mending.mended
    monkeypatch.setattr(build, "mended", lambda *given: (made.append(usual(*given)), made[-1])[1])
    for edit in (_title, _words, _summary, _body_alone, _owner, _title):
        edit(run)
        assert not run.differences(tmp_path / "propre"), (seed, run.done)
    assert [one for one in made if one is None] == []


def _body_alone(run: Sequence) -> None:
    path = run.article()
    path.write_text(f"{path.read_text('utf-8')}\nRetouche.\n", "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("start", range(6, 206, 10))
def test_many_random_edits_give_what_clean_builds_give(start: int, tmp_path: Path):
    for seed in range(start, start + 10):
        tried(seed, tmp_path / str(seed))
