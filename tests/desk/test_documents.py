"""Documents of the house, from the day they are filed to their certificate of destruction."""

import hashlib
import json
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from sqlalchemy import select

from comptoir.context import Actor
from comptoir.desk import erasing, ledger_check, payments
from comptoir.desk.documents import adding, disposing, finding, linting
from comptoir.errors import InputError, RefusedError
from comptoir.payments import Method
from comptoir.readers.document_text import document_words
from comptoir.store import begin, contacts, documents, holds, reading
from comptoir.store.tables.audit import access_log
from comptoir.store.tables.filed import filed_text

from make_books import ATELIER, JO, sell, shop
from make_contacts import add, draft

BAIL = "Bail de l’atelier, quai des Haleurs : loyer élevé.\n"


@pytest.fixture
def run(ctx, comptoir):
    def command(*arguments, code=0):
        return comptoir("document", *arguments, "--project", str(ctx.root), code=code)

    return command


def paper(tmp_path, name="bail.txt", text=BAIL):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def file(ctx, tmp_path, **said):
    text = said.pop("text", BAIL)
    name = said.pop("name", "bail.txt")
    told = {"kind": "contrat", "dated": date(2020, 3, 12)} | said
    return adding.add(ctx, adding.Adding(path=paper(tmp_path, name, text), **told)).document


def test_row_79_a_document_is_named_classed_dated_hashed_and_found(ctx, run, tmp_path):
    (jo,) = add(ctx, draft())
    said = ("--kind", "contrat", "--date", "2020-03-12", "--ends", "2023-03-11")
    made = run("add", str(paper(tmp_path)), *said, "--contact", jo.reference, "--json").json
    made = made["document"]
    assert made["path"] == f"2020/2020-03-12_contrat_GED-2026-0001_{jo.reference}.txt"
    assert made["section"] == "contracts" and made["keep_until"] == "2028-03-11"
    assert "L123-22" not in made["term"] and "2224" in made["term"]
    kept = ctx.var / "documents" / made["path"]
    assert made["sha256"] == hashlib.sha256(kept.read_bytes()).hexdigest()
    assert kept.stat().st_mode & 0o777 == 0o600
    for words in (["LOYER", "eleve"], ["haleurs"], ["bail"], ["ged-2026-0001"]):
        assert "GED-2026-0001" in run("find", *words).out
    assert "Aucun document" in run("find", "loyer", "modéré").out
    assert "5 ans après la fin" in run("kinds").out


def test_a_new_version_takes_the_place_of_the_old_one_and_both_stay(ctx, run, tmp_path):
    file(ctx, tmp_path, title="Bail")
    new = file(ctx, tmp_path, text="Avenant au bail.\n", replaces="GED-2026-0001")
    assert new.title == "Bail"
    assert [one.reference for one in finding.find(ctx, ["bail"])] == [new.reference]
    both = finding.find(ctx, ["bail"], old_versions=True)
    assert {one.reference for one in both} == {"GED-2026-0001", "GED-2026-0002"}
    assert "GED-2026-0001 → GED-2026-0002" in run("show", "GED-2026-0001").out
    with pytest.raises(RefusedError, match="GED-2026-0002"):
        file(ctx, tmp_path, text="Autre avenant.\n", replaces="GED-2026-0001")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"kind": "contra"}, "contrat"),
        ({"text": ""}, "vide"),
        ({"dated": date(2027, 1, 1)}, "avenir"),
        ({"contact": "C-999999"}, "C-999999"),
        ({"replaces": "GED-2026-0009"}, "GED-2026-0009"),
    ],
)
def test_what_cannot_be_filed_is_said_and_nothing_is_written(ctx, tmp_path, said, why):
    with pytest.raises((InputError, RefusedError), match=why):
        file(ctx, tmp_path, **said)
    assert not list((ctx.var / "documents").rglob("*.txt"))


def test_the_same_file_is_filed_once(ctx, tmp_path):
    file(ctx, tmp_path)
    with pytest.raises(InputError, match="GED-2026-0001"):
        file(ctx, tmp_path, name="copie.txt", kind="autre")


def test_each_circle_reads_its_own_documents(ctx, tmp_path):
    for kind in ("statuts", "contrat", "social"):
        file(replace(ctx, actor=Actor("chef", profile="own")), tmp_path, kind=kind, text=kind)
    seen = {"own": 3, "accountant": 3, "assistant": 2, "marketer": 1, "editor": 0}
    for profile, count in seen.items():
        actor = replace(ctx, actor=Actor("moi", profile=profile))
        assert len(finding.find(actor, [])) == count, profile
    with pytest.raises(RefusedError, match="paie et personnel"):
        finding.show(ctx, "GED-2026-0003")
    finding.show(ctx, "GED-2026-0002")
    with reading(ctx) as db:
        noted = db.execute(select(access_log).where(access_log.c.act == "document.read")).all()
    assert [row.record_id for row in noted] == ["GED-2026-0002"]


def test_a_file_that_changed_behind_our_back_is_found(ctx, run, tmp_path):
    one, other = file(ctx, tmp_path), file(ctx, tmp_path, text="autre")
    assert "concordent" in run("lint").out
    (ctx.var / "documents" / one.path).write_text("faux")
    (ctx.var / "documents" / other.path).unlink()
    (ctx.var / "documents" / "2020" / "intrus.pdf").write_text("?")
    said = run("lint", code=1).out
    assert "a changé" in said and "manque" in said and "n’est pas au registre" in said
    assert "MANQUE OU CHANGÉ" in run("show", one.reference, code=1).out
    assert "document nommer" in run("archive", code=3).err


def test_what_another_register_keeps_there_is_no_intruder(ctx, comptoir, run, tmp_path):
    shop(ctx)
    sell(replace(ctx, today=date(2026, 10, 5)))
    invoiced = sell(ctx)
    payments.record(
        ctx, payer=JO, amount=Decimal("39.00"), method=Method.CHEQUE, invoices=[invoiced]
    )
    paper = tmp_path / "facture.pdf"
    paper.write_bytes(b"%PDF-1.7 fictif")

    def command(*words):
        comptoir(*words, "--yes", "--project", str(ctx.root), code=0)

    command("payment", "deposit")
    command(
        "purchase", "record", "--supplier", ATELIER, "--number", "FA 1", "--line", "606:100@20",
        "--date", "2026-11-02", "--deductible", "100", "--file", str(paper),
    )  # fmt: skip
    command("contract", "new", "abonnement", "--to", ATELIER, "--subject", "Ligne",
            "--starts", "2026-01-10")  # fmt: skip
    command("contract", "sign", "CT-2026-0001", "--file", str(paper))
    command("ledger", "close", "--period", "2026-10")
    assert "concordent" in run("lint").out
    [slip] = (ctx.var / "documents").rglob("*_remise-cheques_*")
    slip.write_bytes(b"autre")
    assert "a changé" in run("lint", code=1).out


def test_row_83_bad_names_are_listed_proposed_and_mended_without_loss(ctx, run, tmp_path):
    folder = tmp_path / "partage"
    folder.mkdir()
    for name in ("Statuts 3 mars 2021.pdf", "STATUTS 03-03-2021.PDF", "e\u0301te\u0301.txt",
                 "2021-03-03_statuts_1.pdf"):  # fmt: skip
        (folder / name).write_text(name)
    said = run("lint", str(folder), code=1).out
    assert "→ 2021-03-03_statuts_1-2.pdf" in said and "décomposés" in said
    before = sorted(path.read_text() for path in folder.iterdir())
    run("lint", str(folder), "--fix")
    assert "Tous les noms sont bons." in run("lint", str(folder)).out
    assert sorted(path.read_text() for path in folder.iterdir()) == before
    with pytest.raises(InputError, match="registre"):
        linting.folder(ctx, ctx.var / "documents", fix=True) if file(ctx, tmp_path) else None


def test_row_83_the_grammar_is_written_in_toml(ctx, run, tmp_path):
    (ctx.root / "legal/documents.toml").write_text(
        '[naming]\npattern = "{kind}_{date}_{number}"\n'
        '[kinds.inventaire]\ntitle = "Inventaire"\nyears = 3\nsource = "usage de la maison"\n',
        "utf-8",
    )
    made = file(ctx, tmp_path, kind="inventaire")
    assert made.path == "2020/inventaire_2020-03-12_GED-2026-0001.txt"
    assert made.keep_until == date(2023, 3, 12)
    (ctx.root / "legal/documents.toml").write_text('[naming]\npattern = "{kind}"\n', "utf-8")
    assert "legal/documents.toml" in run("kinds", code=2).err


def test_row_84_what_was_kept_enough_is_destroyed_with_its_certificate(ctx, run, tmp_path):
    kept = file(ctx, tmp_path, kind="courrier-recu", dated=date(2025, 1, 2), text="gardé")
    held = file(ctx, tmp_path, kind="courrier-recu", dated=date(2015, 1, 2), text="litige")
    over = file(ctx, tmp_path, kind="courrier-recu", dated=date(2015, 1, 3), text="fini",
                title="Réclamation")  # fmt: skip
    run("hold", held.reference, "--until", "2027-01-01", "--because", "litige en cours")
    listed = run("dispose").out
    assert over.reference in listed and held.reference not in listed
    assert kept.reference not in listed
    done = run("dispose", "--apply", "--yes", "--json").json
    assert [one["reference"] for one in done["documents"]] == [over.reference]
    certificate = ctx.var / "documents" / done["certificate"]["path"]
    assert certificate.read_bytes().startswith(b"%PDF")
    assert over.reference in document_words(certificate).text
    assert not (ctx.var / "documents" / over.path).exists()
    said = run("show", over.reference).out
    assert done["certificate"]["reference"] in said and "Réclamation" not in said
    with reading(ctx) as db:
        wanted = select(filed_text.c.folded).where(filed_text.c.document_id == over.id)
        assert db.execute(wanted).scalar() == ""
    assert "Aucun document" in run("dispose").out


def test_row_84_a_public_body_destroys_nothing_without_a_visa(ctx, run, tmp_path):
    settings = ctx.root / "legal/organisation.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace('kind = "association"', 'kind = "public-body"'), "utf-8")
    one = file(ctx, tmp_path, kind="courrier-recu", dated=date(2015, 1, 2))
    assert "visa" in run("dispose", "--apply", "--yes", code=3).err
    assert (ctx.var / "documents" / one.path).exists()
    run("dispose", "--apply", "--yes", "--visa", "AD35 2026-118")
    assert not (ctx.var / "documents" / one.path).exists()


def test_row_84_an_archive_holds_the_files_their_hashes_and_their_terms(ctx, run, tmp_path):
    one = file(ctx, tmp_path, ends=date(2023, 1, 1))
    file(ctx, tmp_path, kind="statuts", text="Statuts.", dated=date(2021, 1, 1))
    assert "chiffré" in run("archive", "--out", str(tmp_path / "a.zip"), code=3).err
    made = run("archive", "--year", "2020", "--json").json
    assert made["documents"] == 1
    with zipfile.ZipFile(BytesIO((ctx.root / made["path"]).read_bytes())) as archive:
        assert archive.testzip() is None
        [said] = json.loads(archive.read("manifeste.json"))
        assert (said["référence"], said["à garder jusqu’au"]) == (one.reference, "2028-01-01")
        inside = archive.read(said["fichier"])
        assert hashlib.sha256(inside).hexdigest() == said["sha256"]
        assert f"{said['sha256']}  {said['fichier']}" in archive.read("SHA256SUMS").decode()


def test_a_term_never_gets_shorter(ctx, run, tmp_path):
    one = file(ctx, tmp_path)
    assert "tant que sa fin n’est pas dite" in run("show", one.reference).out
    run("edit", one.reference, "--ends", "2024-06-30")
    assert "30 juin 2029" in run("show", one.reference).out
    assert "raccourcit" in run("edit", one.reference, "--ends", "2023-06-30", code=3).err


def test_erasing_somebody_takes_their_letters_and_keeps_their_contract(ctx, tmp_path):
    (jo,) = add(ctx, draft())
    letter = file(ctx, tmp_path, kind="courrier-recu", text="Cher comptoir", contact=jo.reference)
    contract = file(ctx, tmp_path, contact=jo.reference)
    erasing.erase(ctx, jo.reference)
    assert not (ctx.var / "documents" / letter.path).exists()
    assert (ctx.var / "documents" / contract.path).exists()
    assert finding.find(ctx, ["cher"]) == []


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.xlsx", "a.pdf"])
def test_a_broken_file_is_filed_and_said(ctx, tmp_path, name):
    broken = tmp_path / name
    broken.write_bytes(b"PK\x03\x04 rien")
    done = adding.add(ctx, adding.Adding(path=broken, kind="autre", dated=date(2026, 1, 1)))
    assert done.notices


def test_the_text_of_an_office_document_is_read(tmp_path):
    path = tmp_path / "lettre.docx"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{word}"><w:p><w:r><w:t>Été</w:t></w:r></w:p></w:document>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", body)
    assert document_words(path).text == "Été"


def test_row_82_the_charter_is_signed_by_each_and_asked_before_acts_on_people(ctx, comptoir):
    settings = ctx.root / "comptoir.toml"
    before = settings.read_text("utf-8")

    def run(*arguments, code=0):
        return comptoir(*arguments, "--project", str(ctx.root), code=code)

    assert "pas de charte" in run("charter", "show", code=2).err
    settings.write_text(f'{before}\n[conduct]\nversion = "2026-1"\n', "utf-8")
    assert "manque" in run("charter", "show", code=2).err
    (ctx.root / "legal/charte.md").write_text("# Charte\n\nJe ne lis que le nécessaire.\n", "utf-8")
    assert "n’avez pas signé" in run("contact", "find", "jo").err  # told, and let through
    settings.write_text(f'{before}\n[conduct]\nversion = "2026-1"\nrequired = true\n', "utf-8")
    assert "charte signer" in run("contact", "find", "jo", code=3).err
    assert run("item", "list").err == ""  # no people there
    run("charter", "sign", "--yes")
    assert run("contact", "find", "jo").err == ""
    assert "déjà signé" in run("charter", "sign", "--yes", code=3).err
    (ctx.root / "legal/charte.md").write_text("# Charte\n\nAutre texte.\n", "utf-8")
    assert "charte signer" in run("contact", "find", "jo", code=3).err
    assert "à signer de nouveau" in run("charter", "list").out


def test_row_84_an_issued_paper_is_destroyed_after_ten_years_and_the_books_stay(ctx):
    shop(ctx)
    paid, owed = sell(ctx, "GUIDE:1"), sell(ctx, "GUIDE:2", to=ATELIER)
    payments.record(ctx, payer=JO, amount=Decimal("16.00"), method=Method.CARD, invoices=[paid])
    file_of = {number: _pdf_of(ctx, number) for number in (paid, owed)}
    at_term = replace(ctx, today=date(2036, 12, 31))
    assert paid not in {one.reference for one in disposing.plan(at_term).documents}
    later = replace(ctx, today=date(2037, 1, 2))
    over = {one.reference for one in disposing.plan(later).documents}
    assert paid in over and owed not in over, "what is still owed is kept"
    done = disposing.dispose(later)
    assert not file_of[paid].exists() and file_of[owed].exists()
    certificate = ctx.var / "documents" / done.certificate.path
    assert paid in document_words(certificate).text
    assert done.certificate.reference in finding.show(later, paid).gone
    assert not ledger_check.check(later).findings
    assert linting.archive(later) == []
    assert disposing.plan(later).documents == ()


def test_row_84_a_file_held_for_a_dispute_keeps_its_papers(ctx):
    shop(ctx)
    paid = sell(ctx, "GUIDE:1")
    payments.record(ctx, payer=JO, amount=Decimal("16.00"), method=Method.CARD, invoices=[paid])
    later = replace(ctx, today=date(2037, 1, 2))
    with begin(ctx, act="test.hold") as tx:
        holds.add(tx, contacts.by_reference(tx.db, JO), until=date(2037, 6, 1), because="contrôle")
    assert paid not in {one.reference for one in disposing.plan(later).documents}


def _pdf_of(ctx, number):
    with reading(ctx) as db:
        return ctx.var / "documents" / documents.numbered(db, number).path
