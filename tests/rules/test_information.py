"""Who answers for a page, when it is read again, what its figures rest on."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comptoir.rules.information.source_address import wrong
from comptoir.rules.registry import rule_of
from comptoir.site.statements import unsourced

from make import ROOT
from rule_trial import markdown, scope, try_on

Command = Callable[..., Any]
HEAD = """---
title: Les pannes
date: 2026-11-01
summary: Ce que deviennent les petits appareils en panne dans le pays.
owner: coordination
{keys}---

{body}
"""
SOURCE = """sources:
  - author: Agence Fictive
    title: Enquête sur la réparation
    date: {date}
    kind: statistique
    reliability: {grade}
"""


@pytest.fixture
def project(project_dir: Path) -> Path:
    """The example, whose pages are as they should be."""
    for part in ("content", "legal"):
        shutil.copytree(ROOT / part, project_dir / part, dirs_exist_ok=True)
    return project_dir


def write(root: Path, keys: str = "", body: str = "Texte.") -> Path:
    path = root / "content/pages/pannes.md"
    path.write_text(HEAD.format(keys=keys, body=body), "utf-8")
    return path


def ask(root: Path, quality: str) -> None:
    path = root / "comptoir.toml"
    path.write_text(f"{path.read_text('utf-8')}\n[quality]\n{quality}\n", "utf-8")


def test_row_43_pages_have_owner_audience_and_review_and_overdue_ones_fail_the_gate(
    project: Path, comptoir: Command
):
    def gate(code: int) -> str:
        return str(comptoir("check", "--select", "INF,LEC", "--project", str(project),
                            code=code).out)  # fmt: skip

    path = write(project, "review_by: 2026-10-31\n")
    said = gate(1)
    assert "INF001" in said
    assert "pannes.md, ligne 6, « review_by »" in said
    assert "à relire avant le 31/10/2026" in said
    due = comptoir("due", "--project", str(project), code=0).out
    assert "31/10/2026  Relire la page « Les pannes »" in due
    assert "(coordination, content/pages/pannes.md)" in due
    write(project, "review_by: 2027-10-31\n")
    gate(0)
    ask(project, 'asked = ["audience", "review_by"]')
    assert "INF002" in gate(1)
    said = comptoir("check", str(path), "--select", "INF", "--project", str(project), code=1).out
    assert "pannes.md, ligne 1, « audience »" in said
    assert "Cette page ne dit pas à qui elle s’adresse" in said
    path.write_text(path.read_text("utf-8").replace("owner: coordination\n", ""), "utf-8")
    assert "Il manque « owner »" in gate(1)
    for page in project.rglob("*.md"):
        text = page.read_text("utf-8")
        if "\nreview_by:" not in text:
            text = text.replace("\nowner:", "\nreview_by: 2027-06-30\nowner:", 1)
        if "\naudience:" not in text:
            text = text.replace("\nowner:", "\naudience: tous\nowner:", 1)
        page.write_text(text, "utf-8")
    write(project, "audience: tous\nreview_by: 2027-10-31\n")
    gate(0)


def test_row_78_sources_are_registered_and_a_figure_without_one_fails_its_page(
    project: Path, comptoir: Command
):
    def check() -> str:
        return str(comptoir("check", "--select", "INF", "--project", str(project)).out)

    figure = "En France, 42 % des petits appareils en panne ne sont jamais réparés."
    write(project, body=figure)
    assert "avertissement, il manque INF003" in check()
    assert "pannes.md, ligne 8" in check()
    ask(project, "sources = true")
    comptoir("check", "--select", "INF", "--project", str(project), code=1)
    built = comptoir("site", "build", "--project", str(project), code=1).out
    assert "Retenue : content/pages/pannes.md" in built
    assert "INF003" in built
    write(project, SOURCE.format(date="2026-02-01", grade="A"), figure)
    assert "Rien à signaler" in check()
    built = comptoir("site", "build", "--project", str(project), code=0).out
    page = (project / "output/pannes/index.html").read_text("utf-8")
    for words in ("Agence Fictive", "Enquête sur la réparation", "2026-02-01", "statistique",
                  "fiabilité A"):  # fmt: skip
        assert words in page
    for date_, grade, words in (("2026-02-01", "D", "à recouper"), ("2019-02-01", "A", "datent")):
        write(project, SOURCE.format(date=date_, grade=grade), figure)
        assert "INF005" in check()
        assert words in check()
    due = comptoir("due", "--project", str(project), code=0).out
    assert "01/02/2022  Chercher plus récent que « Enquête sur la réparation »" in due
    for missing in ("    author: ", "    date: ", "    kind: ", "    reliability: "):
        told = SOURCE.format(date="2026-02-01", grade="A").replace("  - author", "  -\n    author")
        kept = [line for line in told.splitlines() if not line.startswith(missing)]
        write(project, "\n".join(kept) + "\n", figure)
        said = comptoir("check", "--select", "LEC", "--project", str(project), code=1).out
        assert f"Il manque « {missing.strip(' :')} »" in said


@pytest.mark.parametrize(
    "text",
    [
        "Près de 42 % des appareils sont jetés.",
        "Un tiers ? Non : 12,5 pour cent.",
        "Il y a 12 000 habitants dans le canton.",
        "Plus de 3 millions de foyers sont concernés.",
        "Un Français sur cinq répare lui-même.",
        "| Année | Part |\n|---|---|\n| 2025 | 64 % |",
    ],
)
def test_a_figure_without_a_source_is_found(text: str):
    assert len(unsourced(f"Un mot.\n\n{text}\n\nUn autre.")) == 1
    assert unsourced(f"Un mot.\n\n{text}\n\nUn autre.")[0].line == 3


@pytest.mark.parametrize(
    "text",
    [
        "Le kit coûte 39 € (TVA 20 %).",
        "Un don ouvre droit à 66 % de réduction d’impôt.",
        "Un sac 100 % coton, 0 % plastique.",
        "Le stage accueille 8 personnes ; l’association compte 612 adhérents.",
        "Selon l’Insee, 42 % des ménages réparent.",
        "42 % des ménages réparent[^1].",
        "42 % des ménages réparent ([étude](https://www.example.org/e)).",
        "42 % des ménages réparent (Agence Fictive, 2025).",
        "La motion est adoptée à 82 % des voix.",
        "```\n42 % des ménages\n```",
        "## 42 % des ménages",
        "En 2026, le 12 décembre, à 14 h, au 7 quai des Haleurs, 35600 Redon.",
        "Tél. 02 61 91 00 01. 1 200 m² de hangar. 25 000 km à vélo.",
    ],
)
def test_what_is_no_statistic_or_tells_its_source_is_not(text: str):
    assert unsourced(text) == []


def test_a_draft_or_an_expired_page_is_not_to_be_read_again():
    for keys, found in (("", 1), ("status: draft\n", 0), ("expires: 2026-11-02\n", 0)):
        page = markdown(HEAD.format(keys=f"review_by: 2026-11-03\n{keys}", body="x"))
        assert len(try_on([rule_of("INF001")], [page], scope())) == found


def test_a_news_is_judged_on_its_day():
    keys = "category: Vie\n" + SOURCE.format(date="2024-02-01", grade="B")
    text = HEAD.format(keys=keys, body="42 % des appareils sont jetés.")
    page = markdown(text, path="content/actualites/n.md")
    assert not try_on([rule_of("INF005")], [page], scope(today=date(2030, 1, 1)))
    lasting = markdown(text.replace("category: Vie\n", ""))
    assert try_on([rule_of("INF005")], [lasting], scope(today=date(2030, 1, 1)))


@pytest.mark.parametrize(
    "url",
    ["https://localhost/a", "http://127.0.0.1/a", "https://[::1]/", "https://a..example.org/",
     "https://jo:secret@example.org/", "https://exemple", "https://[x/", "https://a.1/", "//a.b/c"],
)  # fmt: skip
def test_an_address_that_leads_nowhere(url: str):
    assert wrong(url)


@pytest.mark.parametrize("url", ["", "/page/", "https://www.example.org", "http://a.example.org:8"])
def test_an_address_that_may_lead_somewhere(url: str):
    assert not wrong(url)
