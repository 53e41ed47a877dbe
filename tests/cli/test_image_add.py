"""`comptoir image add|list`: what enters, what is refused, what is said of each image."""

import io
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from comptoir.readers.exif import tells_where

Command = Callable[..., Any]
KNOWN = ("--author", "Ana Exemple", "--licence", "cession", "--alt", "Le quai au matin")
SHOWN = ("--persons", "reconnaissable", "--signed-on", "2026-11-01", "--until", "2028-10-31")


@pytest.fixture
def here(project_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (project_dir / "content" / "images").mkdir(parents=True)
    monkeypatch.chdir(project_dir)
    return project_dir


def photo(folder: Path, name: str = "Été au Quai.JPG", *, placed: bool = False) -> Path:
    exif = Image.Exif()
    if placed:
        exif.get_ifd(0x8825)[1] = "N"
    made = io.BytesIO()
    Image.new("RGB", (30, 20), "navy").save(made, "JPEG", exif=exif.tobytes())
    path = folder / name
    path.write_bytes(made.getvalue())
    return path


def register(here: Path) -> dict[str, Any]:
    return tomllib.loads((here / "content/images/register.toml").read_text("utf-8"))


def test_an_image_enters_with_its_entry_and_without_its_position(
    here: Path, comptoir: Command, tmp_path: Path
) -> None:
    old = '# à nous\n[images."a.jpg"]\nauthor = "X"\nlicence = "own"\nalt = "A"\n'
    (here / "content/images/register.toml").write_text(old, encoding="utf-8")
    done = comptoir("image", "add", str(photo(tmp_path, placed=True)), *KNOWN, code=0)
    assert "content/images/ete-au-quai.jpg" in done.out
    assert "la position a été retirée" in done.out
    assert not tells_where(here / "content/images/ete-au-quai.jpg")
    assert (here / "content/images/register.toml").read_text("utf-8").startswith(old)
    assert register(here)["images"]["ete-au-quai.jpg"] == {
        "author": "Ana Exemple", "licence": "cession", "alt": "Le quai au matin",
        "persons": "none",
    }  # fmt: skip


def test_a_release_is_noted_by_its_number_and_no_name_enters(
    here: Path, comptoir: Command, tmp_path: Path
) -> None:
    done = comptoir("image", "add", str(photo(tmp_path)), *KNOWN, *SHOWN, code=0)
    assert "R-2026-001" in done.out
    again = photo(tmp_path, "deux.jpg")
    minor = ("--minor", "--signatures", "2", "--child-consulted")
    comptoir("image", "add", str(again), *KNOWN, *SHOWN, *minor, code=0)
    held = register(here)
    assert held["images"]["deux.jpg"]["releases"] == ["R-2026-002"]
    assert held["releases"]["R-2026-002"]["signatures"] == 2
    third = photo(tmp_path, "trois.jpg")
    cited = ("--persons", "reconnaissable", "--release", "R-2026-001")
    comptoir("image", "add", str(third), *KNOWN, *cited, code=0)
    assert register(here)["images"]["trois.jpg"]["releases"] == ["R-2026-001"]
    comptoir("check", "--select", "IMG,LEC", code=0)


@pytest.mark.parametrize(
    ("told", "code", "said"),
    [
        (("--persons", "reconnaissable"), 3, "aucune autorisation n’est notée"),
        ((*SHOWN, "--minor", "--child-consulted"), 3, "l’accord des deux parents"),
        ((*SHOWN, "--minor", "--signatures", "2"), 3, "que l’enfant a donné son avis"),
        (("--persons", "reconnaissable", "--signed-on", "2024-01-01", "--until", "2025-01-01"), 3,
         "a pris fin"),
        (("--persons", "reconnaissable", "--release", "R-2020-009"), 3, "n’est pas au registre"),
        ((*SHOWN, "--uses", "print"), 3, "ne couvre pas cet usage"),
        (("--valid-to", "2025-01-01"), 3, "a pris fin"),
        (("--licence", "libre"), 2, "licence"),
        (("--persons", "qui"), 2, "persons"),
        (("--signed-on", "2026-02-30"), 2, "date"),
    ],
)  # fmt: skip
def test_what_may_not_be_shown_does_not_enter(
    here: Path, comptoir: Command, tmp_path: Path, told, code, said
) -> None:
    done = comptoir("image", "add", str(photo(tmp_path)), *KNOWN, *told, code=code)
    assert said in done.err
    assert list((here / "content/images").iterdir()) == []


def test_one_holder_of_authority_is_enough_with_proof(
    here: Path, comptoir: Command, tmp_path: Path
) -> None:
    alone = ("--minor", "--sole-authority", "--child-consulted")
    comptoir("image", "add", str(photo(tmp_path)), *KNOWN, *SHOWN, *alone, code=0)
    assert register(here)["releases"]["R-2026-001"]["sole_authority"] is True


def test_bad_files_are_refused_in_french(here: Path, comptoir: Command, tmp_path: Path) -> None:
    text = tmp_path / "notes.jpg"
    text.write_text("du texte", encoding="utf-8")
    assert "n’est pas une image" in comptoir("image", "add", str(text), *KNOWN, code=2).err
    missing = tmp_path / "rien.jpg"
    comptoir("image", "add", str(missing), *KNOWN, code=2)
    path = photo(tmp_path)
    said = comptoir("image", "add", str(path), "--author", "Ana", "--licence", "own", code=2).err
    assert "écrivez alt" in said
    comptoir("image", "add", str(path), *KNOWN, code=0)
    assert "existe déjà" in comptoir("image", "add", str(path), *KNOWN, code=2).err


def test_the_list_says_until_when_and_what_is_wrong(
    here: Path, comptoir: Command, tmp_path: Path
) -> None:
    comptoir("image", "add", str(photo(tmp_path)), *KNOWN, "--valid-to", "2026-12-31", code=0)
    photo(here / "content/images", "brute.jpg", placed=True)
    said = comptoir("image", "list", code=0).out
    assert "31/12/2026" in said
    assert "finit bientôt" in said
    assert "absente du registre" in said
    states = {row["name"]: row["located"] for row in comptoir("image", "list", "--json").json}
    assert states == {"brute.jpg": True, "ete-au-quai.jpg": False}
