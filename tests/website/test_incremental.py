"""What is built again is what a clean build gives, byte for byte."""

from pathlib import Path

import pytest

from comptoir.website import build
from comptoir.website.incremental import mending
from random_edits import PLACING, Sequence, _owner, _summary, _title, _words, faultless, project

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


@pytest.mark.parametrize("resident", [False, True])
def test_another_zone_moves_the_hours_of_events(resident: bool, tmp_path: Path):
    site = project(tmp_path / "projet")
    run = Sequence(site, 0, resident=resident)
    run.build()
    told = (site.root / "comptoir.toml").read_text("utf-8")
    site.write("comptoir.toml", told.replace("Europe/Paris", "Indian/Reunion"))
    assert not run.differences(tmp_path / "propre")
    calendar = (site.output / "agenda/fete/fete.ics").read_text("utf-8")
    assert "DTSTART;TZID=Indian/Reunion:20261205T140000" in calendar


@pytest.mark.parametrize("seed", range(3))
def test_the_words_of_articles_change_without_a_whole_build(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    site = faultless(tmp_path / "projet")
    if seed == 2:
        told = (site.root / "comptoir.toml").read_text("utf-8")
        site.write("comptoir.toml", f"{told}\n[sharing]\ncards = true\nllms = true\n")
    run = Sequence(site, seed, resident=seed % 2 == 1)
    run.build()
    made = watched(monkeypatch)
    for edit in (_title, _words, _summary, _body_alone, _owner, _title):
        edit(run)
        assert not run.differences(tmp_path / "propre"), (seed, run.done)
    assert len(made) == 6
    assert None not in made


@pytest.mark.parametrize("seed", range(6))
def test_places_in_lists_change_as_in_a_clean_build(seed: int, tmp_path: Path):
    placed(seed, tmp_path, STEPS)


def placed(seed: int, folder: Path, steps: int) -> None:
    """Draw edits of titles, dates and subjects alone, which mostly take the shortcut."""
    site = faultless(folder / "projet")
    if seed % 4 == 2:
        told = (site.root / "comptoir.toml").read_text("utf-8")
        site.write("comptoir.toml", f"{told}\n[sharing]\ncards = true\nllms = true\n")
    run = Sequence(site, seed, resident=seed % 2 == 1, checked=seed % 3 == 2)
    run.build()
    for _ in range(steps):
        run.step(PLACING)
        assert not run.differences(folder / "propre"), (seed, run.done)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("actualites/suite-1", "date: 2026-09-06", "date: 2026-09-22"),
        ("actualites/suite-1", "owner: ", "modified: 2026-11-20\nowner: "),
        ("actualites/suite-1", "tags: bois, quai", "tags: bois, fête"),
        ("actualites/suite-1", "tags: bois", "tags: tout neuf, bois"),
        ("actualites/suite-2", "owner: ", "tags: bois\nowner: "),
        ("actualites/suite-1", "category: Ateliers", "category: Vie"),
        ("actualites/suite-1", "series: Le canal", "series: Le quai"),
        ("pages/ateliers/index", "title: Les", "title: Nos"),
        ("agenda/2026-12-05-fete", "title: La", "title: Une"),
        ("offres/kit", "title: Le", "title: Un"),
    ],
)
def test_one_change_of_place_or_of_title_needs_no_whole_build(
    file: str, old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    run = Sequence(faultless(tmp_path / "projet"), 0)
    path = run.site.root / f"content/{file}.md"
    run.build()
    made = watched(monkeypatch)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert not run.differences(tmp_path / "propre")
    assert made[0] is not None, "Pelican ran in full"


def watched(monkeypatch: pytest.MonkeyPatch) -> list[mending.Mended | None]:
    """Return what shortcuts did, as they are taken."""
    made: list[mending.Mended | None] = []
    usual = mending.mended
    monkeypatch.setattr(build, "mended", lambda *given: (made.append(usual(*given)), made[-1])[1])
    return made


def _body_alone(run: Sequence) -> None:
    path = run.article()
    path.write_text(f"{path.read_text('utf-8')}\nRetouche.\n", "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("start", range(6, 206, 10))
def test_many_random_edits_give_what_clean_builds_give(start: int, tmp_path: Path):
    for seed in range(start, start + 10):
        tried(seed, tmp_path / str(seed))


@pytest.mark.slow
@pytest.mark.parametrize("start", range(6, 206, 10))
def test_many_places_in_lists_change_as_in_clean_builds(start: int, tmp_path: Path):
    for seed in range(start, start + 10):
        placed(seed, tmp_path / str(seed), 6)
