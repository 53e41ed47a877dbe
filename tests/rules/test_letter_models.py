"""The models of letters: each has its parts, and each part that goes is missed."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comptoir.readers.texts import of_model
from comptoir.rules.registry import rule_of
from comptoir.rules.surfaces_text import TextKind
from comptoir.settings.organisation import Charter

from make import ROOT
from needs import need
from rule_trial import scope, try_on

Command = Callable[..., Any]
LETTERS = ROOT / "contacts" / "letters"
MODELS = sorted(path.name for path in LETTERS.glob("*.md"))
RULES = "TXT012,TXT013,TXT014"
SIGNATURE = re.compile(
    r"^\{\{ organisation\.(?:name|publication_director) \}\}"
    r"(?:, \{\{ organisation\.director_title \}\})?$",
    re.MULTILINE,
)


def found_in(text: str) -> set[str]:
    read = of_model(
        text, shown="contacts/letters/essai.md", kind=TextKind.LETTER, charter=Charter()
    )
    rules = [rule_of(code) for code in RULES.split(",")]
    return {finding.found for finding in try_on(rules, [read], scope())}


def test_row_33_twenty_models_of_letters_have_their_parts_and_the_check_misses_none(
    project_dir: Path, comptoir: Command
):
    shutil.copytree(LETTERS, project_dir / "contacts" / "letters")
    assert len(MODELS) >= 20

    def check(code: int) -> str:
        return str(comptoir("check", "--select", RULES, "--project", str(project_dir),
                            code=code).out)  # fmt: skip

    assert "contacts/letters" not in check(0)
    path = project_dir / "contacts/letters/bienvenue-adherent.md"
    whole = path.read_text("utf-8")
    path.write_text(re.sub(r"(?m)^subject: .*\n", "", whole), "utf-8")
    said = check(0)
    assert "contacts/letters/bienvenue-adherent.md, ligne 1, « subject »" in said
    assert "Ce modèle de lettre ne dit pas l’objet de la lettre." in said
    path.write_text(whole.replace("contact.reference", "contact.referense"), "utf-8")
    said = check(0)
    line = next(n for n, row in enumerate(whole.splitlines(), 1) if "contact.reference" in row)
    assert f"contacts/letters/bienvenue-adherent.md, ligne {line}" in said
    assert "Vouliez-vous écrire « contact.reference » ?" in said


@pytest.mark.parametrize("name", MODELS)
def test_each_part_that_goes_is_missed(name: str):
    whole = (LETTERS / name).read_text("utf-8")
    assert found_in(whole) == set()
    signature = SIGNATURE.search(whole)
    assert signature
    before = whole[: signature.start()].rstrip()
    closing = before[before.rindex("\n\n") :]
    gone = {
        "la lettre ne commence pas par la formule d’appel.": whole.replace(
            "{{ contact.salutation }},\n", "", 1
        ),
        "la formule de congé manque avant la signature.": whole.replace(closing, "", 1),
        "la lettre ne finit pas par une signature, avec le nom et la fonction.": whole.replace(
            f"\n{signature[0]}\n", "\n", 1
        ),
        "ce modèle de lettre garde une date.": whole.replace(
            closing, f"\n\nVenez le 5 décembre.{closing}", 1
        ),
        "ce modèle de lettre garde le nom d’une personne.": whole.replace(
            closing, f"\n\nAppelez Mme Exemple.{closing}", 1
        ),
    }
    for said, text in gone.items():
        assert text != whole
        assert said in found_in(text)


@pytest.mark.parametrize("name", MODELS)
def test_a_reference_that_a_model_announces_is_given(name: str):
    whole = (LETTERS / name).read_text("utf-8")
    references = re.findall(r"\b\w+\.(?:number|reference)\b", whole.partition("---\n\n")[0])
    for reference in set(references) - {"contact.reference"}:
        kept = re.sub(rf"\{{\{{ {re.escape(reference)} \}}\}}", "…", whole)
        assert f"le champ « {reference} » est annoncé et la lettre ne l’emploie pas." in found_in(
            kept
        )


@pytest.mark.parametrize(
    "head", ["title: [", "- une liste", "fields: {a: 1", "title: !!python/name:os.system"]
)
def test_a_head_that_does_not_read_is_said_and_nothing_breaks(head: str):
    said = found_in(f"---\n{head}\n---\n\nBonjour,\n")
    assert said == {"l’en-tête de ce modèle de lettre ne se lit pas."}


def test_an_empty_model_and_one_without_head_are_said():
    assert "ce modèle de lettre est vide." in found_in("---\ntitle: Rien\n---\n")
    assert "ce modèle de lettre ne dit pas l’objet de la lettre." in found_in("Bonjour,\n")


def test_a_mailing_begun_from_a_model_prints_its_object_and_references(
    project_dir: Path, comptoir: Command
):
    """As the guide says: the front matter of a campaign, and words for the model's own fields."""
    need("pdftotext (poppler-utils)", bool(shutil.which("pdftotext")))
    shutil.copytree(ROOT / "contacts" / "segments", project_dir / "contacts" / "segments")
    folder = project_dir / "content" / "campagnes"
    folder.mkdir(parents=True)
    for name in ("convocation-assemblee.md", "confirmation-commande.md", "bordereau-envoi.md"):
        text = (LETTERS / name).read_text("utf-8")
        text = re.sub(r"(?m)^(?:use|role|fields|purpose): .*\n", "", text).replace(
            "\nowner:",
            "\ndate: 2026-11-24\nsummary: Un essai.\nsegment: adherents-a-jour\n"
            "purpose: vie-associative\nowner:",
            1,
        )
        text = re.sub(r"\{\{ (?:meeting|order|parcel)\.\w+ \}\}", "un mot", text)
        (folder / name).write_text(text, "utf-8")
        slug = name.removesuffix(".md")
        comptoir("campaign", "preview", slug, "--project", str(project_dir), code=0)
        (pdf,) = (project_dir / "var" / "preview" / slug).glob("*.pdf")
        said = subprocess.run(
            ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, text=True
        ).stdout
        for part in ("Objet :", "Nos références", "Votre référence", "Madame Exemple,",
                     "Redon, le ", "Maëlle Le Guennec, présidente"):  # fmt: skip
            assert part in said, f"{name}: {part}"
