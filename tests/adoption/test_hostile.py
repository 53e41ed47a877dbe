"""What real folders hold, and what a malicious one could: said in French, never a traceback."""

import os
import unicodedata
from pathlib import Path

import pytest

from make_site import photo

CONF = "SITENAME = 'Le canal'\n"
TEXT = "Title: {0}\nDate: 2015-06-01\n\nUn texte assez long pour un résumé, {0}.\n"


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


@pytest.fixture
def adopt(comptoir, project_dir, tmp_path):
    """Adopt a Pelican site made of these files; return what was told."""

    def run(files: dict[str, str | bytes], *more: str, code: int = 0):
        source = write(tmp_path / "ancien", {"pelicanconf.py": CONF, **files})
        words = ["--yes", "--json", "--project", str(project_dir), "site", "adopt", str(source)]
        done = comptoir(*words, *more, code=code)
        assert "Traceback" not in done.err
        return done.json

    return run


def said(told, path: str) -> str:
    return " ".join(r["found"] for r in told["remarks"] if r["path"].endswith(path))


def test_texts_of_every_age_and_machine_are_read(adopt, project_dir):
    nfd = unicodedata.normalize("NFD", "été")
    told = adopt(
        {
            "content/latin.md": TEXT.format("Été").encode("latin-1"),
            "content/windows.md": TEXT.format("L’œuvre").encode("cp1252"),
            "content/bom.md": b"\xef\xbb\xbf" + TEXT.format("Bom").encode(),
            "content/crlf.md": TEXT.format("Crlf").replace("\n", "\r\n"),
            f"content/{nfd}.md": TEXT.format("Décomposé"),
            "content/lien.md": TEXT.format("Lien") + "\n[ici]({filename}été.md)\n",
            "content/yaml.md": "---\ntitle: 'Yaml: deux'\ndate: 2015-06-01 10:00\n---\nUn texte.\n",
        }
    )
    assert told["articles"] == 7
    news = project_dir / "content/actualites"
    assert 'title: "Été"' in (news / "2015-06-01-ete.md").read_text()
    assert 'title: "L’œuvre"' in (news / "2015-06-01-loeuvre.md").read_text()
    assert "\r" not in (news / "2015-06-01-crlf.md").read_text()
    assert "[ici](/actualites/decompose/)" in (news / "2015-06-01-lien.md").read_text()
    assert "Windows" in said(told, "windows.md")


def test_a_head_that_no_line_closes_ends_at_a_blank_one(adopt, project_dir):
    adopt(
        {
            "content/a.md": "---\ntitle: Un: deux\ndate: 2015-06-01\n\nTexte.\n\n---\n\nSuite.\n",
            "content/b.md": "---\ntitle: 'Trois\ndate: 2015-06-01\n---\nQuatre.\n",
        }
    )
    news = project_dir / "content/actualites"
    assert "Texte.\n\n---\n\nSuite." in (news / "2015-06-01-un-deux.md").read_text()
    assert "Quatre." in (news / "2015-06-01-trois.md").read_text()


def test_what_cannot_be_a_page_is_said(adopt):
    told = adopt(
        {
            "content/vide.md": "",
            "content/binaire.md": b"\x00\x01\x02\x03" * 50,
            "content/ouvert.md": "---\nSans fin, sans clé.\n\nTexte.\n",
            "content/ligne.md": "Title: Ligne\nDate: 2015-06-01\n\n" + "a" * 5_200_000,
            "content/longue.md": "Title: Longue\nDate: 2015-06-01\n\n" + "a " * 2_000_000,
            "content/bombe.md": "---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\nTexte.\n",
        }
    )
    assert "vide" in said(told, "vide.md")
    assert "texte" in said(told, "binaire.md")
    assert "ouvert" in said(told, "ouvert.md")
    assert "démesuré" in said(told, "ligne.md")
    assert said(told, "longue.md")
    assert "alias" in said(told, "bombe.md")
    assert told["articles"] == 0


def test_a_page_that_no_list_showed_is_a_page_outside_the_menu(adopt, project_dir):
    adopt({"content/cache.md": "Status: hidden\n" + TEXT.format("Caché")})
    text = (project_dir / "content/pages/cache.md").read_text()
    assert 'aliases: ["/cache.html"]' in text
    assert "status: draft" not in text and "menu:" not in text


def test_an_article_without_a_date_is_a_draft_as_it_was_never_shown(adopt, project_dir):
    told = adopt({"content/sans.md": "Title: Sans date\n\nUn texte.\n"})
    assert told["drafts"] == 1 and "date" in said(told, "sans.md")


def test_two_with_one_address_both_live(adopt, project_dir):
    told = adopt({f"content/{n}/a.md": TEXT.format("Même") for n in ("un", "deux")})
    names = sorted(path.name for path in (project_dir / "content/actualites").iterdir())
    assert names == ["2015-06-01-meme-2.md", "2015-06-01-meme.md"]
    assert any("déjà prise" in r["found"] for r in told["remarks"])


@pytest.mark.parametrize(
    "slug", ["../../dehors", "/etc/passwd", "a\\b", "..", "con/../x", "%2e%2e"]
)
def test_a_slug_leads_nowhere_else(adopt, project_dir, tmp_path, slug):
    before = set(tmp_path.iterdir())
    adopt({"content/a.md": f"Slug: {slug}\n" + TEXT.format("A"), "content/b.md": TEXT.format("B")})
    assert set(tmp_path.iterdir()) - before <= {tmp_path / "ancien", project_dir}
    made = [p for p in project_dir.rglob("*.md") if p.parent.name == "actualites"]
    assert len(made) == 2


def test_links_out_of_the_tree_and_loops_are_left(adopt, project_dir, tmp_path):
    write(tmp_path, {"secret/secret.md": TEXT.format("Secret"), "secret/s.png": b"secret"})
    content = write(tmp_path / "ancien", {"content/a.md": TEXT.format("A")}) / "content"
    (content / "dossier").symlink_to(tmp_path / "secret")
    (content / "lien.md").symlink_to(tmp_path / "secret/secret.md")
    (content / "images").mkdir()
    (content / "images/s.png").symlink_to(tmp_path / "secret/s.png")
    (content / "boucle").symlink_to(content)
    (content / "rond.md").symlink_to("rond.md")
    os.mkfifo(content / "tuyau.md")
    told = adopt({})
    assert told["articles"] == 1
    assert "hors" in said(told, "dossier") and "hors" in said(told, "lien.md")
    texts = [p.read_bytes() for p in project_dir.rglob("*") if p.is_file()]
    assert not any(text == b"secret" for text in texts)


def test_a_folder_without_rights_is_said(adopt, tmp_path, monkeypatch):
    write(tmp_path / "ancien", {"content/clos/a.md": TEXT.format("A")})
    real = os.scandir

    def scandir(path="."):
        if str(path).endswith("clos"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)  # root, in tests, reads everything
    told = adopt({"content/b.md": TEXT.format("B")})
    assert told["articles"] == 1 and "ne se lit pas" in said(told, "clos")


def test_an_image_that_is_none_stops_nothing(adopt, project_dir):
    told = adopt(
        {
            "content/a.md": TEXT.format("A") + "\n![x]({static}/images/texte.jpg)\n",
            "content/images/texte.jpg": "Ceci est un texte.",
            "content/images/vraie.jpg": photo(40, 30),
        }
    )
    assert told["files"] == 1 and "pas une image" in said(told, "texte.jpg")


@pytest.mark.parametrize("where", ["", "content", "content/actualites"])
def test_the_project_is_not_its_own_source(comptoir, project_dir, where):
    (project_dir / where).mkdir(parents=True, exist_ok=True)
    (project_dir / where / "pelicanconf.py").write_text(CONF)
    done = comptoir("--yes", "--project", str(project_dir), "site", "adopt",
                    str(project_dir / where), code=2)  # fmt: skip
    assert "le projet lui-même" in done.err


def test_what_is_in_the_project_already_stays(adopt, project_dir):
    mine = write(
        project_dir,
        {
            "content/actualites/2015-06-01-a.md": "---\ntitle: À moi\ndate: 2015-06-01\n---\n",
            "content/images/quai.jpg": b"a moi",
            "content/images/register.toml": "# à moi\n",
            "theme/ancien/templates/base.html": "à moi",
        },
    )
    adopt({"content/a.md": TEXT.format("A"), "content/images/quai.jpg": photo(40, 30)})
    assert "À moi" in (mine / "content/actualites/2015-06-01-a.md").read_text()
    assert (mine / "content/images/quai.jpg").read_bytes() == b"a moi"
    assert (mine / "content/images/quai-2.jpg").is_file()
    assert (mine / "content/images/register.toml").read_text().startswith("# à moi\n")
    assert (mine / "theme/ancien/templates/base.html").read_text() == "à moi"


def test_what_comes_from_elsewhere_becomes_a_link(adopt, project_dir):
    body = (
        "![Un pont](http://ailleurs.example.com/pont.png)\n\n"
        '<iframe src="https://video.example.com/1"></iframe>\n<script>alert(1)</script>\n\n'
        "`<script>` se cite.\n"
    )
    told = adopt({"content/a.md": TEXT.format("A") + "\n" + body})
    text = (project_dir / "content/actualites/2015-06-01-a.md").read_text()
    assert "[Un pont](http://ailleurs.example.com/pont.png)" in text and "![Un" not in text
    assert "[1](https://video.example.com/1)" in text
    assert "<iframe" not in text and "alert" not in text and "`<script>` se cite." in text
    assert "ailleurs.example.com" in said(told, "a.md")
