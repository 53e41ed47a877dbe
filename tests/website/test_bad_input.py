"""Bad input on a small site: told in French with its file and line, and never half a site."""

import os
import shutil
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from comptoir.errors import InputError, RefusedError
from comptoir.errors.french import os_error
from comptoir.readers.content import read_content
from comptoir.readers.images import read_pictures
from comptoir.website import darkroom, shrink, whole
from comptoir.website.report import BuildReport
from comptoir.website.swap import fresh_folder

from make_site import HEAD, TODAY, SmallSite, files_of, make_site, page_text, photo
from needs import need

PAGE = "content/pages/essai.md"


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return make_site(tmp_path / "projet")


def front(keys: str = "", body: str = "Texte.", *, title: str = "Essai") -> str:
    return f"---\n{HEAD.format(title=title)}{keys}---\n\n{body}\n"


WRITTEN: dict[str, tuple[str | bytes, str]] = {
    "tab for a space": (front("tags:\n\t- a\n"), "ligne 7 : l’en-tête est mal écrit :"),
    "tab before a key": (front("\tslug: x\n"), "ligne 6 : l’en-tête est mal écrit :"),
    "key written twice": (front("title: Deux\n"), "ligne 6, « title » : la clé « title » est écr"),
    "no closing line": (f"---\n{HEAD.format(title='Essai')}\nTexte.", "n’est pas refermé."),
    "no such day": (front().replace("11-01", "02-30"), "ligne 3, « date » : cette date n’existe"),
    "no year": (front().replace("2026", "0000"), "ligne 3, « date » : cette date n’existe"),
    "unknown key": (front("review-by: 2027-01-01\n"), "Vouliez-vous écrire « review_by »"),
    "address in capitals": (front("slug: ../../X\n"), "ligne 6, « slug » : une adresse s’écrit"),
    "no language": (front("lang: français\n"), "ligne 6, « lang » : une langue est attendue"),
    "list as front matter": ("---\n- a\n- b\n---\nx", "ligne 2 : l’en-tête n’est pas faite de"),
    "words as front matter": ("---\nbonjour\n---\nx", "ligne 2 : l’en-tête n’est pas faite de"),
    "list as a key": (front("? [a, b]\n: x\n"), "ligne 6 : une clé est un mot"),
    "list as a title": (front().replace("Essai", "[a, b]"), "ligne 2, « title » : du texte"),
    "YAML bomb": (front("a: &a [x, x]\nb: [*a, *a]\n"), "une ancre ou un alias YAML"),
    "YAML tag": (front("tags: !!python/object/apply:os.system {a: b}\n"), "ligne 6, « tags »"),
    "merge key": (front("<<: {a: b}\n"), "clé inconnue « << »"),
    "deep lists in YAML": (front(f"tags: {'[' * 900}{']' * 900}\n"), "trop de niveaux"),
    "deeper lists in YAML": (front(f"tags: {'[' * 90000}\n"), "trop de niveaux"),
    "empty": ("", "ce fichier est vide"),
    "blank": ("\n\n \n", "ce fichier est vide"),
    "binary": (bytes(range(256)) * 9, "ce n’est pas un fichier de texte"),
    "Latin-1": (front(body="Été").encode("cp1252"), "n’est pas en UTF-8"),
    "UTF-16": (front().encode("utf-16"), "ce n’est pas un fichier de texte"),
    "control character": (front(body="a\x0bb"), "ligne 8 : cette ligne contient un signe invisi"),
    "control character in YAML": (front('tags: "\x01"\n'), "ligne 6 : cette ligne contient un"),
    "five megabytes on a line": (front(body="mot " * 1_250_000), "ligne 8 : cette ligne est dém"),
    "open brackets": (front(body="Un.\n\n" + "[a](" * 400), "ligne 10 : plus de 300 « [»".replace(
        "[»", "]( »")),
    "open images": (front(body="![" * 400), "ligne 8 : plus de 300 « [ » ne sont pas refermés"),
    "open tags": (front(body="<a " * 400), "ligne 8 : plus de 300 « < » ne sont pas refermés"),
    "stars": (front(body="*a " * 3000), "le signe « * » revient plus de 2000 fois"),
    "backticks": (front(body="``a`" * 3000), "ligne 8 : cette ligne est démesurée"),
    "lines without end": (front(body="a\n===\n" * 3000), "plus de 5000 lignes"),
    "quotes in quotes": (front(body="> " * 1000 + "x"), "ligne 8 : cette ligne est imbriquée"),
    "numbers in numbers": (front(body="1. " * 1000 + "x"), "ligne 8 : cette ligne est imbriquée"),
    "lists in lists": (
        front(body="\n".join(" " * (4 * i) + "- x" for i in range(1000))),
        "cette ligne est imbriquée sur plus de 32 niveaux",
    ),
    "abbreviations": (front(body="\n".join(f"*[A{i}]: b" for i in range(400))), "abréviations"),
    "component in a component": (
        front(body="::: note\n::: note\na\n:::\n:::"),
        "un composant n’en contient pas d’autre",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRITTEN)
def test_a_page_that_cannot_be_read_is_held_back_and_told(site: SmallSite, case: str):
    text, words = WRITTEN[case]
    site.write(PAGE, text)
    report = site.build()
    (held,) = report.held
    said = "\n".join(held.reasons)
    assert said.startswith(PAGE)
    assert words in said
    assert report.published == 11
    assert not (site.output / "essai").exists()


@pytest.mark.parametrize(
    "text",
    [
        front(body="Été.").encode("utf-8-sig"),
        front(body="Été.\n\n::: note\nx\n:::").replace("\n", "\r\n").encode(),
        front("audience:\tmembres\n").encode(),
        front(body="*" * 1500 + "\n\n" + "a" * 200_000 + " « " * 20_000).encode(),
        front(body=">" * 20 + " x\n\n" + "> - 1. x\n\n" * 300).encode(),
        front(body="```\n" + "[" * 1500 + "\n```").encode(),
        front(body="<div>" * 3000 + "x").encode(),
        front(body="\n".join(f"- [a{i}](/contact/) *b* `c`" for i in range(1200))).encode(),
    ],
    ids=["BOM", "CRLF", "tab in a value", "long", "quotes", "code", "deep HTML", "long list"],
)
def test_a_page_that_is_only_unusual_is_published(site: SmallSite, text: bytes):
    site.write(PAGE, text)
    report = site.build()
    assert report.held == ()
    assert "Essai" in site.html("/essai/")


def test_pages_too_deep_for_markdown_are_held_back_alone_and_together(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
):
    pressed = []
    usual = whole.press
    monkeypatch.setattr(whole, "press", lambda *a: (pressed.append(1), usual(*a)))
    deep = '<div markdown="1">\n' * 1000 + "x\n" + "</div>\n" * 1000
    site.page(PAGE, body=deep)
    site.page("content/pages/essai-b.md", body=deep + "y")
    site.page("content/pages/simple.md", "Simple", body="Un texte.")
    report = site.build()
    assert [held.path for held in report.held] == ["content/pages/essai-b.md", PAGE]
    assert f"{PAGE}, ligne 8 : cette page imbrique trop d’éléments" in report.held[1].reasons[0]
    assert "Un texte." in site.html("/simple/")
    assert len(pressed) == 2
    site.page(PAGE, body="Un texte court.")
    site.build()
    assert "Un texte court." in site.html("/essai/")


def test_a_page_that_becomes_too_deep_keeps_its_published_version(site: SmallSite):
    site.page(PAGE, body="Un texte court.")
    site.build()
    site.page(PAGE, body='<div markdown="1">\n' * 1000 + "x\n" + "</div>\n" * 1000)
    (held,) = site.build().held
    assert held.path == PAGE
    assert "Un texte court." in site.html("/essai/")


def test_two_pages_at_one_address_are_told_apart(site: SmallSite):
    site.page("content/pages/meme-a.md", keys="slug: meme\n")
    site.page("content/pages/meme-b.md", keys="slug: meme\n")
    (held,) = site.build().held
    assert held.path == "content/pages/meme-b.md"
    assert "ligne 6, « slug » : cette page a la même adresse (/meme/)" in held.reasons[0]
    assert "meme-a.md" in held.reasons[0]


EVENT = "starts: {start} 00:00\nends: {start} 01:00\nplace: Ici\n"


@pytest.mark.parametrize(
    ("path", "keys", "words"),
    [
        ("agenda", EVENT.format(start="0001-01-01"), "« starts » : une année entre 1900 et 2100"),
        ("agenda", EVENT.format(start="9999-12-31"), "« starts » : une année entre 1900 et 2100"),
        ("agenda", EVENT.format(start="2026-01-01") + "repeats: every week\nuntil: 9999-12-31\n",
         "une répétition finit au plus tard en 2100"),
        ("offres", f'sku: X\nprice: "{"9" * 40}"\nvat: "20"\nnature: goods\n',
         "« price » : ce n’est pas un montant"),
        ("offres", "sku: X\nprice: 1e400\nvat: NaN\nnature: goods\n", "ce n’est pas un montant"),
        ("pages", f"order: {'9' * 5000}\n", "« order »"),
    ],
)  # fmt: skip
def test_a_value_out_of_all_measure_is_told(site: SmallSite, path: str, keys: str, words: str):
    site.page(f"content/{path}/essai.md", keys=keys)
    (held,) = site.build().held
    assert words in held.reasons[0]


@pytest.mark.parametrize("there", [None, "un fichier"])
def test_a_project_without_pages_is_told(site: SmallSite, there: str | None):
    shutil.rmtree(site.root / "content")
    if there:
        site.write("content", there)
    with pytest.raises(InputError, match="content : le dossier des pages manque"):
        site.build()
    assert not site.output.exists()


def test_a_register_that_cannot_be_read_accuses_no_page(site: SmallSite):
    site.write("content/images/register.toml", "# Été\n".encode("cp1252"))
    content = read_content(site.root)
    (fault,) = content.faults
    assert "content/images/register.toml, ligne 1 : ce fichier n’est pas en UTF-8" in str(fault)
    assert read_pictures(site.root, content.pages, today=TODAY) == []


# names


def test_names_of_files_may_be_anything(site: SmallSite):
    names = (
        "avec espace.md", "retour\nligne.md", 'guil"lemet.md', "<b>.md", "%2e%2e.md", "..deux.md",
        "日本.md", unicodedata.normalize("NFD", "hiver décalé.md"),
    )  # fmt: skip
    for rank, name in enumerate(names):
        site.page(f"content/pages/{name}", title=f"Page {rank}")
    report = site.build()
    assert not report.held
    assert {p.relative_to(site.output).as_posix() for p in site.output.glob("*/index.html")} >= {
        "avec-espace/index.html", "retour-ligne/index.html", "hiver-decale/index.html",
        "page/index.html",
    }  # fmt: skip
    pages = "".join(p.read_text("utf-8") for p in site.output.rglob("*.html"))
    assert "<b>.md" not in pages


def test_a_name_that_is_not_utf8_is_told(site: SmallSite):
    need("a disk that takes any bytes as a name", sys.platform == "linux")
    folder = os.fsencode(site.root / "content/pages")
    Path(os.fsdecode(folder + b"/caf\xe9.md")).write_text(page_text("Café"), "utf-8")
    (held,) = site.build().held
    assert held.path == "content/pages/caf?.md"
    assert "n’est pas en UTF-8" in held.reasons[0]


def test_one_name_in_two_writings_of_its_accents_is_one_address(site: SmallSite):
    for form in ("NFC", "NFD"):
        site.page("content/pages/" + unicodedata.normalize(form, "été.md"))
    if len(list((site.root / "content/pages").glob("*t*.md"))) < 2:
        pytest.skip("this disk takes both names for one")
    (held,) = site.build().held
    assert "leurs accents écrits de deux façons" in held.reasons[0]


def test_an_image_is_found_whatever_its_name(site: SmallSite):
    site.write("content/images/" + unicodedata.normalize("NFD", "kit d’été.jpg"), photo())
    site.write("content/images/quai <1>\n.jpg", photo())
    body = '![a](</images/kit d’été.jpg>)\n\n![b](/images/kit d’été.jpg "Un kit")\n\n'
    site.page(PAGE, body=f"{body}![c](/images/kit%20d’%C3%A9t%C3%A9.jpg)")
    report = site.build()
    assert not report.held
    assert site.html("/essai/").count("<picture>") == 3


# links out of the tree


def test_links_that_leave_the_project_are_never_published(site: SmallSite, tmp_path: Path):
    (tmp_path / "dehors").mkdir()
    (tmp_path / "dehors" / "secret.md").write_text(page_text("SECRET"), "utf-8")
    (tmp_path / "dehors" / "secret.jpg").write_bytes(photo())
    pages = site.root / "content/pages"
    (pages / "fichier.md").symlink_to(tmp_path / "dehors" / "secret.md")
    (pages / "dossier").symlink_to(tmp_path / "dehors")
    (pages / "rond").symlink_to(".")
    (pages / "nulle-part.md").symlink_to(tmp_path / "absent.md")
    (site.root / "content/images/secret.jpg").symlink_to(tmp_path / "dehors" / "secret.jpg")
    site.page(PAGE, body="![x](/images/secret.jpg)")
    said = {held.path: held.reasons[0] for held in site.build().held}
    assert "mène hors du projet" in said["content/pages/fichier.md"]
    assert "est un lien : ses pages ne sont pas lues" in said["content/pages/dossier"]
    assert "est un lien" in said["content/pages/rond"]
    assert "ne mène nulle part" in said["content/pages/nulle-part.md"]
    assert f"{PAGE}, ligne 8" in said[PAGE]
    assert not any(b"SECRET" in content for content in files_of(site.output).values())


@pytest.mark.parametrize("name", ["templates/page.html", "static/x.css", "static/dossier"])
def test_a_theme_may_not_lead_out_of_the_project(site: SmallSite, tmp_path: Path, name: str):
    site.build()
    before = files_of(site.output)
    target = tmp_path / "secret"
    target.mkdir() if name.endswith("dossier") else target.write_text("SECRET", "utf-8")
    link = site.root / "theme" / name
    link.parent.mkdir(parents=True)
    link.symlink_to(target)
    with pytest.raises(InputError, match="mène hors du projet") as caught:
        site.build()
    assert caught.value.faults[0].at is not None
    assert caught.value.faults[0].at.path == f"theme/{name}"
    assert files_of(site.output) == before


def test_a_folder_named_as_a_page_is_a_folder(site: SmallSite):
    site.page("content/pages/dossier.md/dedans.md")
    assert not site.build().held
    assert (site.output / "dedans/index.html").is_file()


# templates

SELF = "{% macro tourne() %}{{ tourne() }}{% endmacro %}{{ tourne() }}"
TEMPLATES = {
    "division": ({"page.html": "un\n{{ 1 / 0 }}"}, 2, "échoue à cette ligne"),
    "types": ({"page.html": "un\n{{ 1 + 'a' }}"}, 2, "échoue à cette ligne"),
    "filter": ({"page.html": "un\n\n{{ page.title | round }}"}, 3, "échoue à cette ligne"),
    "loop": ({"page.html": "{% for a in page %}{% endfor %}"}, 1, "échoue à cette ligne"),
    "macro": ({"page.html": SELF}, 1, "s’inclut lui-même"),
    "includes": (
        {"page.html": '{% include "a.html" %}', "a.html": '{% include "page.html" %}'},
        1,
        "s’inclut lui-même",
    ),
    "extends": (
        {"page.html": '{% extends "a.html" %}', "a.html": '{% extends "page.html" %}'},
        1,
        "s’inclut lui-même",
    ),
    "encoding": ({"page.html": "un\n\né".encode("cp1252")}, 3, "pas en UTF-8"),
    "binary": ({"page.html": b"\0\1"}, 0, "n’est pas un fichier de texte"),
}


@pytest.mark.parametrize("case", TEMPLATES)
def test_a_template_that_fails_has_its_place(site: SmallSite, case: str):
    files, line, words = TEMPLATES[case]
    site.build()
    before = files_of(site.output)
    for name, text in files.items():
        site.write(f"theme/templates/{name}", text)
    with pytest.raises(InputError, match=words) as caught:
        site.build()
    at = caught.value.faults[0].at
    assert at is not None
    assert at.path.startswith("theme/templates/")
    assert at.line == line
    assert files_of(site.output) == before
    assert not list(site.root.glob(".output*"))


# what is written is never half written


def test_html_and_scripts_in_titles_stay_words(site: SmallSite):
    bad = '"<script>alert(1)</script> & ]]>"'
    keys = 'category: "<b>Vie</b>"\ntags: "<i>, a/b, .."\nseries: "</script><script>a"\n'
    site.write("content/actualites/2026-11-05-x.md", front(keys, title=bad))
    keys = 'starts: 2026-12-05 14:00\nends: 2026-12-05 15:00\nplace: "</script>\\nBEGIN:VALARM"\n'
    site.write("content/agenda/x.md", front(keys.replace("\\n", " "), title=bad))
    assert not site.build().held
    for name, content in files_of(site.output).items():
        text = content.decode("utf-8", "replace")
        if name.endswith((".html", ".xml")):
            assert "<script>alert" not in text, name
            assert "<script>a<" not in text, name
        assert "\nBEGIN:VALARM" not in text, name


def test_a_full_disk_is_told_and_the_site_in_place_stays(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
):
    site.build()
    before = files_of(site.output)
    site.edit("content/pages/contact.md", "Écrivez-nous", "Appelez-nous")
    for name in ("write_text", "write_bytes"):
        wrote: Callable[..., int] = getattr(Path, name)

        def full(
            self: Path, *given: object, wrote: Callable[..., int] = wrote, **more: object
        ) -> int:
            if ".output.nouveau" in str(self) and self.name == "index.html":
                raise OSError(28, "No space left on device", str(self))
            return wrote(self, *given, **more)

        monkeypatch.setattr(Path, name, full)
    with pytest.raises(Exception, match="disque est plein") as caught:
        site.build()
    assert getattr(caught.value, "exit_code", 0) == 4
    assert files_of(site.output) == before
    assert not list(site.root.glob(".output*"))


def test_a_file_that_may_not_be_read_is_told(site: SmallSite, monkeypatch: pytest.MonkeyPatch):
    site.build()
    before = files_of(site.output)
    refused = site.page(PAGE)
    read: Callable[[Path], bytes] = Path.read_bytes

    def locked(self: Path) -> bytes:
        if self == refused:
            raise PermissionError(13, "Permission denied", str(self))
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", locked)
    with pytest.raises(Exception, match=r"essai\.md : l’accès est refusé"):
        site.build()
    assert files_of(site.output) == before


@pytest.mark.parametrize("name", ["index.json", "480.webp"])
def test_a_cache_that_is_damaged_is_made_again(site: SmallSite, name: str):
    site.build()
    before = files_of(site.output)
    (kept,) = (site.root / "var/cache/images").rglob(name)
    whole = kept.read_bytes()
    kept.write_bytes(b"\0garbage")
    shutil.rmtree(site.output)  # what is published is not made again
    site.build()
    assert files_of(site.output) == before
    assert kept.read_bytes() == whole


def patiently(site: SmallSite) -> BuildReport:
    """Build once a child of the killed build has ended: until then it holds the place."""
    for _ in range(300):
        try:
            return site.build()
        except RefusedError:
            time.sleep(0.1)
    return site.build()


def test_a_build_that_is_killed_leaves_the_site_and_the_next_is_right(site: SmallSite):
    site.build()
    before = files_of(site.output)
    for rank in range(150):
        site.page(f"content/actualites/2026-10-{rank % 28 + 1:02}-n{rank}.md", f"N{rank}",
                  "category: Vie\n")  # fmt: skip
    code = "from pathlib import Path; from make_site import SmallSite; import sys; "
    command = [sys.executable, "-c", f"{code}SmallSite(Path(sys.argv[1])).build()", str(site.root)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(command, env=env)
    new = site.root / ".output.nouveau"
    for _ in range(600):  # until it writes pages
        if list(new.glob("actualites/*/index.html")) or process.poll() is not None:
            break
        time.sleep(0.02)
    process.kill()
    process.wait()
    if new.exists():  # killed in the middle: the old site is whole
        assert files_of(site.output) == before
    report = patiently(site)
    assert report.published == 161
    assert not list(site.root.glob(".output*"))
    other = make_site(site.root.parent / "autre")
    for path in (site.root / "content/actualites").iterdir():
        other.write(f"content/actualites/{path.name}", path.read_bytes())
    other.build()
    assert files_of(site.output) == files_of(other.output)


def test_a_second_build_does_not_disturb_the_first(site: SmallSite):
    with fresh_folder(site.output) as new:
        (new / "page.html").write_text("une page", "utf-8")
        with pytest.raises(RefusedError, match="en cours"):
            site.build()
        assert (new / "page.html").is_file()
    assert not list(site.root.glob(".output*"))
    assert not site.build().held


@pytest.mark.slow
def test_ten_thousand_files_build(site: SmallSite):
    for rank in range(10_000):
        keys = f"category: Vie\nslug: n{rank}\n"
        site.page(f"content/actualites/2026-{rank % 10 + 1:02}-01-n{rank}.md", f"N{rank}", keys)
    report = site.build()
    assert report.published == 10_011
    assert not report.held


def test_an_error_of_the_disk_is_in_french():
    assert "quota" in str(os_error(OSError(122, "Disk quota exceeded")))
    assert darkroom.FULL_DISK == (28, 122)
    assert shrink.MAX_PIXELS == 20_000_000
