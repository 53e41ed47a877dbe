"""A whole build of a small site: what is published, what is held back, what never is."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from comptoir.errors import InputError, Place, RefusedError
from comptoir.finding import Finding, Severity
from comptoir.website.build import CheckSource
from comptoir.website.shelf import Shelf
from comptoir.website.swap import fresh_folder

from make_site import SmallSite, copy_example, files_of, make_site, photo


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return make_site(tmp_path / "projet")


def blocking(path: str, code: str = "MEN001", **more: object) -> Finding:
    return replace(Finding(Place(path, 3), code, Severity.ERROR, "est fautif"), **more)  # type: ignore[arg-type]


def saying(*findings: Finding) -> CheckSource:
    return lambda _content, _audits: findings


def test_every_kind_of_page_is_published(site: SmallSite):
    report = site.build()
    assert (report.published, report.held, report.stopped) == (11, (), "")
    for url in (
        "/",
        "/ateliers/",
        "/velo/",
        "/contact/",
        "/mentions-legales/",
        "/actualites/un/",
        "/actualites/",
        "/actualites/page/2/",
        "/actualites/categorie/vie/",
        "/actualites/etiquette/velo/",
        "/actualites/themes/",
        "/agenda/",
        "/agenda/fete/",
        "/offres/",
        "/offres/kit/",
    ):
        assert "<h1" in site.html(url), url
    for name in (
        "404.html",
        "sitemap.xml",
        "robots.txt",
        "_headers",
        "favicon.svg",
        "favicon.ico",
        "apple-touch-icon.png",
        "actualites/atom.xml",
        "actualites/rss.xml",
        "agenda/agenda.ics",
        "agenda/fete/fete.ics",
        "theme/css/site.css",
        "theme/css/apparence.css",
    ):
        assert (site.output / name).is_file(), name


def test_a_legal_page_is_filled_from_the_organisation(site: SmallSite):
    site.build()
    assert "Les Amis de l’Exemple, 02 61 91 00 01." in site.html("/mentions-legales/")


def test_a_campaign_is_never_published(site: SmallSite):
    site.edit("content/campagnes/appel.md", "channels: letter", "channels: letter\narchive: true")
    site.build()
    for name, content in files_of(site.output).items():
        text = content.decode("utf-8", "replace")
        assert "appel" not in name
        assert not any(word in text for word in ("Appel secret", "Objet secret", "de la campagne"))


def test_drafts_and_pages_to_come_wait(site: SmallSite):
    site.page("content/pages/brouillon.md", keys="status: draft\n")
    site.write(
        "content/pages/demain.md",
        "---\ntitle: Demain\ndate: 2026-11-25\nsummary: S\nowner: o\n---\nTexte",
    )
    report = site.build()
    assert (report.drafts, report.scheduled) == (1, ("content/pages/demain.md",))
    assert not (site.output / "demain").exists()
    assert not (site.output / "brouillon").exists()
    assert site.build(today=date(2026, 11, 25)).scheduled == ()
    assert "Demain" in site.html("/demain/")


def test_two_builds_are_the_same_to_the_byte(site: SmallSite, tmp_path: Path):
    site.build()
    other = make_site(tmp_path / "ailleurs" / "autre")
    other.build()
    assert files_of(site.output) == files_of(other.output)


def test_a_second_build_changes_nothing(site: SmallSite):
    assert site.build().changed > 0
    assert site.build().changed == 0
    site.edit("content/pages/contact.md", "Écrivez-nous", "Appelez-nous")
    assert site.build().changed == 1


# held back


def test_an_unreadable_page_is_left_out_and_the_rest_is_published(site: SmallSite):
    site.page("content/pages/contact.md", keys="titel: x\n")
    report = site.build()
    (held,) = report.held
    assert (held.path, held.kept, report.stopped) == ("content/pages/contact.md", False, "")
    assert "titel" in held.reasons[0]
    assert not (site.output / "contact").exists()
    assert (site.output / "velo").exists()


def test_a_held_page_keeps_its_last_published_version(site: SmallSite):
    site.build()
    before = site.html("/actualites/un/")
    site.edit("content/actualites/2026-11-02-un.md", "category: Vie", "categorie: Vie")
    site.edit("content/actualites/2026-11-02-un.md", "Le prix", "Le nouveau prix")
    (held,) = site.build().held
    assert held.kept
    assert site.html("/actualites/un/") == before
    pictures = re.findall(r"/images/[\w.-]+", before)
    assert pictures
    assert all((site.output / picture.lstrip("/")).is_file() for picture in pictures)


def test_a_blocking_finding_holds_its_page_back(site: SmallSite):
    report = site.build(check_source=saying(blocking("content/pages/contact.md", "ACC001")))
    assert [held.path for held in report.held] == ["content/pages/contact.md"]
    assert not (site.output / "contact").exists()


@pytest.mark.parametrize("more", [{"severity": Severity.WARNING}, {"waived": "raison"}])
def test_a_finding_that_does_not_block_holds_nothing(site: SmallSite, more: dict[str, object]):
    said = saying(blocking("content/pages/contact.md", **more))
    assert not site.build(check_source=said).held


def test_a_fault_of_a_built_page_holds_it_back_and_the_lists_are_made_again(site: SmallSite):
    def check(shelf: Shelf, _audits: object) -> list[Finding]:
        folder = shelf.new
        faulty = folder / "actualites/un/index.html"
        return [blocking(f"{folder}/actualites/un/index.html")] if faulty.exists() else []

    report = site.build(check_html=check)
    assert [held.path for held in report.held] == ["content/actualites/2026-11-02-un.md"]
    assert not (site.output / "actualites/un").exists()
    assert not (site.output / "actualites/page").exists()  # two articles are left: one page
    assert "/actualites/un/" not in site.html("/actualites/")


def test_faults_that_show_one_after_the_other_leave_no_empty_site(site: SmallSite):
    names = [f"faute-{number}" for number in range(5)]
    for name in names:
        site.page(f"content/pages/{name}.md", name)

    def check(shelf: Shelf, _audits: object) -> list[Finding]:
        folder = shelf.new
        there = [n for n in names if (folder / n / "index.html").exists()]
        return [blocking(f"{folder}/{there[0]}/index.html")] if there else []

    report = site.build(check_html=check)
    assert {held.url for held in report.held} == {f"/{name}/" for name in names}
    assert (site.output / "index.html").exists()


def test_what_every_page_shares_holds_no_page(site: SmallSite):
    shared = blocking("output/velo/index.html", pages=40)
    report = site.build(check_html=lambda _shelf, _audits: [shared])
    assert (report.held, report.stopped) == ((), "")
    assert shared in report.findings


@pytest.mark.parametrize(
    "break_it",
    [
        lambda site: site.edit("legal/pages/mentions-legales.md", "version:", "versoin:"),
        lambda site: site.edit("legal/pages/mentions-legales.md", ".name", ".nam"),
        lambda site: site.edit("legal/pages/mentions-legales.md", "| phone }}", "| phone }"),
        lambda site: site.write("content/images/register.toml", "images = 3"),
    ],
)
def test_a_faulty_legal_page_stops_everything(site: SmallSite, break_it):
    site.build()
    before = files_of(site.output)
    break_it(site)
    report = site.build()
    assert "page légale" in report.stopped
    assert files_of(site.output) == before


def test_an_unknown_name_in_a_legal_page_has_its_line_and_a_remedy(site: SmallSite):
    site.edit("legal/pages/mentions-legales.md", ".name", ".nam")
    (held,) = site.build().held
    assert "mentions-legales.md, ligne 11" in held.reasons[0]
    assert "Vouliez-vous écrire « name »" in held.reasons[0]


def test_leaked_personal_data_stops_everything(site: SmallSite):
    report = site.build(check_source=saying(blocking("contacts/base.csv", "CTC033")))
    assert "donnée personnelle" in report.stopped
    assert not site.output.exists()


def test_strict_stops_at_the_first_fault(site: SmallSite):
    site.page("content/pages/contact.md", keys="titel: x\n")
    report = site.build(strict=True)
    assert "mode strict" in report.stopped
    assert not site.output.exists()


def test_a_site_without_its_home_page_has_one_all_the_same(site: SmallSite):
    site.page("content/pages/index.md", keys="templat: home\n")
    report = site.build()
    assert [held.path for held in report.held] == ["content/pages/index.md"]
    assert "<h1" in site.html("/")
    assert "La fête" in site.html("/")


def test_a_page_may_not_take_the_place_of_a_list(site: SmallSite):
    site.page("content/pages/agenda.md")
    (held,) = site.build().held
    assert "/agenda/" in held.reasons[0]
    assert "La fête" in site.html("/agenda/")


# templates of the project


def test_a_project_may_complete_a_template(site: SmallSite):
    site.write(
        "theme/templates/page.html",
        '{% extends "!theme/page.html" %}{% block body %}{{ super() }}<p>Ajout</p>{% endblock %}',
    )
    site.write("theme/static/css/plus.css", "p{}")
    site.build()
    assert "<p>Ajout</p>" in site.html("/velo/")
    assert (site.output / "theme/css/plus.css").is_file()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("un\n{% if x", 2, "mal écrit"),
        ('{% extends "absent.html" %}', 0, "« absent.html » n’existe pas"),
        ("un\n{{ absent.chose }}", 2, "« absent » n’existe pas"),
    ],
)
def test_a_template_error_has_its_place(site: SmallSite, text: str, line: int, words: str):
    site.build()
    before = files_of(site.output)
    site.write("theme/templates/page.html", text)
    with pytest.raises(InputError, match=words) as caught:
        site.build()
    assert caught.value.faults[0].at is not None
    assert caught.value.faults[0].at.line == line
    assert files_of(site.output) == before


def test_colours_that_cannot_be_read_are_refused(site: SmallSite):
    site.edit("comptoir.toml", "#1f5f6b", "#9fd0da")
    with pytest.raises(InputError, match="trop proche du fond") as caught:
        site.build()
    assert "Prenez par exemple #" in caught.value.faults[0].remedy


# where it is written


def test_a_folder_that_is_not_ours_is_refused(site: SmallSite, tmp_path: Path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "vacances.jpg").write_bytes(b"x")
    with pytest.raises(InputError, match="ne l’a pas écrit"):
        site.build(tmp_path / "photos")
    for output in (site.root, tmp_path):
        with pytest.raises(InputError, match="par-dessus le projet"):
            site.build(output)


def test_two_builds_at_once_are_refused(site: SmallSite):
    with fresh_folder(site.output), pytest.raises(RefusedError, match="en cours"):
        site.build()


def test_a_build_that_is_refused_leaves_the_first_ones_work(site: SmallSite):
    with fresh_folder(site.output) as new:
        (new / "fait.html").write_text("en cours")
        with pytest.raises(RefusedError):
            site.build()
        assert (new / "fait.html").read_text() == "en cours"


def test_a_build_that_was_killed_is_mended_by_the_next(site: SmallSite):
    site.build()
    before = files_of(site.output)
    site.output.rename(site.root / ".output.ancien")  # killed between the two renames
    (site.root / ".output.nouveau").mkdir()
    report = site.build()
    assert report.changed == 0
    assert files_of(site.output) == before
    assert not list(site.root.glob(".output*"))


def test_a_failed_build_leaves_nothing_beside(site: SmallSite):
    site.write("theme/templates/page.html", "{% if")
    with pytest.raises(InputError):
        site.build()
    assert not list(site.root.glob(".output*"))


def test_the_build_opens_no_database(site: SmallSite):
    site.write("var/comptoir.db", b"not a database")
    assert site.build().published == 11


# images


def test_a_missing_image_holds_its_page_back_and_says_the_line(site: SmallSite):
    site.page("content/pages/contact.md", body="![x](/images/absente.jpg)")
    (held,) = site.build().held
    assert "contact.md, ligne 8 : image absente.jpg" in held.reasons[0]


def test_a_text_named_as_an_image_is_told(site: SmallSite):
    site.write("content/images/faux.jpg", b"du texte")
    site.page("content/pages/contact.md", keys="image: faux.jpg\n")
    (held,) = site.build().held
    assert "n’est pas une image" in held.reasons[0]


def test_a_withdrawn_image_becomes_a_frame_and_the_report_says_so(site: SmallSite):
    site.page("content/pages/contact.md", body="![Elle](/images/portrait.jpg)")
    site.build()
    assert "portrait" in site.html("/contact/")
    site.edit("content/images/register.toml", "2030-01-01", "2026-11-23")
    report = site.build()
    (image,) = report.withheld
    assert image.name == "portrait.jpg"
    assert "a pris fin le 23 novembre 2026" in image.reason
    assert image.pages == ("content/pages/contact.md",)
    assert not report.held
    assert "Image retirée" in site.html("/contact/")
    assert not list((site.output / "images").glob("portrait*"))
    frame = (site.output / "images/image-retiree-700x1000.svg").read_text("utf-8")
    assert "Image retirée" in frame


def test_an_old_page_that_is_kept_does_not_show_a_withdrawn_image(site: SmallSite):
    site.page("content/pages/contact.md", body="![Elle](/images/portrait.jpg)")
    site.build()
    site.page("content/pages/contact.md", keys="titel: x\n", body="![Elle](/images/portrait.jpg)")
    site.edit("content/images/register.toml", "2030-01-01", "2026-11-23")
    (held,) = site.build().held
    assert held.kept
    assert "portrait-" not in site.html("/contact/")
    assert not list((site.output / "images").glob("portrait*"))


def test_images_come_from_the_cache_the_second_time(site: SmallSite):
    site.build()
    cached = sorted((site.root / "var/cache/images").rglob("index.json"))
    assert len(cached) == 1
    stamp = cached[0].stat().st_mtime_ns
    site.build()
    assert cached[0].stat().st_mtime_ns == stamp
    site.write("content/images/quai.jpg", photo(1301, 900))
    site.build()
    assert len(list((site.root / "var/cache/images").rglob("index.json"))) == 2


def test_the_example_builds(tmp_path: Path):
    site = copy_example(tmp_path)
    report = site.build()
    assert report.stopped == ""
    assert not report.held
    assert report.published >= 50
