"""Saves are noticed however an editor makes them, and wherever the system cannot tell."""

import queue
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from watchfiles import Change

from comptoir.website.preview import watch
from comptoir.website.preview.watch import Saves, following

from make_preview import PATIENCE


@pytest.fixture
def told() -> "queue.SimpleQueue[Saves]":
    return queue.SimpleQueue()


@pytest.fixture
def root(tmp_path: Path, told: "queue.SimpleQueue[Saves]") -> Iterator[Path]:
    """A project that is followed, once the following has begun."""
    (tmp_path / "content").mkdir()
    (tmp_path / "comptoir.toml").write_text("a = 1\n")
    with following(tmp_path, told.put):
        for name in ("content/temoin.md", "comptoir.toml"):
            until_told(told, tmp_path / name, lambda path: path.write_text(str(time.time())))
        yield tmp_path


def until_told(told: "queue.SimpleQueue[Saves]", path: Path, act: Any) -> set[Path]:
    """Do something to a file, again if need be, until it is told; return all that was."""
    heard: set[Path] = set()
    end = time.monotonic() + PATIENCE
    while path not in heard:
        assert time.monotonic() < end, path
        act(path)
        try:
            while path not in heard:
                heard |= told.get(timeout=1.5)
        except queue.Empty:
            continue
    return heard


def replace(path: Path) -> None:
    """Save as most editors do: a new file takes the place of the old one."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(str(time.time()))
    beside.replace(path)


@pytest.mark.parametrize("name", ["comptoir.toml", "content/temoin.md"])
def test_a_file_that_is_replaced_is_told_each_time(root: Path, told, name: str):
    for _ in range(2):
        until_told(told, root / name, replace)


def test_a_folder_that_comes_or_is_replaced_is_followed(root: Path, told):
    until_told(told, root / "theme", lambda path: path.mkdir(exist_ok=True))
    until_told(told, root / "theme/page.html", replace)
    shutil.move(root / "content", root / "old")
    until_told(told, root / "content", lambda path: path.mkdir(exist_ok=True))
    until_told(told, root / "content/neuf.md", replace)


def test_files_beside_the_sources_are_not_told(root: Path, told):
    (root / "var").mkdir()
    (root / "var/x.md").write_text("x")
    (root / "LISEZMOI.md").write_text("x")
    heard = until_told(told, root / "content/dernier.md", replace)
    assert heard <= {root / "content/dernier.md", root / "content/temoin.md"}


def test_times_are_looked_at_where_the_system_cannot_tell(
    tmp_path: Path, told, monkeypatch: pytest.MonkeyPatch
):
    asked: list[bool | None] = []
    (tmp_path / "content").mkdir()

    def broken(*_roots: Path, force_polling: bool | None, stop_event: Any, **_: Any) -> Any:
        asked.append(force_polling)
        if not force_polling:
            raise OSError("too many files")
        yield {(Change.modified, str(tmp_path / "content/x.md"))}
        stop_event.wait()

    monkeypatch.setattr(watch, "watch", broken)
    with following(tmp_path, told.put):
        assert told.get(timeout=PATIENCE) == {tmp_path / "content/x.md"}
    assert set(asked) == {None, True}
