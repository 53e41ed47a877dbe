"""Two processes give what one gives."""

import os
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from comptoir.errors import InputError
from comptoir.website import twice

from make_site import SmallSite, files_of, make_site


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    site = make_site(tmp_path / "projet")
    for number in range(12):
        body = f"## Un titre {number}\n\nTexte **gras** : [contact](/contact/).\n"
        site.page(f"content/actualites/2026-10-01-suite-{number}.md", f"Suite {number}",
                  "category: Vie\ntags: quai\n", body)  # fmt: skip
    return site


def built(site: SmallSite, monkeypatch: pytest.MonkeyPatch, *, children: bool) -> dict[str, bytes]:
    monkeypatch.setattr(twice, "WORTH", 2)
    monkeypatch.setattr(twice, "can_fork", lambda: children)
    site.build()
    return files_of(site.output)


def test_a_child_process_changes_no_byte(site: SmallSite, monkeypatch: pytest.MonkeyPatch):
    alone = built(site, monkeypatch, children=False)
    assert built(site, monkeypatch, children=True) == alone


def test_an_error_in_a_child_is_told_by_its_parent(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(twice, "WORTH", 2)
    monkeypatch.setattr(twice, "can_fork", lambda: True)
    site.write("theme/templates/tag.html", '{% extends "!theme/tag.html" %}{% set a = b.c %}')
    with pytest.raises(InputError, match="« b »"):
        site.build()


def test_the_work_of_a_child_that_fails_is_handed_back(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(twice, "WORTH", 2)
    monkeypatch.setattr(twice, "can_fork", lambda: True)
    here = os.getpid()

    def work(numbers: Iterable[int]) -> list[int]:
        made = []
        for number in numbers:
            if os.getpid() != here:
                raise ValueError
            made.append(number * 2)
        return made

    mine, other, again = twice.shared(range(1000), work, meanwhile=lambda: time.sleep(0.5))
    assert other is None
    assert sorted([*mine, *(number * 2 for number in again)]) == [n * 2 for n in range(1000)]


def test_each_thing_is_done_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(twice, "can_fork", lambda: True)
    for count in (64, 500, 501, 12_345):
        mine, other, again = twice.shared(range(count), list, meanwhile=lambda: time.sleep(0.01))
        assert sorted([*mine, *(other or ())]) == list(range(count))
        assert other
        assert not again


def test_an_error_here_stops_the_child_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(twice, "can_fork", lambda: True)
    here = os.getpid()

    def work(numbers: Iterable[int]) -> None:
        for _ in numbers:
            if os.getpid() == here:
                raise InputError("non")
            time.sleep(0.05)

    start = time.monotonic()
    with pytest.raises(InputError, match="non"):
        twice.shared(range(1000), work)
    assert time.monotonic() - start < 20, "the child did not do all that was left"


def test_few_things_need_no_child(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(twice, "can_fork", lambda: pytest.fail("asked for a child"))
    told: list[int] = []
    assert twice.shared([1, 2], list, meanwhile=lambda: told.append(3)) == ([1, 2], None, ())
    assert told == [3]
