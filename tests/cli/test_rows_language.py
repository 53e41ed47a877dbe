"""Rows 11 and 12: the charter and the language of what readers get."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from make import ROOT
from make_site import HEAD_OF_PAGE

Command = Callable[..., Any]
CHARTER = """
[charter]
address = "vous"
answer_days = 10
[charter.avoid]
"le local" = "l’atelier"
"""


@pytest.fixture
def here(project_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("content/pages", "contacts/replies"):
        (project_dir / folder).mkdir(parents=True)
    settings = project_dir / "legal" / "organisation.toml"
    text = settings.read_text("utf-8")
    start = text.index("[charter]")
    end = text.index("[seat]")
    settings.write_text(text[:start] + CHARTER.strip() + "\n\n" + text[end:], encoding="utf-8")
    monkeypatch.chdir(project_dir)
    return project_dir


def written(path: Path, body: str) -> Path:
    path.write_text(f"{HEAD_OF_PAGE}{body}\n", encoding="utf-8")
    return path


def codes(done: Any) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for finding in done.json["findings"]:
        if finding["code"].startswith("TXT"):
            lines = [place["line"] for place in finding["places"]]
            found[finding["code"]] = sorted([*found.get(finding["code"], []), *lines])
    return found


def test_row_11_the_charter_is_read_in_an_outgoing_text_by_code_and_line(
    here: Path, comptoir: Command
) -> None:
    reply = written(
        here / "contacts/replies/essai.md",
        "Tu peux passer dans le local.\n\nNous vous répondrons sous trois semaines.\n\n"
        + "Nous avons bien reçu votre longue lettre " + "et nous la relisons " * 12 + ".",
    )  # fmt: skip
    done = comptoir("check", "contacts/replies/essai.md", "--json", code=0)
    found = codes(done)
    assert {"TXT005", "TXT006", "TXT009", "TXT010", "TXT011"} <= found.keys()
    assert found["TXT005"] == [7]
    assert found["TXT011"] == [9]
    written(
        reply,
        "{{ contact.salutation }},\n\nVous pouvez passer à l’atelier. Nous vous répondrons sous "
        "cinq jours.\n\nÀ bientôt,\nSoizic Exemple",
    )
    assert codes(comptoir("check", "contacts/replies/essai.md", "--json", code=0)) == {}


def test_row_12_spelling_and_typography_warn_and_fail_only_when_strict(
    here: Path, comptoir: Command
) -> None:
    path = "content/pages/essai.md"
    written(here / path, 'Venez nombreux! Le mot "atelié" est dans le zinzolin.')
    found = codes(comptoir("check", path, "--json", code=0))
    assert found.keys() == {"TXT001", "TXT002", "TXT003"}
    comptoir("check", path, "--strict", "--select", "TXT", code=1)
    written(here / path, "Venez nombreux ! Le mot « atelier » est dans la minipompe.")
    assert codes(comptoir("check", path, "--json", code=0)).keys() == {"TXT001"}
    (here / "content/lexique.txt").write_text("minipompe  # le mot du vélo\n", encoding="utf-8")
    assert codes(comptoir("check", path, "--json", code=0)) == {}


def test_the_texts_of_the_example_raise_no_false_alarm(
    project_dir: Path, comptoir: Command
) -> None:
    for part in ("content", "legal", "contacts"):
        shutil.copytree(ROOT / part, project_dir / part, dirs_exist_ok=True)
    choice = ("--select", "TXT001,TXT002,TXT003,TXT004,TXT005,TXT006,TXT007,TXT010,TXT011")
    done = comptoir("check", *choice, "--json", "--project", str(project_dir), code=0)
    assert done.json["findings"] == []
