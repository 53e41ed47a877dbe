"""What is due: from the files alone in a clone, with the unpaid invoices where the base is."""

import shutil

import pytest

from comptoir.desk import due

from make import ROOT
from make_site import page_text


@pytest.fixture
def with_pages(project_dir):
    shutil.copytree(ROOT / "content", project_dir / "content")
    return project_dir


def test_a_clone_without_a_base_says_what_its_files_know(with_pages, comptoir):
    done = comptoir("due", "--project", str(with_pages), code=0)
    assert "Repair café de décembre 2026" in done.out
    assert "lampions" not in done.out, "a cancelled event is not due"


def test_a_release_that_ends_is_said_and_a_withdrawn_one_is_not(with_pages, ctx):
    said = [task.what for task in due.due(ctx, within=60)]
    assert any("R-2025-003" in what for what in said)
    assert not any("R-2024-002" in what for what in said)


def test_the_most_pressing_comes_first(with_pages, ctx):
    days = [task.on for task in due.due(ctx, within=120)]
    assert days == sorted(days)
    assert due.due(ctx, within=0) == [
        task for task in due.due(ctx, within=120) if task.on <= ctx.today
    ]


def test_the_domain_and_its_certificate_are_renewed_in_time(ctx):
    path = ctx.root / "comptoir.toml"
    text = path.read_text("utf-8").split("[domain]")[0]
    path.write_text(
        f"{text}[domain]\nexpires = 2026-12-20\ncertificate_expires = 2027-03-01\n"
        'registrar = "Gandi"\n',
        "utf-8",
    )
    said = [task.what for task in due.due(ctx, within=30)]
    assert any("nom de domaine" in what and "Gandi" in what for what in said)
    assert not any("certificat" in what for what in said)


def test_row_90_the_editorial_calendar_names_the_owner_and_the_next_review(with_pages, comptoir):
    (with_pages / "content/pages/brouillon.md").write_text(
        page_text("Pas fini", "status: draft\n"), "utf-8"
    )
    (with_pages / "content/pages/vieille.md").write_text(
        page_text("À relire", "review_by: 2026-11-01\n"), "utf-8"
    )
    done = comptoir("due", "--project", str(with_pages), "--today", "2026-11-24", "--json", code=0)
    told = {task["what"]: (task["on"], task["owner"], task["command"]) for task in done.json["due"]}
    late = "Relire la page « À relire », en retard de 23 jours"
    assert told[late] == ("2026-11-01", "coordination", "content/pages/vieille.md")
    assert any(what.startswith("Finir le brouillon « Pas fini »") for what in told)
    said = comptoir("due", "--project", str(with_pages), "--today", "2026-11-24", code=0).out
    assert f"01/11/2026  {late} (coordination, content/pages/vieille.md)" in said
