"""`comptoir check` and `comptoir rule` on the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

Command = Callable[..., Any]


@pytest.fixture
def here(project_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (project_dir / "content" / "pages").mkdir(parents=True)
    monkeypatch.chdir(project_dir)
    return project_dir


def built(root: Path, html: str) -> Path:
    folder = root / "sortie"
    folder.mkdir()
    head = '<!doctype html><html lang="fr"><head><title>Un atelier</title></head>'
    (folder / "index.html").write_text(f"{head}<body>{html}</body></html>", encoding="utf-8")
    return folder


def test_a_clean_run_says_what_was_checked_and_what_that_does_not_mean(
    here: Path, comptoir: Command
) -> None:
    done = comptoir("check", "--select", "MEN", code=0)
    assert "Rien à signaler" in done.out
    assert "Vérifié : " in done.out
    assert "rien ici ne dit que ce qui est publié est conforme" in done.out


def test_an_error_exits_1_and_a_warning_only_when_strict(here: Path, comptoir: Command) -> None:
    page = (
        "---\ntitle: A\ndate: 2026-11-01\nowner: coordination\n"
        "summary: Une page écrite pour essayer la vérification, d’une longueur ordinaire.\n---\n"
    )
    (here / "content/pages/a.md").write_text(f"{page}#### Bas\n", encoding="utf-8")
    comptoir("vérifier", "--choisir", "ACC", code=0)
    comptoir("check", "--select", "ACC", "--strict", code=1)
    (here / "content/pages/b.md").write_text("rien\n", encoding="utf-8")
    comptoir("check", code=1)


def test_bad_input_exits_2_in_french(here: Path, comptoir: Command) -> None:
    done = comptoir("check", "--select", "MEN0O7", code=2)
    assert "Aucune règle ne s’appelle « MEN0O7 »" in done.err
    assert comptoir("check", "rien.md", code=2).err.count("n’existe pas") == 1
    assert "aucune page" in comptoir("check", "--html", str(here / "content"), code=2).err
    comptoir("check", "--format", "xml", code=2)
    comptoir("check", "content", "--html", "content", code=2)
    (here / "legal/organisation.toml").write_text("kind = 3\n", encoding="utf-8")
    comptoir("check", code=2)


def test_every_format_is_written(here: Path, comptoir: Command) -> None:
    folder = built(here, "<h1>Accueil</h1><img src=/a.jpg>")
    shown = comptoir("check", "--html", str(folder), code=1)
    assert "sortie/index.html" in shown.out
    document = comptoir("check", "--html", str(folder), "--json", code=1).json
    assert document["findings"][0]["places"][0]["path"].startswith("sortie")
    assert comptoir("check", "--html", str(folder), "--format", "json", code=1).json == document
    sarif = json.loads(comptoir("check", "--html", str(folder), "--format", "sarif").out)
    assert sarif["version"] == "2.1.0"
    junit = comptoir("check", "--html", str(folder), "--format", "junit").out
    assert ElementTree.fromstring(junit.encode()).tag == "testsuites"
    github = comptoir("check", "--html", str(folder), "--format", "github").out
    assert "::error file=sortie" in github


def test_a_profile_decides_what_applies(here: Path, comptoir: Command, tmp_path: Path) -> None:
    folder = built(tmp_path, "<h1>Accueil</h1>")
    profile = here / "legal/organisation.toml"
    without = comptoir("check", "--project", str(tmp_path), "--html", str(folder), "--json").json
    known = comptoir("check", "--html", str(folder), "--profile", str(profile), "--json").json
    assert [rule["code"] for rule in without["undecided"]]
    assert known["undecided"] == []
    assert "MEN009" in [rule["code"] for rule in known["not_applicable"]]
    said = comptoir("check", "--html", str(folder), "--profile", str(profile), "--expliquer").out
    assert "MEN009 Forme et capital de la société : l’éditeur n’est pas une société" in said


def test_rules_are_listed_and_shown(here: Path, comptoir: Command) -> None:
    assert "MEN007" in comptoir("rule", "list", code=0).out
    rows = comptoir("règle", "lister", "--famille", "CKI", "--json", code=0).json["rules"]
    assert {row["family"] for row in rows} == {"CKI"}
    assert rows[0]["verified"] is True
    page = comptoir("rule", "show", "men007", code=0).out
    assert "LCEN, art. 1-1 I" in page
    assert "Refusé" in page
    assert "Vouliez-vous dire" in comptoir("rule", "show", "MEN077", code=2).err
