"""The preview: builds at each save, tells what is wrong, and never loses the last good page."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from make import ROOT
from make_preview import PATIENCE, Running, previewed
from make_site import SmallSite, make_site, page_text

VELO = "content/pages/ateliers/velo.md"


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return make_site(tmp_path)


@pytest.fixture
def running(site: SmallSite) -> Iterator[Running]:
    site.page("content/pages/brouillon.md", "Pas fini", "status: draft\n")
    site.page("content/pages/noel.md", "Noël", "").write_text(
        page_text("Noël").replace("2026-11-01", "2026-12-20"), "utf-8"
    )
    with previewed(site.root) as preview:
        yield preview


def html(running: Running, url: str) -> str:
    with urllib.request.urlopen(running.address + url) as answer:
        return answer.read().decode()


def test_drafts_and_pages_to_come_are_shown_and_marked(site: SmallSite, running: Running):
    told = {page.url: page.standing for page in running.news.waiting}
    assert told == {"/brouillon/": "brouillon", "/noel/": "à paraître le 20 décembre 2026"}
    assert "Pas fini" in html(running, "/brouillon/")
    site.build()
    assert not (site.output / "brouillon").exists()
    assert not (site.output / "noel").exists()


def test_a_save_is_built_and_its_page_checked_with_file_and_line(site, running: Running):
    site.edit(VELO, "On répare.", "On répare.\n\n#### Trop bas\n")
    news = running.wait(lambda news: any(r.code == "ACC014" for r in news.pages.get("/velo/", ())))
    assert "Trop bas" in html(running, "/velo/")
    (remark,) = [one for one in news.pages["/velo/"] if one.code == "ACC014"]
    assert remark.file == VELO
    assert (site.root / VELO).read_text("utf-8").split("\n")[remark.line - 1] == "#### Trop bas"
    assert remark.remedy
    site.edit(VELO, "#### Trop bas", "## À sa place")
    running.wait(lambda news: not any(r.code == "ACC014" for r in news.pages.get("/velo/", ())))


def test_whole_site_rules_follow(site, running: Running):
    site.edit(VELO, "On répare.", "On répare [ailleurs](/nulle-part/).")
    news = running.wait(lambda news: any(r.code == "SEO004" for r in news.pages.get("/velo/", ())))
    (broken,) = [one for one in news.pages["/velo/"] if one.code == "SEO004"]
    assert broken.file == VELO
    assert "/nulle-part/" in (site.root / VELO).read_text("utf-8").split("\n")[broken.line - 1]


@pytest.mark.parametrize(
    ("path", "old", "new", "place", "said"),
    [
        (VELO, "owner: coordination", "ownre: coordination", (VELO, 5), "clé inconnue"),
        (VELO, "---\n\n", "\n", (VELO, 1), "n’est pas refermé."),
        ("comptoir.toml", "news_per_page = 2", "news_per_page = ", ("comptoir.toml", 7), "valeur"),
    ],
)
def test_what_is_wrong_is_told_and_the_last_page_stays(
    site, running: Running, path: str, old: str, new: str, place, said: str
):
    whole = (site.root / path).read_text("utf-8")
    site.edit(path, old, new)
    news = running.wait(lambda news: bool(news.troubles))
    assert place in [(one.file, one.line) for one in news.troubles]
    assert said in " ".join(one.found.lower() for one in news.troubles)
    assert any(path in line and said in line.lower() for line in running.said)
    assert "On répare" in html(running, "/velo/")
    (site.root / path).write_text(whole, "utf-8")
    running.wait(lambda news: not news.troubles)


def test_a_template_error_is_told(site, running: Running):
    site.write("theme/templates/page.html", '{% extends "!theme/page.html" %}\n{% block %}')
    news = running.wait(lambda news: bool(news.troubles))
    assert ("theme/templates/page.html", 2) in [(one.file, one.line) for one in news.troubles]
    shutil.rmtree(site.root / "theme")
    running.wait(lambda news: not news.troubles)


def test_a_build_that_breaks_does_not_end_the_preview(site, running: Running):
    build = running.preview.build

    def breaks(job: object) -> object:
        raise FileNotFoundError("content/pages/parti.md")

    running.preview.build = breaks
    site.edit(VELO, "On répare.", "On répare tout.")
    news = running.wait(lambda news: bool(news.troubles))
    assert "FileNotFoundError" in news.troubles[0].found
    assert "parti.md" not in news.troubles[0].found
    running.preview.build = build
    site.edit(VELO, "On répare tout.", "On répare tout le temps.")
    running.wait(lambda news: not news.troubles)
    assert "tout le temps" in html(running, "/velo/")


def test_a_page_that_goes_and_one_that_comes(site, running: Running):
    site.page("content/pages/neuve.md", "Neuve")
    running.wait(lambda news: "/neuve/" in news.sources)
    (site.root / "content/pages/neuve.md").unlink()
    running.wait(lambda news: "/neuve/" not in news.sources)
    with pytest.raises(urllib.error.HTTPError, match="404"):
        html(running, "/neuve/")


def test_a_page_renamed_is_followed(site, running: Running):
    (site.root / VELO).rename(site.root / "content/pages/ateliers/bicyclette.md")
    news = running.wait(lambda news: "/bicyclette/" in news.sources)
    assert news.moved == {"/velo/": "/bicyclette/"}
    (site.root / "content/pages/ateliers").rename(site.root / "content/pages/cours")
    running.wait(lambda news: news.sources.get("/cours/") == "content/pages/cours/index.md")


def test_a_burst_of_saves_is_one_build(site, running: Running):
    before = len(running.said)
    for number in range(40):
        site.page(f"content/actualites/2026-11-05-{number}.md", f"N {number}", "category: Vie\n")
    running.wait(lambda news: "/actualites/39/" in news.sources and news.judged)
    builds = [line for line in running.said[before:] if line.startswith("Construit")]
    assert len(builds) <= 2, builds


def test_what_an_editor_keeps_aside_builds_nothing(site, running: Running):
    before = list(running.said)
    for name in (".velo.md.swp", "velo.md~", "4913", ".#velo.md"):
        site.write(f"content/pages/{name}", "x")
    site.page("content/pages/temoin.md", "Témoin")
    running.wait(lambda news: "/temoin/" in news.sources and news.judged)
    builds = [line for line in running.said[len(before) :] if line.startswith("Construit")]
    assert len(builds) == 1


@pytest.mark.usefixtures("heard")
def test_ctrl_c_ends_it(site: SmallSite):
    command = [sys.executable, "-u", "-m", "comptoir", "site", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=site.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"COMPTOIR_TODAY": "2026-11-24", "PYTHONPATH": str(ROOT / "pipeline")},
    ) as process:  # fmt: skip
        assert process.stdout
        first = process.stdout.readline()
        assert "Le site se regarde à http://127.0.0.1:" in first
        assert process.stdout.readline().startswith("Première construction")
        assert process.stdout.readline().startswith("Construit")
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        try:
            rest, errors = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
    assert "Aperçu fermé." in rest
    assert errors == ""
    assert process.returncode == 0
