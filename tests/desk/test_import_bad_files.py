"""Files that nobody would wish to get: each is read, mended with a word, or refused in French."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import xlsxwriter
from sqlalchemy import func, select

from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk.contact_imports import ImportReport, import_file
from comptoir.errors import InputError
from comptoir.store import contacts, holdings, reading
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.imports import import_batch

from make import ROOT
from make_contacts import write

HEAD = "Nom;Prénom;Mél;CP;Ville;Rôle\n"


def bring(ctx: Context, text: str, *, head: str = HEAD) -> ImportReport:
    return import_file(ctx, write(ctx.root, "liste.csv", head + text))


def held(ctx: Context, reference: str = "C-1") -> Contact:
    with reading(ctx) as db:
        return contacts.by_reference(db, reference)


def sheet(ctx: Context, *rows: list[object]) -> Path:
    path = ctx.root / "classeur.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, tuple):  # a formula and the value that it came to
                    page.write_formula(number, column, cell[0], None, cell[1])
                else:
                    page.write(number, column, cell)
    return path


def test_formulas_dates_and_numbers_of_a_workbook_are_read_as_a_person_would(ctx):
    path = sheet(
        ctx,
        ["Nom", "Prénom", "CP", "Ville", "Rôle", "Né(e) le", "Mél", "Taille"],
        [("=A9", "Roux"), "Awa", 1000, "Bourg-en-Bresse", "usager", "31/03/1980",
         ("=B9", "#N/A"), 1.5],
        ["Morel", "Luc", 35600, "Redon", "usager", 29311, "luc@example.org", 2],
    )  # fmt: skip
    report = import_file(ctx, path)
    assert (report.format, report.new) == ("XLSX", 2)
    awa, luc = held(ctx), held(ctx, "C-2")
    assert (awa.last_name, awa.postcode, awa.email) == ("Roux", "01000", "")
    assert str(awa.birth_date) == "1980-03-31"
    assert (luc.postcode, str(luc.birth_date)) == ("35600", "1980-03-31")
    with reading(ctx) as db:
        assert holdings.facts(db, [1, 2])[2] == {"Taille": "2"}


@pytest.mark.parametrize("cell", ["=1+1", "@Sum(A1)", "+cmd|' /C calc'!A0", "-2+3"])
def test_a_cell_that_begins_like_a_formula_is_text_and_leaves_as_text(ctx, cell):
    from comptoir.desk import contacts as desk

    bring(ctx, f"{cell};Awa;;;;usager\n")
    assert held(ctx).last_name == cell
    made = desk.export(ctx, purpose="essai")
    assert f";'{cell};" in (ctx.root / made.path).read_text("utf-8-sig").replace('"', "")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ro\u202eux", "Roux"),  # right-to-left override
        ("Ro\u200bux\u2069", "Roux"),  # zero width, end of an isolate
        ("Ro\x07ux", "Roux"),
        ("Le\u00a0\u00a0Bihan", "Le Bihan"),
        ("رُو", "رُو"),  # a name that is written from right to left is a name
    ],
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_invisible_characters_go_and_names_stay(ctx, typed, kept, kind):
    if kind == "csv":
        bring(ctx, f"{typed};Awa;;;;usager\n")
    elif "\x07" in typed:
        pytest.skip("XML cannot hold it")
    else:
        import_file(ctx, sheet(ctx, ["Nom", "Prénom", "Rôle"], [typed, "Awa", "usager"]))
    assert held(ctx).last_name == kept


def test_a_cell_of_ten_megabytes_stops_a_text_file_with_its_line(ctx):
    with pytest.raises(InputError, match=r"ligne 3.*131072 caractères"):
        bring(ctx, f"Roux;Awa;;;;usager\n{'x' * 10_000_000};Luc;;;;usager\n")
    with reading(ctx) as db:
        assert contacts.all_ids(db) == []


def test_a_cell_that_is_too_long_rejects_its_row(ctx):
    report = bring(ctx, f"Roux;Awa;;;;usager\n{'x' * 5_000};Luc;;;;usager\n")
    assert (report.new, report.rejected) == (1, 1)
    assert "2000 caractères" in report.rejects[0].reasons[0]


def test_a_column_of_ones_own_that_comes_twice_is_kept_once(ctx):
    report = bring(ctx, "Roux;usager;a;b\n", head="Nom;Rôle;Couleur;Couleur\n")
    assert report.new == 1
    with reading(ctx) as db:
        assert holdings.facts(db, [1])[1] == {"Couleur": "a"}


@pytest.mark.parametrize(
    ("code", "town", "kept", "said"),
    [
        ("3560", "REDON", "35600", "d’après les autres lignes"),
        ("1000", "Bourg-en-Bresse", "01000", "zéro du début"),
        ("6000", "Nice", "06000", "zéro du début"),
        ("9999", "Redon", "", "laissé vide"),
    ],
)
def test_a_postcode_that_lost_a_digit_is_doubted(ctx, code, town, kept, said):
    others = "Un;A;;35600;Redon;usager\nDeux;B;;01000;Bourg en Bresse;usager\n"
    report = bring(ctx, f"Roux;Awa;;{code};{town};usager\n{others}")
    assert held(ctx).postcode == kept
    assert any(said in why for why in report.remarks)
    assert report.review_file


CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Roux;Awa;;;\r\nFN:Awa Roux\r\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (CARD, "END:VCARD"),
        (CARD + "END:VCARD\r\n" + CARD, "ligne 6.*END:VCARD"),
        ("BEGIN:VCARD\r\nEND:VCARD\r\nautre chose\r\n", "END:VCARD"),
    ],
)
def test_a_card_that_is_cut_is_refused(ctx, text, words):
    with pytest.raises(InputError, match=words):
        import_file(ctx, write(ctx.root, "carnet.vcf", text))


# Killed, and two at once


def start(ctx: Context, name: str = "liste.csv") -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "comptoir", "contact", "import", name, "--json"]
    env = os.environ | {"PYTHONPATH": str(ROOT / "pipeline"), "COMPTOIR_LOGIN": "soizic"}
    return subprocess.Popen(
        command, cwd=ctx.root, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def counts(ctx: Context) -> tuple[int, int]:
    with reading(ctx) as db:
        return tuple(  # type: ignore[return-value]
            db.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (contact, import_batch)
        )


@pytest.mark.slow
def test_an_import_killed_at_any_moment_leaves_all_or_nothing(ctx):
    """Ten random moments, by a signal that nothing can catch."""
    size = 8_000
    text = "".join(f"Nom{n};Awa;a{n}@example.org;35600;Redon;usager\n" for n in range(size))
    write(ctx.root, "liste.csv", HEAD + text)
    chance, states = random.Random(5), set()
    for _ in range(10):
        process = start(ctx)
        time.sleep(chance.uniform(0.2, 2.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        states.add(counts(ctx))
    assert states <= {(0, 0), (size, 1)}
    start(ctx).communicate()
    assert counts(ctx) == (size, 1)


@pytest.mark.slow
def test_two_imports_at_once_come_one_after_the_other(ctx):
    for name in ("a", "b"):
        rows = "".join(f"Nom{n};Awa;a{n}@example.org;35600;Redon;usager\n" for n in range(2_000))
        write(ctx.root, f"{name}.csv", HEAD + rows)
    both = [start(ctx, "a.csv"), start(ctx, "b.csv")]
    for process in both:
        process.communicate()
    assert [process.returncode for process in both] == [0, 0]
    assert counts(ctx) == (2_000, 1)
