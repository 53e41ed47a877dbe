"""`comptoir site new`: asks what it needs, writes a commented file that reads without a fault."""

from pathlib import Path

import click
import pytest

from comptoir.cli.kit.invocation import Invocation
from comptoir.readers.content import read_content, read_page

from make_site import SmallSite, make_site

DAY = ("--today", "2026-11-24")
FLAGS = {
    "page": (),
    "news": ("--category", "Vie"),
    "event": ("--starts", "2027-01-09 14:00", "--ends", "2027-01-09 17:30", "--place", "Ici",
              "--price", "libre"),
    "offer": ("--sku", "NEUF", "--nature", "goods", "--price", "12.00", "--vat", "20.0"),
}  # fmt: skip
COMMON = ("--summary", "Un résumé : avec « deux-points ».", "--owner", "coordination")
FILES = {
    "page": "content/pages/le-neuf.md",
    "news": "content/actualites/2026-11-24-le-neuf.md",
    "event": "content/agenda/2027-01-09-le-neuf.md",
    "offer": "content/offres/le-neuf.md",
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallSite:
    made = make_site(tmp_path / "projet")
    monkeypatch.chdir(made.root)
    return made


@pytest.mark.parametrize("kind", FLAGS)
def test_every_kind_is_written_as_a_commented_draft(comptoir, site: SmallSite, kind: str):
    done = comptoir("site", "new", kind, "Le neuf", *FLAGS[kind], *COMMON, *DAY, code=0)
    assert FILES[kind] in done.out
    path = site.root / FILES[kind]
    page = read_page(path, site.root)
    assert (page.meta.title, page.meta.status) == ("Le neuf", "draft")
    assert "\n# Ôtez le dièse" in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace("draft", "published"), "utf-8")
    assert not site.build().blocking
    assert "Le neuf" in site.html(page.url)


@pytest.mark.parametrize("kind", FLAGS)
def test_its_comments_are_true_keys(comptoir, site: SmallSite, kind: str):
    comptoir("site", "new", kind, "Le neuf", *FLAGS[kind], *COMMON, *DAY, code=0)
    path = site.root / FILES[kind]
    text = path.read_text("utf-8")
    opened = "\n".join(
        line.removeprefix("# ") if line.startswith("# ") and ": " in line else line
        for line in text.splitlines()
    )
    path.write_text(opened, "utf-8")
    read_page(path, site.root)


def test_french_names_do_the_same(comptoir, site: SmallSite):
    comptoir("site", "nouveau", "actualite", "Le neuf", "--catégorie", "Vie", "--résumé", "Court.",
             "--responsable", "ateliers", *DAY, code=0)  # fmt: skip
    assert (site.root / FILES["news"]).is_file()


def test_what_is_missing_is_told_all_at_once_with_its_option(comptoir, site: SmallSite):
    err = comptoir("site", "new", "event", "Le neuf", *DAY, code=2).err
    for option in ("--starts", "--ends", "--place", "--summary", "--owner"):
        assert option in err
    assert not (site.root / FILES["event"]).exists()


def test_on_a_terminal_it_asks_and_asks_again(
    comptoir, site: SmallSite, monkeypatch: pytest.MonkeyPatch
):
    answers = iter(["pas une date", "2027-01-09 14:00", "2027-01-09 17:30", "", "libre", "Court."])
    asked: list[str] = []

    def answer(question: str, **_: object) -> str:
        asked.append(question)
        return next(answers, "")

    monkeypatch.setattr(Invocation, "may_ask", property(lambda _: True))
    monkeypatch.setattr(click.termui, "visible_prompt_func", answer)
    comptoir("site", "new", "event", "Le neuf", *DAY, code=0)
    page = read_page(site.root / FILES["event"], site.root)
    assert page.meta.place in ("L’atelier", "Ici")  # what the other events say
    assert page.meta.owner == "coordination"
    assert [question.split(" ")[0] for question in asked][:3] == ["Début", "Début", "Fin"]


@pytest.mark.parametrize("title", ["Contact", "Le vélo"])
def test_an_address_that_is_taken_is_refused(comptoir, site: SmallSite, title: str):
    extra = ("--slug", "velo") if "vélo" in title else ()
    before = len(read_content(site.root).pages)
    err = comptoir("site", "new", "page", title, *COMMON, *extra, *DAY, code=2).err
    assert "--slug" in err
    assert len(read_content(site.root).pages) == before


def test_an_old_address_is_refused(comptoir, site: SmallSite):
    site.write("content/urls.toml", '[moved]\n"/ancienne/" = "/contact/"\n')
    err = comptoir("site", "new", "page", "Ancienne", *COMMON, *DAY, code=2).err
    assert "ancienne adresse" in err


def test_a_page_may_stand_in_a_folder(comptoir, site: SmallSite):
    comptoir("site", "new", "page", "Le bois", "--in", "ateliers", *COMMON, *DAY, code=0)
    page = read_page(site.root / "content/pages/ateliers/le-bois.md", site.root)
    assert page.section == "content/pages/ateliers/index.md"


@pytest.mark.parametrize("folder", ["../..", "/tmp"])
def test_a_folder_never_leads_out(comptoir, site: SmallSite, folder: str):
    comptoir("site", "new", "page", "Le bois", "--in", folder, *COMMON, *DAY, code=0)
    assert not list(site.root.parent.glob("le-bois.md"))
    assert list((site.root / "content/pages").rglob("le-bois.md"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("billet", "X"), "choisissez parmi"),
        (("page", "!!!", *COMMON), "--slug"),
        (("page", "  ", *COMMON), "le titre est vide"),
        (("event", "X", *FLAGS["event"], "--ends", "2027-02-30 10:00", *COMMON), "n’existe pas"),
        (("offer", "X", *FLAGS["offer"], "--price", "douze", *COMMON), "price"),
    ],
)
def test_what_is_wrong_is_told(comptoir, site: SmallSite, arguments, said: str):
    assert said in comptoir("site", "new", *arguments, *DAY, code=2).err


@pytest.mark.parametrize("title", ["agenda", "Images"])
def test_an_address_that_comptoir_writes_itself_is_refused(comptoir, site: SmallSite, title: str):
    err = comptoir("site", "new", "page", title, *COMMON, *DAY, code=2).err
    assert "que Comptoir écrit" in err
    assert f"--slug {title.lower()}-2026" in err


def test_a_free_address_is_proposed(comptoir, site: SmallSite):
    comptoir("site", "new", "page", "Contact", "--slug", "contact-2026", *COMMON, *DAY, code=0)
    assert "--slug contact-2." in comptoir("site", "new", "page", "Contact", *DAY, code=2).err


@pytest.mark.parametrize(
    ("title", "file"),
    [
        ("L’été a\u0300 Bre\u0301hat", "l-ete-a-brehat"),
        ("a/b/../c", "a-b-c"),
        ("../../etc/passwd", "etc-passwd"),
        ("Dites \"oui\" & 'non': #1 {x} [y] \\ %", "dites-oui-non-1-x-y"),
        ("deux\nlignes\t ici", "deux-lignes-ici"),
        ("🎉 Fête 🎉", "fete"),
        ("mot " * 75, "mot-" * 14 + "mot"),
    ],
)
def test_hostile_titles_make_plain_addresses_and_come_back_whole(
    comptoir, site: SmallSite, title: str, file: str
):
    comptoir("site", "new", "page", title, *COMMON, *DAY, code=0)
    page = read_page(site.root / f"content/pages/{file}.md", site.root)
    assert page.meta.title == " ".join(title.split())


def test_moments_amounts_and_natures_may_be_written_the_french_way(comptoir, site: SmallSite):
    comptoir("site", "new", "event", "Le neuf", "--starts", "9/1/2027 à 14h", "--ends",
             "09/01/2027 17h30", "--place", "Ici", "--price", "12,50 €", *COMMON, *DAY,
             code=0)  # fmt: skip
    text = (site.root / FILES["event"]).read_text("utf-8")
    assert 'starts: "2027-01-09 14:00"\nends: "2027-01-09 17:30"' in text
    assert 'price: "12.50"' in text
    comptoir("site", "new", "offer", "Le neuf", "--sku", "NEUF", "--nature", "bien", "--price",
             "39", "--vat", "5,5 %", *COMMON, *DAY, code=0)  # fmt: skip
    assert 'nature: "goods"\nprice: "39.00"\nvat: "5.5"' in (site.root / FILES["offer"]).read_text()


def test_an_event_that_ends_before_it_starts_is_told_by_its_option(comptoir, site: SmallSite):
    given = ("--starts", "2027-01-09 14:00", "--ends", "2027-01-09 13:00", "--place", "Ici")
    err = comptoir("site", "new", "event", "X", *given, "--price", "0", *COMMON, *DAY, code=2).err
    assert "--ends : La fin doit venir après le début" in err


def test_what_is_taken_is_told_before_any_question(
    comptoir, site: SmallSite, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Invocation, "may_ask", property(lambda _: True))
    monkeypatch.setattr(click.termui, "visible_prompt_func", lambda *_: pytest.fail("asked"))
    assert "--slug" in comptoir("site", "new", "page", "Contact", *DAY, code=2).err
