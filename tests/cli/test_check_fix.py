"""`comptoir check --fix` and `--diff` on a project."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from make_site import HEAD_OF_PAGE

Command = Callable[..., Any]


@pytest.fixture
def here(project_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (project_dir / "content" / "pages").mkdir(parents=True)
    monkeypatch.chdir(project_dir)
    return project_dir


def page(here: Path, body: str, *, name: str = "a", bom: bool = False, crlf: bool = False) -> Path:
    text = f"{HEAD_OF_PAGE}{body}\n"
    path = here / "content" / "pages" / f"{name}.md"
    raw = (text.replace("\n", "\r\n") if crlf else text).encode()
    path.write_bytes((b"\xef\xbb\xbf" if bom else b"") + raw)
    return path


def test_a_diff_is_shown_and_nothing_is_written(here: Path, comptoir: Command) -> None:
    path = page(here, "Venez nombreux !")
    before = path.read_bytes()
    done = comptoir("check", "--diff", code=1)
    assert "--- content/pages/a.md (avant)" in done.out
    assert "+Venez nombreux\u202f!" in done.out
    assert "À corriger : espaces insécables (1)." in done.out
    assert path.read_bytes() == before


def test_a_fix_is_told_file_by_file_and_done_once(here: Path, comptoir: Command) -> None:
    path = page(here, "Venez nombreux !")
    done = comptoir("check", "--fix", "--select", "ACC", code=0)
    assert "Corrigé : content/pages/a.md : espaces insécables (1)." in done.err
    assert "nombreux\u202f!" in path.read_text("utf-8")
    assert "Rien à corriger." in comptoir("check", "--diff", code=0).out


@pytest.mark.parametrize("bom", [False, True])
@pytest.mark.parametrize("crlf", [False, True])
def test_only_what_is_mended_changes(here: Path, comptoir: Command, bom, crlf) -> None:
    path = page(here, "Un.\n\n`a ! b`\n\nDeux !", bom=bom, crlf=crlf)
    path.chmod(0o640)
    before = path.read_bytes()
    comptoir("check", "--fix", "--select", "ACC", code=0)
    wanted = before.replace(b"Deux !", "Deux\u202f!".encode())
    assert path.read_bytes() == wanted
    assert path.stat().st_mode & 0o777 == 0o640
    assert [file.name for file in path.parent.iterdir()] == ["a.md"]


def test_only_the_files_given_are_mended(here: Path, comptoir: Command) -> None:
    one, other = page(here, "Oui !"), page(here, "Non !", name="b")
    comptoir("check", "--fix", "content/pages/a.md", "--select", "ACC", code=0)
    assert "\u202f" in one.read_text("utf-8")
    assert "\u202f" not in other.read_text("utf-8")


def test_a_link_to_a_page_that_moved_follows_it(here: Path, comptoir: Command) -> None:
    page(here, "La nouvelle page.", name="nouvelle")
    path = page(here, "Voir [la page](/ancienne/#haut).")
    (here / "content" / "urls.toml").write_text('[moved]\n"/ancienne/" = "/nouvelle/"\n')
    done = comptoir("check", "--fix", "--select", "ACC", code=0)
    assert "liens déplacés (1)" in done.err
    assert "[la page](/nouvelle/#haut)" in path.read_text("utf-8")


def test_a_file_in_another_encoding_is_left_as_it_is(here: Path, comptoir: Command) -> None:
    path = here / "content" / "pages" / "latin.md"
    path.write_bytes(f"{HEAD_OF_PAGE}L’été !".replace("’", "'").encode("latin-1", "replace"))
    before = path.read_bytes()
    comptoir("check", "--fix", "--select", "ACC", code=0)
    assert path.read_bytes() == before


def test_bad_asks_are_refused_in_french(here: Path, comptoir: Command) -> None:
    assert "n’existe pas" in comptoir("check", "--fix", "rien.md", code=2).err
    (here / "sortie").mkdir()
    assert "pas des pages construites" in comptoir("check", "--fix", "--html", "sortie", code=2).err


def test_a_diff_in_json_gives_each_file(here: Path, comptoir: Command) -> None:
    page(here, "Oui !")
    files = comptoir("check", "--diff", "--json", code=1).json["files"]
    assert [(file["path"], file["counts"]) for file in files] == [
        ("content/pages/a.md", {"espaces insécables": 1})
    ]
