"""Exports of WordPress: everything that twelve years leave in one."""

import json
from pathlib import Path

import pytest

from comptoir.context import Silent
from comptoir.errors import InputError
from comptoir.readers.adoption import wxr
from comptoir.readers.adoption.wordpress import read_wordpress

from make_site import photo
from make_wxr import SITE, association, export, item


def read(folder: Path, text: str | bytes):
    path = folder / "export.xml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_wordpress(path, None, progress=Silent())


@pytest.fixture
def adopted(comptoir, project_dir, tmp_path):
    media = tmp_path / "uploads"
    for name in ("2019/01/quai.png", "2019/02/pont.png"):
        (media / name).parent.mkdir(parents=True, exist_ok=True)
        (media / name).write_bytes(photo(40, 30) + name.encode())
    (tmp_path / "canal.xml").write_text(association())
    words = ["site", "adopt", str(tmp_path / "canal.xml"), "--media", str(media)]
    told = comptoir("--yes", "--json", "--project", str(project_dir), *words, code=0).json
    return told, project_dir


def page(root: Path, name: str) -> str:
    return (root / "content" / name).read_text()


def test_pages_and_posts_keep_their_addresses_and_their_questions(adopted):
    _, root = adopted
    post = page(root, "actualites/2019-01-02-rentree.md")
    assert json.loads(post.split("aliases: ")[1].split("\n")[0]) == [
        "/2019/01/02/rentree/", "/2019/01/02/rentree/quai/", "/?p=20", "/?attachment_id=5",
    ]  # fmt: skip
    about = page(root, "pages/association/index.md")
    assert '"/?page_id=10", "/?p=10"' in about
    assert '"/association/bureau/"' in page(root, "pages/association/bureau.md")


def test_titles_categories_and_menus_are_plain_words(adopted):
    told, root = adopted
    post = page(root, "actualites/2019-01-02-rentree.md")
    assert 'title: "Pain & sel"' in post and 'category: "Vie & quai"' in post
    assert told["menu"] == [
        {"label": "Qui sommes-nous", "url": "/association/"},
        {"label": "Ailleurs", "url": "https://autre.example.org/"},
    ]


def test_the_front_page_is_the_home(adopted):
    _, root = adopted
    assert "template: home" in page(root, "pages/index.md")


def test_what_was_not_public_is_a_draft(adopted):
    told, root = adopted
    drafts = [
        path.name
        for path in sorted((root / "content").rglob("*.md"))
        if "status: draft" in path.read_text()
    ]
    assert len(drafts) == told["drafts"] == 4
    assert "status: draft" not in page(root, "actualites/2030-01-02-plus-tard.md")
    assert not list((root / "content").rglob("*jete*"))


def test_blocks_become_markdown(adopted):
    _, root = adopted
    body = page(root, "pages/association/index.md").split("---\n")[2]
    assert "Le canal **relie** Nantes" in body and "## Le quai" in body
    assert '![Le quai vu du pont](/images/quai.png "Le quai au matin")' in body
    assert "Un bloc réutilisé." in body
    assert "<https://video.example.org/w/1>" in body
    assert "[nous](/association/)" in body
    assert "wp:" not in body


def test_the_old_editor_and_its_codes_become_markdown(adopted):
    _, root = adopted
    body = page(root, "actualites/2019-01-02-rentree.md").split("---\n")[2]
    assert "Bonjour à tous les adhérents." in body and "## Un titre" in body and "- un" in body
    assert '![Le quai vu du pont](/images/quai.png "Le quai en légende")' in body
    assert "](/images/pont.png)" in body
    assert "Fin de ]]> texte." in body and "[sic]" in body
    assert "contact-form-7" in body and "[contact-form-7" not in body


def test_nobody_s_name_is_carried_over(adopted):
    told, root = adopted
    for path in (p for p in root.rglob("*") if p.is_file() and p.suffix in (".md", ".json")):
        text = path.read_text()
        assert "camille" not in text and "Dominique" not in text and "Bravo" not in text
    people = [r["found"] for r in told["remarks"] if r["topic"] == "people"]
    assert people == [
        "2 commentaires : données de personnes, non reprises.",
        "1 compte d’auteur : données de personnes, non reprises.",
    ]


def test_forms_events_and_types_of_extensions_are_said(adopted):
    told, _ = adopted
    said = " ".join(r["found"] for r in told["remarks"] if r["topic"] == "form")
    for word in ("contact-form-7", "tribe_events", "tribe/event-list", "wpcf7_contact_form"):
        assert word in said


def test_bytes_that_xml_forbids_are_left_out(tmp_path):
    text = export(item(1, "Un\x0bdeux", "Trois\x08 quatre.")).encode()
    read_site = read(tmp_path, text.replace(b"quatre", b"qua\xfftre"))
    assert read_site.pages[0].title == "Undeux"
    assert "Trois qua" in read_site.pages[0].body


def test_things_without_a_number_or_with_the_same_are_told_apart(tmp_path):
    text = export(item(7, "Un", "A."), item(7, "Deux", "B."), item(8, "Trois"), item(9, "Quatre"))
    for number in (8, 9):
        text = text.replace(f"<wp:post_id>{number}</wp:post_id>", "")
    assert len({page.key for page in read(tmp_path, text).pages}) == 4


def test_a_long_export_is_read_by_pieces(tmp_path, monkeypatch):
    sizes: list[int] = []
    real = wxr._Clean.read

    def noted(self, size: int = -1) -> bytes:
        piece = real(self, size)
        sizes.append(len(piece))
        return piece

    monkeypatch.setattr(wxr._Clean, "read", noted)
    body = "é’" * 15_000
    site = read(tmp_path, export(*(item(n, f"T{n}", f"x{body}") for n in range(1, 40))))
    assert max(sizes) < 200_000
    assert all(page.body == f"x{body}" for page in site.pages)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]><rss><channel>&b;</channel></rss>', "déclaration"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><rss/>', "déclaration"),
        ("<a>" * 60 + "</a>" * 60, "imbriqué"),
        ("<rss><channel><item>", "mal formé"),
        ("<rss><channel><title>x</title></channel></rss>", "pas un export"),
        ("", "mal formé"),
        (b"\x00\x01\x02PK\x03\x04", "mal formé"),
    ],
)
def test_what_is_no_export_is_refused(tmp_path, text, said):
    with pytest.raises(InputError, match=said):
        read(tmp_path, text)


def test_a_question_is_redirected_by_the_server_s_rules(adopted, comptoir):
    _, root = adopted
    comptoir("--project", str(root), "site", "build", "--no-check", code=None)
    rules = (root / "output/.htaccess").read_text()
    assert 'RewriteRule "^$" "/actualites/rentree/?" [R=301,L]' in rules
    assert f"{SITE}/?p=20" not in rules
