"""The balances of another program are taken over once, from its FEC or a table."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import insert

from comptoir.desk import aged, ledger_check, ledgers, payments
from comptoir.desk.accounts import entering, taking_over
from comptoir.errors import InputError, RefusedError
from comptoir.ledger.former import opening_of
from comptoir.payments import Method
from comptoir.store import begin, reading
from comptoir.store.tables.contacts import contact_external

from make_books import JO, sell, shop

D = Decimal
CSV = """\
Date;Compte;Tiers;Libellé;Débit;Crédit
31/08/2026;411000;CLI7;Facture;120,00;
31/08/2026;706000;;Facture;;100,00
31/08/2026;445710;;Facture;;20,00
30/06/2026;512000;;Don;50,00;
30/06/2026;754000;;Don;;50,00
"""


@pytest.fixture
def office(ctx):
    shop(ctx)
    with begin(ctx, act="test.external") as tx:
        tx.db.execute(insert(contact_external).values(contact_id=1, reference="CLI7"))
    return ctx


def table(tmp_path, text=CSV, name="journal.csv"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def test_balances_and_the_result_are_taken_over_at_the_next_year(office, tmp_path):
    done = taking_over.take_over(office, table(tmp_path))
    assert done.on == date(2026, 9, 1)
    sums = {(p.account, p.party_account): p.amount for p in done.entry.postings}
    assert sums == {
        ("411", JO): D(120), ("44571", ""): D(-20), ("512", ""): D(50), ("120", ""): D(-150),
    }  # fmt: skip
    assert {b.account: b.closing for b in ledgers.balance(office).accounts}["120"] == -150
    assert ledger_check.check(office).findings == ()
    with pytest.raises(RefusedError, match="déjà"):
        taking_over.take_over(office, table(tmp_path))


def test_what_customers_owed_before_stays_in_the_aged_balance(office, tmp_path):
    taking_over.take_over(office, table(tmp_path))
    found = aged.balance(office)
    assert (found.total, dict(found.apart)) == (D(120), {})
    lines = [entering.wanted("512:120"), entering.wanted(f"411/{JO}:-120")]
    entering.record(office, lines, label="Règlement", validate=True)
    assert aged.balance(office).total == 0


def test_our_own_fec_gives_back_its_balances(office, ctx, tmp_path):
    early = replace(ctx, today=date(2026, 8, 20))
    number = sell(early, "KIT-VELO:2", "STAGE-BOIS")
    payments.record(early, payer=JO, amount=D("168.00"), method=Method.CASH, invoices=[number])
    sell(early, "GUIDE")
    made = ledgers.write_fec(ctx, year="2025-2026")
    with reading(ctx) as db:
        told = taking_over.read(db, made.path)
    left = opening_of(told.lines, date(2026, 9, 1), parties=told.parties)
    opening = ledgers.entries(ctx, year="2026-2027", journal="AN").entries[0].entry
    assert {(p.account, p.party_account, p.amount) for p in left.postings} == {
        (p.account, p.party_account, p.amount) for p in opening.postings
    }
    assert told.unknown == ()
    with pytest.raises(RefusedError, match="reportent seuls"):
        taking_over.take_over(ctx, made.path, dry_run=True)


def test_the_import_says_what_each_column_holds(office, comptoir, tmp_path):
    rows = [f"2026-08-{day:02d};606;;x;{day},00;" for day in range(1, 15)]
    rows += [
        "2026-08-20;606;;x;99999,00;",
        "2026-08-20;606;;x;99999,00;",
        "2026-08-21;512;;;;100208,00",
    ]
    rows += ["2026-08-21;706;;x;;0"]
    total = sum(range(1, 15)) + 2 * 99999
    rows[-2] = f"2026-08-21;512;;;;{total},00"
    path = table(tmp_path, "Date;Compte;Tiers;Libellé;Débit;Crédit\n" + "\n".join(rows))
    done = comptoir(
        "ledger", "import", str(path), "--dry-run", "--json", "--project", str(office.root), code=0
    ).json["report"]
    told = {one["name"]: one for one in done["columns"]}
    assert told["Date"]["kind"] == "date"
    assert told["Débit"]["kind"] == "nombre"
    assert told["Débit"]["outliers"] == [16, 17]
    assert told["Tiers"]["kind"] == "vide"
    assert told["Libellé"]["missing"] == 1
    assert done["repeated"] == [17]


def test_an_unknown_third_party_keeps_its_code(office, tmp_path):
    done = taking_over.take_over(office, table(tmp_path, CSV.replace("CLI7", "CLI99")))
    assert done.unknown == ("CLI99",)
    ledgers.write_fec(office)
    assert ledger_check.check(office).findings == ()


@pytest.mark.parametrize(
    ("old", "new", "error", "said"),
    [
        ("Compte;", "Truc;", InputError, "compte"),
        ("31/08/2026;411000", "31/13/2026;411000", InputError, "date"),
        ("120,00", "abc", InputError, "montant"),
        ("411000", "Clients", InputError, "numéro de compte"),
        ("120,00", "121,00", RefusedError, "équilibré"),
    ],
)
def test_a_wrong_file_is_said_by_line_and_changes_nothing(office, tmp_path, old, new, error, said):
    with pytest.raises(error, match=said):
        taking_over.take_over(office, table(tmp_path, CSV.replace(old, new, 1)))
    assert ledgers.entries(office).entries == []


def test_cheques_that_another_program_left_in_hand_are_no_fault_until_deposited(office, tmp_path):
    left = CSV.replace("512000;;Don", "511200;;Don")
    taking_over.take_over(office, table(tmp_path, left))
    assert ledger_check.check(office).findings == ()
    payments.record(office, payer=JO, amount=D("20.00"), method=Method.CHEQUE, gift=D("20.00"))
    assert ledger_check.check(office).findings == ()  # ours besides
    entering.record(
        office, [entering.wanted("512:50"), entering.wanted("5112:-50")], label="Remise",
        validate=True,
    )  # fmt: skip
    assert ledger_check.check(office).findings == ()
    entering.record(
        office, [entering.wanted("512:1"), entering.wanted("5112:-1")], label="Trop", validate=True
    )
    (found,) = ledger_check.check(office).findings
    assert "chèques en main" in found.found
