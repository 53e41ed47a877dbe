"""The commands `site`, `theme` and `image`."""

from pathlib import Path

import pytest

from comptoir.cli.kit.site_said import build_text
from comptoir.errors import Place
from comptoir.finding import Finding, Severity
from comptoir.website.report import BuildReport

from make_site import SmallSite, make_site


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallSite:
    made = make_site(tmp_path / "projet")
    monkeypatch.chdir(made.root)
    return made


DAY = ("--today", "2026-11-24")


def test_a_build_says_what_it_made_and_where(comptoir, site: SmallSite):
    done = comptoir("site", "build", "--no-check", *DAY, code=0)
    assert "11 pages, 1 image" in done.out
    assert "output/" in done.out
    assert (site.output / "index.html").is_file()
    assert (site.root / "var").stat().st_mode & 0o077 == 0


def test_french_names_do_the_same(comptoir, site: SmallSite):
    comptoir("site", "construire", "--sans-vérifier", "--sortie", "public", *DAY, code=0)
    assert (site.root / "public" / "index.html").is_file()


def test_a_page_held_back_ends_with_one(comptoir, site: SmallSite):
    site.page("content/pages/contact.md", keys="titel: x\n")
    done = comptoir("site", "build", "--no-check", *DAY, code=1)
    assert "Retenue : content/pages/contact.md n’est pas publiée." in done.out
    assert "Vouliez-vous écrire « title » ?" in done.out


def test_a_build_that_is_stopped_says_why(comptoir, site: SmallSite):
    site.edit("legal/pages/mentions-legales.md", ".name", ".nam")
    done = comptoir("site", "build", "--no-check", *DAY, code=1)
    assert "Rien n’est publié" in done.out
    assert not site.output.exists()


def test_the_rules_are_applied_to_the_source_and_to_the_pages(comptoir, site: SmallSite):
    done = comptoir("site", "build", "--json", *DAY)
    assert done.json["findings"]
    without = comptoir("site", "build", "--json", "--no-check", *DAY)
    assert without.json["findings"] == []


def test_dead_links_are_named_with_their_page(tmp_path: Path):
    found = [
        Finding(
            at=Place(f"content/pages/{n}.md"),
            code="SEO004",
            severity=Severity.WARNING,
            found="le lien vers /nulle-part/ ne mène à rien.",
            pages=14 if n == 1 else 1,
        )
        for n in range(9)
    ]
    said = build_text(BuildReport(output=tmp_path, findings=tuple(found)), tmp_path)
    assert "content/pages/0.md : le lien vers /nulle-part/ ne mène à rien." in said
    assert "14 pages (menu, pied de page ou gabarit) : le lien vers /nulle-part/" in said
    assert "… et 3 autres liens sans but." in said


def test_json_is_one_document(comptoir, site: SmallSite):
    told = comptoir("site", "build", "--no-check", "--json", *DAY, code=0).json
    assert (told["written"], told["published"], told["held"]) == (True, 11, [])


def test_a_folder_that_is_no_project_is_told(
    comptoir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert "Comptoir" in comptoir("site", "build", code=2).err


@pytest.mark.parametrize(("host", "open_to_all"), [("127.0.0.1", False), ("0.0.0.0", True)])
def test_a_preview_that_the_network_sees_says_so(
    comptoir, site: SmallSite, monkeypatch: pytest.MonkeyPatch, host: str, open_to_all: bool
):
    def interrupted(_preview: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("comptoir.website.preview.server.Server.open", lambda _: "http://ici/")
    monkeypatch.setattr("comptoir.desk.preview.Preview.run", interrupted)
    done = comptoir("site", "serve", "--host", host, code=0)
    assert "Le site se regarde à http://ici/" in done.out
    assert "Aperçu fermé." in done.out
    assert ("sans mot de passe" in done.err) is open_to_all


def test_the_preview_may_open_the_browser(
    comptoir, site: SmallSite, monkeypatch: pytest.MonkeyPatch
):
    opened: list[str] = []
    monkeypatch.setattr("comptoir.website.preview.server.Server.open", lambda _: "http://ici/")
    monkeypatch.setattr("comptoir.desk.preview.Preview.run", lambda _: None)
    monkeypatch.setattr("webbrowser.open", opened.append)
    comptoir("site", "servir", code=0)
    comptoir("site", "servir", "--ouvrir", code=0)
    assert opened == ["http://ici/"]


def test_a_template_is_ejected_once(comptoir, site: SmallSite):
    done = comptoir("theme", "eject", "templates/page.html", code=0)
    assert "theme/templates/page.html est à vous" in done.out
    assert (site.root / "theme/templates/page.html").is_file()
    assert "déjà" in comptoir("thème", "extraire", "templates/page.html", code=2).err
    listed = comptoir("theme", "list", "--json", code=0).json
    assert {"name": "templates/page.html", "own": True} in listed


@pytest.mark.parametrize("name", ["templates/pag.html", "../pyproject.toml"])
def test_a_theme_file_that_does_not_exist_is_told(comptoir, site: SmallSite, name: str):
    assert "Aucun fichier du thème" in comptoir("theme", "eject", name, code=2).err


def test_images_and_their_states(comptoir, site: SmallSite):
    site.write("content/images/seule.jpg", b"x")
    listed = {image["name"]: image for image in comptoir("image", "list", "--json", code=0).json}
    assert listed["quai.jpg"]["pages"] == [
        "content/actualites/2026-11-02-un.md",
        "content/pages/index.md",
    ]
    assert listed["seule.jpg"]["registered"] is False
    assert "absente du registre" in comptoir("image", "lister", code=0).out


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-11-24", "valid"), ("2029-12-15", "ending"), ("2030-01-02", "ended")],
)
def test_releases_and_their_ends(comptoir, site: SmallSite, day: str, state: str):
    (told,) = comptoir("image", "release", "--json", "--today", day, code=0).json
    assert (told["id"], told["state"], told["images"]) == ("R-1", state, ["portrait.jpg"])
