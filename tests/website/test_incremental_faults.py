"""Builds that are killed, disturbed or lied to: the next one is right all the same."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from comptoir.errors import ComptoirError
from comptoir.website import build as building
from comptoir.website.incremental.memory import Memory
from comptoir.website.incremental.past import Past
from comptoir.website.incremental.watching import ALL, BETWEEN, SEP, Notes, Watched
from comptoir.website.swap import Places, beside, locked, put_files

from make_site import SmallSite, files_of, make_site, page_text

TEXT = "content/actualites/2026-11-04-trois.md"


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    site = make_site(tmp_path / "projet")
    site.build()
    return site


def memory(site: SmallSite) -> Path:
    return Memory(site.root, site.output).path


def clean(site: SmallSite) -> dict[str, bytes]:
    """Build all of it elsewhere, from nothing."""
    site.build(site.root / "propre")
    return files_of(site.root / "propre")


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    told = ((path, path.stat()) for path in folder.rglob("*") if path.is_file())
    return {str(path): (stat.st_mtime_ns, stat.st_ino) for path, stat in told}


def test_an_unchanged_project_writes_no_file(site: SmallSite):
    before = stamps(site.output)
    report = site.build()
    assert (report.changed, report.touched, report.published) == (0, (), 11)
    assert stamps(site.output) == before


def test_a_file_written_again_as_it_was_changes_nothing(site: SmallSite):
    before = stamps(site.output)
    path = site.root / TEXT
    path.write_bytes(path.read_bytes())
    assert site.build().touched == ()
    assert stamps(site.output) == before


def test_an_edited_text_writes_its_page_and_the_feed_alone(site: SmallSite):
    before = stamps(site.output)
    site.edit(TEXT, "Texte.", "Autre texte.")
    report = site.build()
    touched = {"actualites/trois/index.html", "actualites/atom.xml"}  # RSS: summaries alone
    assert set(report.touched) == touched
    assert report.urls == ("/actualites/trois/",)
    after = stamps(site.output)
    written = {path for path in after if after[path] != before.get(path)}
    assert {os.path.relpath(path, site.output) for path in written} == touched
    assert files_of(site.output) == clean(site)


def test_what_pages_share_is_written_once_and_noted_on_each():
    notes, made = Notes(), []

    class Plain:
        pass

    watched = Watched(Plain(), notes)  # type: ignore[arg-type]

    def foot() -> str:
        made.append(1)
        notes.add("menu")
        return "pied"

    told = []
    for page in ("un", "deux"):
        notes.add("face", page)
        assert watched.once("pied", caller=foot) == "pied"
        told.append(notes.taken())
    assert made == [1]
    assert ["menu" in keys.split(BETWEEN) for keys in told] == [True, True]
    assert ["face" + SEP + "un" in keys for keys in told] == [True, False]


def test_a_title_touches_the_pages_that_show_it(site: SmallSite):
    site.edit(TEXT, "title: Trois", "title: Quatre")
    touched = site.build().touched
    assert "actualites/index.html" in touched
    assert "contact/index.html" not in touched
    assert files_of(site.output) == clean(site)


SCRIPT = """
import sys
from pathlib import Path
from comptoir.context import Context
sys.path[:0] = {paths!r}
from make_site import SmallSite
report = SmallSite(Path({root!r})).build()
print(report.changed, "pelican" in sys.modules)
"""


def in_a_process(site: SmallSite) -> list[str]:
    paths = [path for path in sys.path if path]
    script = SCRIPT.format(paths=paths, root=str(site.root))
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
    )  # fmt: skip
    return done.stdout.split()


def test_pelican_is_not_even_loaded_for_nothing_nor_for_a_text(site: SmallSite):
    in_a_process(site)
    assert in_a_process(site) == ["0", "False"]
    site.edit("content/pages/contact.md", "Écrivez-nous.", "Écrivez à l’atelier.")
    assert in_a_process(site) == ["1", "False"]


@pytest.mark.parametrize("spoil", [b"", b"SQLite format 3\x00" + b"\x00" * 4000, b"n'importe quoi"])
def test_a_damaged_memory_is_as_good_as_none(site: SmallSite, spoil: bytes):
    memory(site).write_bytes(spoil)
    site.edit(TEXT, "Texte.", "Autre texte.")
    site.build()
    assert files_of(site.output) == clean(site)


def test_records_that_were_altered_are_not_believed(site: SmallSite):
    with sqlite3.connect(memory(site)) as base:
        base.execute("update sources set page = zeroblob(length(page))")
        base.execute("update prose set made = substr(made, 1, 40)")
    base.close()
    site.edit(TEXT, "title: Trois", "title: Quatre")
    site.build()
    assert files_of(site.output) == clean(site)


def test_the_memory_of_another_program_is_not_used(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("comptoir.website.incremental.past.code", lambda: "un autre")
    assert site.build().changed == 0  # made anew, and the same
    assert files_of(site.output) == clean(site)


def test_a_site_touched_by_hand_is_made_whole(site: SmallSite):
    (site.output / "contact/index.html").write_text("abîmé", "utf-8")
    (site.output / "sitemap.xml").unlink()
    (site.output / "de trop.txt").write_text("?", "utf-8")
    site.build()
    assert files_of(site.output) == clean(site)


def test_a_build_killed_before_its_files_are_in_place_leaves_the_old_site(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
):
    before = files_of(site.output)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    site.edit(TEXT, "Texte.", "Autre texte.")
    monkeypatch.setattr(building, "put_files", killed)
    with pytest.raises(KeyboardInterrupt):
        site.build()
    assert files_of(site.output) == before
    monkeypatch.undo()
    site.build()
    assert files_of(site.output) == clean(site)


def test_a_build_killed_among_its_renames_is_finished_by_the_next(tmp_path: Path):
    output = tmp_path / "site"
    output.mkdir()
    for name in ("un", "deux", "trois"):
        (output / name).write_text("ancien", "utf-8")
    places = Places(output)
    places.new.mkdir()
    (places.new / "deux").write_text("nouveau", "utf-8")  # « un » was moved before the kill
    (output / "un").write_text("nouveau", "utf-8")
    told = {"written": ["deux", "un"], "gone": ["trois"]}
    places.journal.write_text(json.dumps(told), "utf-8")
    with locked(output):
        pass
    assert files_of(output) == {"un": b"nouveau", "deux": b"nouveau"}
    assert not places.journal.exists()
    assert not places.new.exists()


def test_files_put_in_place_leave_no_empty_folder(tmp_path: Path):
    output = tmp_path / "site"
    (output / "a/b").mkdir(parents=True)
    (output / "a/b/index.html").write_text("x", "utf-8")
    with locked(output) as places, beside(places) as new:
        (new / "c").mkdir()
        (new / "c/index.html").write_text("y", "utf-8")
        put_files(places, {"c/index.html"}, {"a/b/index.html"})
    assert files_of(output) == {"c/index.html": b"y"}
    assert not (output / "a").exists()


def test_a_full_disk_leaves_the_site_and_says_so(site: SmallSite, monkeypatch: pytest.MonkeyPatch):
    before = files_of(site.output)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    site.edit(TEXT, "title: Trois", "title: Quatre")
    monkeypatch.setattr("comptoir.website.machine.Path.write_text", full)
    with pytest.raises(ComptoirError, match="disque"):
        site.build()
    monkeypatch.undo()
    assert files_of(site.output) == before
    site.build()
    assert files_of(site.output) == clean(site)


def test_what_the_shipped_theme_reads_is_followed_on_every_page(site: SmallSite):
    """One word of `site` not told to `watching`, and each page is made again at each change."""
    needs = {n: told.split(BETWEEN) for n, (_, told) in Past(site.job().wanted).jobs.items()}
    assert len(needs) > 20
    assert not [name for name, keys in needs.items() if ALL in keys]


def test_a_file_whose_name_holds_a_line_break_is_followed_too(site: SmallSite):
    site.page("content/pages/retour\nligne.md", "Retour")
    site.build()
    site.edit("content/pages/contact.md", "title: Contact", "title: Nous joindre")
    assert "retour-ligne/index.html" not in site.build().touched
    assert files_of(site.output) == clean(site)


def test_a_template_that_cannot_be_followed_is_told(site: SmallSite):
    site.write(
        "theme/templates/event.html",
        '{% extends "!theme/event.html" %}{% set part = "_parts.html" %}'
        "{% block kind %}{% import part as other %}event{% endblock %}",
    )
    notes = " ".join(site.build().notes)
    assert "event.html" in notes
    assert "ne se suit pas" in notes


def test_a_text_shown_by_a_list_makes_the_list_again(site: SmallSite):
    site.write(
        "theme/templates/category.html",
        '{% extends "!theme/category.html" %}{% block content %}'
        "{% for one in articles %}{{ one.content }}{% endfor %}{% endblock %}",
    )
    site.build()
    site.edit(TEXT, "Texte.", "Autre texte.")
    assert "actualites/categorie/ateliers/index.html" in site.build().touched
    assert files_of(site.output) == clean(site)


def test_a_page_that_became_a_folder_takes_its_place(site: SmallSite):
    site.page("content/pages/vieux.md", "Vieux", "aliases: /ancien.html\n")
    site.build()
    site.edit("content/pages/vieux.md", "/ancien.html", "/ancien.html/")
    site.build()
    assert page_text("x").startswith("---")
    assert files_of(site.output) == clean(site)
