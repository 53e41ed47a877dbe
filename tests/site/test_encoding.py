"""Pages are read in the encoding that they are written in; what is not read is said."""

from pathlib import Path

import pytest

from comptoir.readers.html import open_folder
from comptoir.rules.engine import Plan
from comptoir.rules.registry import all_rules
from comptoir.rules.site_audit import audit_page
from comptoir.site.encoding import LARGEST, read

from rule_trial import page, scope

PAGE = '<!doctype html><html lang="fr"><meta charset="{}"><title>Été à la forêt</title></html>'
PLAN = Plan((rule for rule in all_rules() if rule.family == "LEC"), scope())


@pytest.mark.parametrize(
    ("announced", "written", "misread"),
    [
        ("utf-8", "utf-8", False),
        ("utf-8", "utf-8-sig", False),
        ("utf-8", "utf-16", False),  # its byte order mark is stronger
        ("iso-8859-1", "latin-1", False),
        ("windows-1252", "cp1252", False),
        ("iso-8859-15", "iso-8859-15", False),
        ("utf-16", "utf-8", False),  # browsers take this announcement for UTF-8
        ("iso-8859-1", "utf-8-sig", False),
        ("iso-8859-1", "utf-8", True),
        ("utf-8", "latin-1", True),
        ("utf-8", "utf-16-le", True),
        ("utf-8", "utf-16-be", True),
        ("klingon", "latin-1", True),
    ],
)
def test_a_page_is_read_as_it_is_written(announced: str, written: str, misread: bool) -> None:
    text, how = read(PAGE.format(announced).encode(written))
    assert "<title>Été à la forêt</title>" in text
    assert how.is_misread is misread
    assert how.whole


@pytest.mark.parametrize("announced", ["utf-8", "iso-8859-1", "windows-1252"])
def test_a_page_without_accents_is_read_the_same_in_all(announced: str) -> None:
    raw = PAGE.format(announced).replace("Été à la forêt", "Avril").encode()
    assert not read(raw)[1].is_misread


def found_in(folder: Path) -> list[str]:
    opened = open_folder(folder)
    pages = (opened.page(path) for path in opened.pages)
    return [f"{each.code} {each.found}" for one in pages for each in PLAN.judge(one)]


def test_a_page_too_large_is_judged_as_far_as_it_is_read_and_says_so(tmp_path: Path) -> None:
    head = PAGE.format("utf-8").replace("</html>", "<h1>Été</h1>")
    (tmp_path / "index.html").write_text(head + "é" * LARGEST, "utf-8")
    assert found_in(tmp_path) == [
        "LEC003 cette page pèse plus de 5 Mo : la suite n’est pas lue, ni vérifiée."
    ]


def test_an_empty_file_says_so_and_nothing_else_fails_on_it(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"\n")
    assert found_in(tmp_path) == ["LEC003 ce fichier est vide."]


@pytest.mark.parametrize("tag", ["b", "div", "span", "label", "section", "li", "table", "svg"])
def test_a_page_thousands_deep_is_judged_to_its_end(tag: str) -> None:
    plan = Plan(all_rules(), scope())
    inside = f"<{tag} hidden>" * 3_000
    deep = page(
        f'<a href="/x">Un lien{inside}<img src="/a.jpg"></a><label for="z">{inside}</label>'
    )
    audit_page(deep, plan)
