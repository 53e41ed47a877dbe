"""Two processes give what one gives."""

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

    def work(numbers: object) -> list[int]:
        assert isinstance(numbers, list)
        if 9 in numbers:
            raise ValueError
        return [number * 2 for number in numbers]

    assert twice.shared([1, 2, 3, 9], work) == ([2, 4], None, [3, 9])


def test_few_things_need_no_child(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(twice, "can_fork", lambda: pytest.fail("asked for a child"))
    assert twice.shared([1, 2], list) == ([1, 2], None, ())
