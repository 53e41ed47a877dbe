"""`comptoir contact`, `consent` and `segment`, as they are typed."""

import csv
from typing import Any

import pytest
from sqlalchemy import select

from comptoir.context import Context
from comptoir.store import reading
from comptoir.store.tables.audit import access_log

from make_contacts import add, draft, write

ROWS = """Nom;Prénom;Mél;CP;Ville;Rôle
Le Bihan;Jo;jo@example.org;35600;Redon;adhérent
Hervé;Maëlle;maelle@example.org;44460;Saint-Nicolas-de-Redon;client
;;rien@example.org;;;client
"""
SEGMENT = """title = "Gens de Redon"
purpose = "lettre-infos"
[[all]]
fact = "contact.city"
is = "Redon"
"""


@pytest.fixture
def run(ctx: Context, comptoir: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The command line, on a project with a base and one segment."""
    folder = ctx.root / "contacts" / "segments"
    folder.mkdir(parents=True)
    write(folder, "redon.toml", SEGMENT)
    monkeypatch.chdir(ctx.root)
    return comptoir


def accesses(ctx: Context) -> list[tuple[str, int, str, str]]:
    with reading(ctx) as db:
        rows = db.execute(select(access_log).order_by(access_log.c.id))
        return [(row.act, row.rows, row.purpose, row.recipient) for row in rows]


def test_an_import_says_what_it_read_and_ends_with_1_when_rows_are_rejected(ctx, run):
    write(ctx.root, "liste.csv", ROWS)
    done = run("contact", "importer", "liste.csv", code=1)
    assert "CSV, UTF-8, point-virgule" in done.out
    assert "Mél → mél" in done.out
    assert "= 2 nouveaux + 0 modifié + 0 inchangé + 0 douteux + 1 rejeté" in done.out
    assert "ligne 4" in done.out and "-rejets.csv" not in done.out
    assert "rien@example.org" not in done.out
    clean = write(ctx.root, "propre.csv", "\n".join(ROWS.splitlines()[:3]))
    again = run("contact", "import", str(clean), "--json", code=0)
    assert again.json["same"] == 2


def test_a_dry_run_can_be_asked_in_french(ctx, run):
    write(ctx.root, "liste.csv", ROWS)
    done = run("contact", "import", "liste.csv", "--essai", "--origine", "salon", code=1)
    assert "rien n’a été écrit" in done.out
    assert "Nouveaux :\n  ligne 2 : Jo Le Bihan\n  ligne 3 : Maëlle Hervé\n" in done.out
    assert run("contact", "list", code=0).out == "0 contact\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("contact", "import", "absent.csv"), "n’existe pas"),
        (("contact", "import", "vide.csv"), "vide"),
        (("contact", "import", "image.csv"), "ni un fichier de texte"),
        (("contact", "import", "ouvert.csv"), "guillemet"),
        (("contact", "import", "large.csv"), "300 colonnes"),
        (("contact", "import", "liste.csv", "--map", "tableu"), "table de colonnes"),
        (("contact", "show", "C-42"), "C-000042"),
        (("contact", "list", "--segment", "redo"), "redon"),
        (("segment", "count", "redo"), "Vouliez-vous dire « redon »"),
        (("consent", "show", "C-42"), "C-000042"),
        (("contact", "add", "--nom", "Roux", "--mél", "awa@"), "adresse mél"),
        (("contact", "add", "--nom", "Roux", "--naissance", "hier"), "date"),
    ],
)
def test_bad_input_ends_with_2_and_a_french_sentence(ctx, run, arguments, words):
    write(ctx.root, "liste.csv", ROWS)
    write(ctx.root, "vide.csv", "")
    write(ctx.root, "ouvert.csv", 'Nom;Ville\n"Roux;Redon\n')
    write(ctx.root, "large.csv", ";".join(f"c{n}" for n in range(300)))
    (ctx.root / "image.csv").write_bytes(b"\x89PNG\0\0\1\2")
    done = run(*arguments, code=2)
    assert words in done.err
    assert "→" in done.err


def test_a_file_is_shown_and_the_reading_noted(ctx, run):
    add(ctx, draft(phone="+33261910035"))
    shown = run("contact", "montrer", "c-1", code=0).out
    assert "Jo Le Bihan" in shown and "02 61 91 00 35" in shown
    assert "adhérent depuis le 01/09/2025" in shown
    assert [row[0] for row in accesses(ctx)] == ["contact.show"]


def test_somebody_is_found_without_accents(ctx, run):
    add(ctx, draft(first_name="Maëlle"), draft(first_name="Yann", email="yann@example.org"))
    found = run("contact", "chercher", "maelle", "--json", code=0).json
    assert [one["first_name"] for one in found["contacts"]] == ["Maëlle"]
    assert "Aucun contact" in run("contact", "find", "introuvable", code=0).out


def test_a_contact_is_added_and_its_double_refused(ctx, run):
    added = ("contact", "ajouter", "--nom", "Roux", "--prénom", "Awa", "--mél", "awa@example.org")
    assert "C-000001" in run(*added, "--rôle", "bénévole", code=0).out
    assert "déjà dans la base" in run(*added, code=3).err
    near = ("contact", "add", "--nom", "Diallo", "--prénom", "Awa", "--mél", "awa@example.org")
    assert "--anyway" in run(*near, code=3).err
    assert "C-000002" in run(*near, "--quand-même", code=0).out


def test_an_export_is_private_masked_harmless_and_noted(ctx, run, monkeypatch):
    add(ctx, draft(last_name="=cmd()", mobile="+33639981234"), draft(first_name="Yann"))
    done = run(
        "contact", "exporter", "--motif", "étiquettes", "--destinataire", "imprimeur", "--json",
        code=0,
    )  # fmt: skip
    path = ctx.root / done.json["path"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    first, _ = csv.DictReader(path.read_text("utf-8-sig").splitlines(), delimiter=";")
    assert (first["nom"], first["portable"]) == ("'=cmd()", "06 39 98 12 34")
    assert accesses(ctx)[-1] == ("contact.export", 2, "étiquettes", "imprimeur")
    monkeypatch.setenv("COMPTOIR_LOGIN", "yannick")  # an accountant
    seen = run("contact", "export", "--purpose", "reçus", "--json", code=0).json
    assert "birth_date" in seen["hidden"]
    text = (ctx.root / seen["path"]).read_text("utf-8-sig")
    assert "(masqué)" in text


def test_an_export_needs_a_purpose(run):
    assert run("contact", "export", code=2)


def test_a_workbook_goes_out_and_comes_back(ctx, run):
    add(ctx, draft(postcode="01000", city="Bourg"))
    made = run("contact", "export", "--purpose", "essai", "--format", "xlsx", "--json", code=0).json
    report = run("contact", "import", made["path"], "--dry-run", "--json", code=0).json
    assert (report["format"], report["rows_in"], report["same"]) == ("XLSX", 1, 1)


def test_a_consent_is_given_taken_back_and_refused(ctx, run):
    add(ctx, draft())
    about = ("C-1", "--purpose", "lettre-infos")
    assert run("consent", "grant", *about, "--channel", "email", code=2)  # no proof
    proof = ("--text", "J’accepte.", "--method", "papier", "--on", "2026-11-01")
    run("consentement", "accorder", *about, "--canal", "email", *proof, code=0)
    assert answer(run, "lettre-infos", "email") == "consent"
    run("consent", "withdraw", *about, code=0)
    assert answer(run, "lettre-infos", "email") == "withdrawn"
    assert "l’emporte" in run("consent", "grant", *about, "--channel", "email", *proof, code=3).err


def answer(run: Any, purpose: str, channel: str) -> str:
    shown = run("consent", "show", "C-1", "--json", code=0).json
    [found] = [a for a in shown["answers"] if (a["purpose"], a["channel"]) == (purpose, channel)]
    return str(found["decision"]["reason"])


def test_an_objection_stops_offers_and_not_convocations(ctx, run):
    add(ctx, draft())
    assert answer(run, "dons", "email") == "associative"
    run("consent", "object", "C-1", code=0)
    assert answer(run, "dons", "email") == "objected"
    assert answer(run, "offres", "post") == "objected"
    assert answer(run, "vie-associative", "email") == "statutory"
    assert run("consent", "object", "C-1", "--to", "cotisations", code=3)


def test_a_consent_of_tomorrow_is_refused(ctx, run):
    add(ctx, draft())
    assert run("consent", "object", "C-1", "--on", "2026-11-25", code=2)


def test_the_reasons_are_said_in_french(ctx, run):
    add(ctx, draft())
    said = run("consent", "show", "C-1", "--expliquer", code=0).out
    assert "Oui : ce message est dû" in said
    assert "n’a pas donné son accord" in said


def test_row_48_segments_are_counted_explained_and_shown(ctx, run):
    add(ctx, draft(), draft(first_name="Yann", city="Rennes"))
    assert run("segment", "compter", "redon", code=0).out == "1 contact\n"
    assert run("segment", "count", "redon", "--json", code=0).json["count"] == 1
    explained = run("segment", "expliquer", "redon", code=0).out
    assert "garder si la ville est « Redon »" in explained and "−1" in explained
    assert "Jo Le Bihan" in run("segment", "show", "redon", code=0).out
    assert "Gens de Redon" in run("segment", "list", code=0).out


def test_checking_segments_needs_no_base_and_says_every_fault(ctx, run):
    (ctx.root / "var" / "comptoir.db").unlink()
    assert run("segment", "check", code=0)
    folder = ctx.root / "contacts" / "segments"
    write(folder, "faux.toml", SEGMENT.replace("contact.city", "contact.citi"))
    write(folder, "casse.toml", 'title = "Sans fin\n')
    done = run("segment", "vérifier", code=1)
    assert "faux.toml, ligne 4" in done.out and "contact.city" in done.out
    assert "casse.toml, ligne 1" in done.out
    assert run("segment", "count", "redon", code=2)  # no base


def test_an_editor_sees_no_personal_data(ctx, run, monkeypatch):
    add(ctx, draft())
    settings = ctx.root / "comptoir.toml"
    people = '[people.paul]\nname = "Rédaction"\nprofile = "editor"\n'
    settings.write_text(settings.read_text("utf-8") + people, "utf-8")
    monkeypatch.setenv("COMPTOIR_LOGIN", "paul")
    for command in (("contact", "show", "C-1"), ("contact", "find", "redon"), ("contact", "list")):
        shown = run(*command, code=0).out
        assert "Bihan" not in shown and "jo@example.org" not in shown
        assert "C-000001" in shown


# Daily handling


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Somebody at a terminal, who types these lines."""
    import click

    from comptoir.cli.kit.invocation import Invocation

    def typed(*lines: str) -> None:
        given = iter(lines)
        monkeypatch.setattr(Invocation, "may_ask", property(lambda _self: True))
        monkeypatch.setattr(click, "prompt", lambda _text, default="", **_: next(given) or default)

    return typed


def test_a_contact_is_asked_for_field_by_field(ctx, run, answers):
    answers(
        "Roux", "Awa", "", "awa@", "awa@example.org", "", "", "", "35600", "Redon", "usager", ""
    )
    done = run("contact", "ajouter", code=0)
    assert "adresse mél ne peut pas exister" in done.err
    assert "C-000001  Awa Roux" in done.out


def test_an_edition_proposes_what_is_held_and_a_dash_empties(ctx, run, answers):
    add(ctx, draft())
    answers("", "", "", "jo.neuf@example.org", "", "", "-", "", "", "")
    done = run("contact", "modifier", "C-1", code=0)
    assert "mél : jo@example.org → jo.neuf@example.org" in done.out
    assert "adresse : 3 rue du Canal → (vide)" in done.out


def test_a_contact_is_edited_noted_and_shown(ctx, run):
    add(ctx, draft(), draft(first_name="Yann"))
    run("contact", "edit", "C-1", "--relation", "foyer:C-2", "--finir-rôle", "adhérent", code=0)
    note = "À rappeler dans 3 jours : diabète."
    done = run("contact", "noter", "C-1", code=0, input=note)
    assert "rappel le 27/11/2026" in done.out and "la santé" in done.err
    shown = run("contact", "montrer", "C-1", code=0).out
    assert "foyer       C-000002 Yann Le Bihan" in shown
    assert "jusqu’au 24/11/2026" in shown
    assert note in shown and ", soizic, rappel le 27/11/2026" in shown
    assert "rien à changer" in run("contact", "edit", "C-1", "--ville", "Redon", code=0).out
    run("contact", "note", "C-1", code=2)
