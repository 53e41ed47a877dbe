"""What the law asks of a publication is looked for before it is out."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from make import ROOT

Command = Callable[..., Any]
PAGE = """---
title: Une page d’essai
date: 2026-11-01
summary: Une page qui ne sert qu’à montrer ce que la vérification trouve avant de publier.
owner: coordination
---

{body}
"""


@pytest.fixture
def project(project_dir: Path) -> Path:
    for part in ("content", "legal"):
        shutil.copytree(ROOT / part, project_dir / part, dirs_exist_ok=True)
    return project_dir


def test_row_72_a_publication_is_checked_for_mentions_consent_releases_and_labels(
    project: Path, comptoir: Command
):
    def codes(*, html: bool = False) -> set[str]:
        where = ("--html", str(project / "output")) if html else ()
        done = comptoir("check", *where, "--json", "--project", str(project))
        return {finding["code"] for finding in done.json["findings"]}

    comptoir("site", "build", "--project", str(project), code=0)
    judged = {"MEN001", "FRM002", "IMG008", "PUB007"}
    assert not judged & (codes() | codes(html=True))

    # an advertisement says what it is, a consent is given by a gesture
    page = project / "content/pages/essai.md"
    advertised = '<a rel="sponsored" href="https://b.example.net/">Perceuse</a>\n\n'
    ticked = '<label><input type="checkbox" name="lettre" checked> Recevoir la lettre</label>'
    page.write_text(PAGE.format(body=advertised + ticked), "utf-8")
    built = comptoir("site", "build", "--project", str(project), code=1).out
    assert "Retenue : content/pages/essai.md" in built
    assert "FRM002" in built
    assert not (project / "output/essai").exists()
    comptoir("site", "build", "--no-check", "--project", str(project), code=0)
    assert {"FRM002", "PUB007"} <= codes(html=True)
    page.write_text(PAGE.format(body=f"Publicité : {advertised}"), "utf-8")
    comptoir("site", "build", "--project", str(project), code=0)
    assert not {"FRM002", "PUB007"} & codes(html=True)

    # a person whose permission ended is no longer shown
    register = project / "content/images/register.toml"
    name = "portrait-ancien-tresorier.jpg"
    page.write_text(PAGE.format(body=f"![Lui](/images/{name})"), "utf-8")
    built = comptoir("site", "build", "--project", str(project), code=0).out
    assert f"Image retirée : {name}" in built
    assert "Image retirée" in (project / "output/essai/index.html").read_text("utf-8")
    assert name in register.read_text("utf-8")
    assert "IMG007" in codes()

    # without its legal notice, nothing is published
    before = (project / "output/index.html").read_bytes()
    notice = project / "legal/pages/mentions-legales.md"
    notice.write_text(notice.read_text("utf-8").replace("version:", "versoin:", 1), "utf-8")
    built = comptoir("site", "build", "--project", str(project), code=1).out
    assert "Rien n’est publié" in built
    assert "mentions-legales.md" in built
    assert (project / "output/index.html").read_bytes() == before
