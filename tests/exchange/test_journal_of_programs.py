"""The journal and the payments leave for other programs, and come back to the cent."""

import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from comptoir.desk import aged, contact_files, ledger_check, ledgers, payments
from comptoir.desk import contacts as desk_contacts
from comptoir.desk.accounts import entering, exports, former_years, lots, taking_over
from comptoir.desk.cashier import helloasso, leaving
from comptoir.errors import InputError, RefusedError
from comptoir.ledger.programs.program import programs
from comptoir.payments import Method
from comptoir.store import begin, reading
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.ledger import entry

from make import context_on
from make_books import JO, SANS_ADRESSE, sell, shop

D = Decimal
EARLY = date(2026, 8, 20)  # in the fiscal year before that of the tests
GIVEN = {"source": "autre logiciel", "source_on": "2026-11-24"}


@pytest.fixture
def two(ctx, project_dir, empty_base, tmp_path):
    """A shop that sold last year, and the same organisation with an empty base."""
    there = tmp_path / "ailleurs"
    shutil.copytree(project_dir, there)
    shutil.copy(empty_base, there / "var" / "comptoir.db")
    early = replace(shop(ctx), today=EARLY)
    number = sell(early, "KIT-VELO:2", "STAGE-BOIS")
    payments.record(early, payer=JO, amount=D("168.00"), method=Method.CASH, invoices=[number])
    sell(early, "GUIDE")
    lines = [entering.wanted("627:12,50"), entering.wanted("512:-12,50")]
    entering.record(early, lines, label="Frais", validate=True)
    return ctx, context_on(there)


def closings(ctx, year):
    return {one.account: (one.debit, one.credit) for one in
            ledgers.balance(ctx, year=year).accounts}  # fmt: skip


@pytest.mark.parametrize("name", [*programs(), "fec"])
def test_a_year_written_for_a_program_comes_back_entry_by_entry(two, name):
    here, there = two
    if name == "fec":
        path, entries, total = ledgers.write_fec(here, year="2025-2026").path, 4, None
    else:
        made = exports.write_for(here, name, year="2025-2026")
        path, entries, total = made.path, made.entries, made.total
    told = former_years.take(there, path)
    assert (told.entries, told.year) == (entries, "2025-2026")
    assert total is None or told.total == total
    assert closings(there, "2025-2026") == closings(here, "2025-2026")
    assert ledger_check.check(there).findings == ()
    assert aged.balance(there).total == aged.balance(here).total
    with pytest.raises(RefusedError, match=r"clos|déjà"):
        former_years.take(there, path)


def test_the_year_of_another_program_is_read_only_and_no_fec_of_ours(two):
    here, there = two
    path = exports.write_for(here, "paheko", year="2025-2026").path
    told = former_years.take(there, path, dry_run=True)
    assert (told.seal, ledgers.entries(there, year="2025-2026").entries) == ("", [])
    assert former_years.take(there, path).seal
    with pytest.raises(RefusedError, match="clos"):
        lines = [entering.wanted("627:1"), entering.wanted("512:-1")]
        entering.record(there, lines, label="Trop tard", day=EARLY, validate=True)
    with pytest.raises(RefusedError, match="autre logiciel"):
        ledgers.write_fec(there, year="2025-2026")
    with pytest.raises(RefusedError, match="nouvelle"):
        lots.make(there, "2026-08")
    opening = ledgers.entries(there, year="2026-2027", journal="AN").entries
    assert [one.entry.voucher for one in opening] == ["AN-2026-2027"]


def test_no_label_of_another_program_enters_the_journal(two, tmp_path):
    _, there = two
    path = tmp_path / "ancien.csv"
    path.write_text(
        "Date;Compte;Libellé;Débit;Crédit;Pièce\n"
        "01/02/2026;512000;Don de Mme Fictif;50,00;;F-2026-0001\n"
        "01/02/2026;754000;Don de Mme Fictif;;50,00;F-2026-0001\n",
        "utf-8",
    )
    former_years.take(there, path)
    (one,) = ledgers.entries(there, year="2025-2026").entries
    assert one.entry.voucher == "X-F-2026-0001"
    assert {posting.label for posting in one.entry.postings} == {"Banque X-F-2026-0001"}


def year_file(tmp_path, text, name="annee.csv"):
    path = tmp_path / name
    path.write_text("Date;Journal;Compte;Débit;Crédit;Pièce\n" + text, "utf-8")
    return path


def test_years_follow_each_other_and_an_opening_that_differs_is_refused(two, tmp_path):
    _, there = two
    first = year_file(
        tmp_path,
        "01/02/2025;BQ;512000;50,00;;A1\n01/02/2025;BQ;754000;;50,00;A1\n",
    )
    assert former_years.take(there, first).result == D(50)
    opening = "01/09/2025;AN;512000;{0},00;;AN\n01/09/2025;AN;120000;;{0},00;AN\n"
    body = "03/02/2026;OD;627000;2,00;;B1\n03/02/2026;OD;512000;;2,00;B1\n"
    wrong = year_file(tmp_path, opening.format(49) + body, "faux.csv")
    with pytest.raises(RefusedError, match="à-nouveaux"):
        former_years.take(there, wrong)
    told = former_years.take(there, year_file(tmp_path, opening.format(50) + body, "juste.csv"))
    assert (told.entries, told.openings, told.result) == (1, 1, D(-2))
    assert {b.account: b.closing for b in ledgers.balance(there).accounts}["512"] == 48


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("01/02/2026;BQ;512000;50,00;;A1\n01/02/2026;BQ;754000;;49,00;A1\n", "équilibrée"),
        ("01/02/2026;BQ;512000;50,00;;A1\n01/02/2026;BQ;999000;;50,00;A1\n", "plan comptable"),
        ("01/02/2024;BQ;512000;5,00;;A1\n01/02/2024;BQ;754000;;5,00;A1\n"
         "01/02/2026;BQ;512000;5,00;;A2\n01/02/2026;BQ;754000;;5,00;A2\n", "un exercice"),
        ("demain;BQ;512000;50,00;;A1\n", "date"),
        ("01/02/2026;BQ;Banque;50,00;;A1\n", "numéro de compte"),
        ("01/02/2026;BQ;512000;beaucoup;;A1\n", "montant"),
    ],
)  # fmt: skip
def test_a_file_that_is_wrong_is_refused_whole(two, tmp_path, text, found):
    _, there = two
    with pytest.raises(InputError, match=found):
        former_years.take(there, year_file(tmp_path, text))
    with reading(there) as db:
        assert db.execute(select(entry.c.id)).first() is None


def test_a_year_that_runs_or_that_stands_in_our_balances_is_refused(two, tmp_path):
    here, there = two
    running = "01/10/2026;BQ;512000;50,00;;A1\n01/10/2026;BQ;754000;;50,00;A1\n"
    with pytest.raises(RefusedError, match="pas fini"):
        former_years.take(there, year_file(tmp_path, running))
    with pytest.raises(RefusedError, match="déjà des écritures"):
        former_years.take(here, ledgers.write_fec(here, year="2025-2026").path)
    past = year_file(tmp_path, running.replace("2026", "2025"), "passe.csv")
    taking_over.take_over(there, past)
    with pytest.raises(RefusedError, match="déjà été repris"):
        former_years.take(there, past)


def test_simple_entries_of_paheko_have_two_accounts_a_row(two, tmp_path):
    _, there = two
    path = tmp_path / "simple.csv"
    path.write_text(
        "Numéro d'écriture;Type;Statut;Libellé;Date;Remarques;Numéro pièce comptable;"
        "Référence paiement;Compte de débit;Compte de crédit;Montant\n"
        '12;Recette;;Cotisation;05/02/2026;;;;512A;756;"22,00"\n',
        "utf-8",
    )
    told = former_years.take(there, path)
    assert (told.entries, told.total) == (1, D(22))
    assert closings(there, "2025-2026")["756"] == (D(0), D(22))


def _mails(ctx):
    with begin(ctx, act="contact.edit") as tx:
        for id_, email in ((1, "jo@example.org"), (3, "ann@example.org")):
            tx.db.execute(update(contact).where(contact.c.id == id_).values(email=email))


def test_payments_leave_in_the_columns_of_helloasso_and_come_back(two):
    here, there = two
    _mails(here)
    payments.record(here, payer=JO, amount=D("62.00"), method=Method.CARD,
                    dues=[("2026-2027", helloasso.Level.FULL)], gift=D("40.00"))  # fmt: skip
    payments.record(here, payer=SANS_ADRESSE, amount=D("30.00"), method=Method.CARD,
                    gift=D("30.00"))  # fmt: skip
    made = leaving.write(here, starts=date(2026, 9, 1))
    assert (made.payments, made.lines, made.total) == (2, 3, D("92.00"))
    shop(there)
    _mails(there)
    told = helloasso.take(there, made.path)
    assert (len(told.recorded), told.amount, told.left) == (2, D("92.00"), [])
    # the gift of who has an address got its receipt here: it does not get another there
    assert told.theirs == 1
    assert (closings(there, None)["754"], closings(there, None)["756"]) == (
        (D(0), D("70.00")), (D(0), D("22.00")),
    )  # fmt: skip
    again = helloasso.take(there, made.path)
    assert (again.known, again.recorded) == (2, [])
    with pytest.raises(RefusedError, match="Aucun règlement"):
        leaving.write(here, starts=date(2030, 1, 1))


@pytest.mark.parametrize("name", ["dolibarr", "galette", "helloasso", "odoo", "paheko"])
def test_row_34_counts_and_totals_are_equal_after_a_round_trip_by_each_program(two, comptoir, name):
    here, there = two
    _mails(here)

    def run(ctx, *words, code=0):
        return comptoir(*words, "--json", "--project", str(ctx.root), code=code).json

    sent = run(here, "contact", "export", "--purpose", "essai",
               "--program", "galette" if name == "helloasso" else name)  # fmt: skip
    came = run(there, "contact", "import", str(here.root / sent["path"]), "--source", "essai",
               "--source-on", "2026-11-24")  # fmt: skip
    assert (came["new"], came["rejected"]) == (sent["rows"], 0)
    if name in ("dolibarr", "odoo", "paheko"):
        left = run(here, "ledger", "export", "--program", name, "--year", "2025-2026")
        told = run(there, "ledger", "import", left["path"], "--entries", "--yes")
        assert (told["entries"], told["total"]) == (left["entries"], left["total"])
        assert told["unknown"] == []  # third parties are those that the contacts brought
        assert closings(there, "2025-2026") == closings(here, "2025-2026")
    if name == "helloasso":
        payments.record(here, payer=JO, amount=D("62.00"), method=Method.CARD,
                        dues=[("2026-2027", helloasso.Level.FULL)], gift=D("40.00"))  # fmt: skip
        left = run(here, "payment", "export", "--from", "2026-09-01")
        told = run(there, "payment", "import", left["path"])
        assert (len(told["recorded"]), told["amount"]) == (left["payments"], left["total"])
        assert told["left"] == []


def test_third_parties_keep_their_balances_through_a_round_trip(two):
    here, there = two
    sent = desk_contacts.export(here, purpose="essai", program="odoo")
    desk_contacts.import_file(there, here.root / sent.path, given=GIVEN)
    former_years.take(there, exports.write_for(here, "odoo", year="2025-2026").path)
    (row,) = aged.balance(there).rows
    assert row.total == D("16.00")
    assert contact_files.show(there, row.party).contact.last_name.lower() == "le bihan"
