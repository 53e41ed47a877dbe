"""Purchases at the desk: recorded once, imported, paid, and an IBAN that changes waits."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib.util import find_spec

import pytest

from comptoir.context import Actor
from comptoir.desk import due, ledger_check, ledgers
from comptoir.desk.purchases import accounts, paying, recording
from comptoir.errors import InputError, RefusedError
from comptoir.store import reading
from comptoir.store.tables.purchases import purchase as purchase_table

from make_books import ATELIER, sell, shop
from needs import need

D = Decimal
FIRST, SECOND = "FR7630006000011234567890189", "DE89370400440532013000"


@pytest.fixture
def office(ctx):
    return shop(ctx)


def bought(ctx, number="FA 12", line="606:100@20", **changes):
    known = {
        "supplier": ATELIER, "their_number": number, "issued_on": date(2026, 11, 2),
        "bought": recording.lines([line]), "deductible": 100,
    }  # fmt: skip
    return recording.record(ctx, recording.Asked(**known | changes))


def test_row_66_a_purchase_is_read_recorded_and_paid(office, comptoir):
    need("Factur-X (pikepdf, lxml)", find_spec("pikepdf") is not None)
    made = sell(office, "KIT-VELO:2", to=ATELIER)
    file = next((office.root / "var/documents/2026").glob(f"*{made}*.pdf"))

    def run(*words, code=0):
        return comptoir("purchase", *words, "--project", str(office.root), "--json", code=code)

    read = run("import", str(file), "--new", "--deductible", "100").json
    assert (read["gross"], read["tax"], read["their_number"]) == ("78.00", "13.00", made)
    run("import", str(file), "--deductible", "100", code=3)
    entries = comptoir(
        "ledger", "entries", "--voucher", read["number"], "--json", "--project", str(office.root)
    ).json["entries"]
    posted = {p["account"]: p["amount"] for p in entries[0]["entry"]["postings"]}
    assert posted == {"607": "65.00", "44566": "13.00", "401": "-78.00"}
    paid = run("pay", read["number"]).json
    assert (paid["left"], paid["match"]) == ("0.00", "AA")
    run("pay", read["number"], code=3)
    assert run("list", "--unpaid").json["purchases"] == []
    assert ledger_check.check(office).findings == ()
    kept = (office.root / read["path"]).read_bytes()
    assert kept == file.read_bytes()


def test_the_same_number_of_one_supplier_is_refused_however_it_is_written(office):
    bought(office)
    with pytest.raises(RefusedError, match="AC-2026-0001"):
        bought(office, number="fa-12")
    assert bought(office, number="FA 13").number == "AC-2026-0002"


def test_a_refused_purchase_leaves_nothing(office, tmp_path):
    paper = tmp_path / "facture.pdf"
    paper.write_bytes(b"%PDF-1.7 fictif")
    with pytest.raises(RefusedError):
        bought(office, iban=FIRST, file=paper, issued_on=date(2027, 1, 1))
    with pytest.raises(InputError):
        bought(office, file=paper, iban="FR76 0000")
    with reading(office) as db:
        assert db.execute(purchase_table.select()).all() == []
    assert not (office.var / "documents" / "achats").exists()
    kept = bought(office, file=paper)
    assert kept.number == "AC-2026-0001"
    kept.path.write_bytes(b"autre")
    assert [f.code for f in ledger_check.check(office).findings] == ["ARC002"]


def test_a_new_iban_waits_for_another_person(office):
    first = bought(office, iban=FIRST)
    assert first.notices == ()
    assert bought(office, number="2", iban=FIRST).notices == ()
    changed = bought(office, number="3", iban=SECOND)
    assert "a changé" in changed.notices[0]
    with pytest.raises(RefusedError, match="fraudes"):
        paying.pay(office, first.number)
    with pytest.raises(RefusedError, match="Qui a saisi"):
        accounts.confirm(office, ATELIER, accepted=True)
    assert any("IBAN" in task.what for task in due.due(office, within=0))
    other = replace(office, actor=Actor("yann", "Accueil", "assistant"))
    assert accounts.confirm(other, ATELIER, accepted=True).iban == "DE89 … 3000"
    assert paying.pay(office, first.number).left == 0
    with pytest.raises(RefusedError, match="Aucun IBAN"):
        accounts.confirm(other, ATELIER, accepted=True)


def test_a_new_iban_may_be_refused_by_anybody(office):
    made = bought(office, iban=FIRST)
    bought(office, number="2", iban=SECOND)
    accounts.confirm(office, ATELIER, accepted=False)
    assert paying.pay(office, made.number).left == 0


def test_a_supplier_s_credit_note_settles_its_invoice(office):
    made = bought(office)
    back = bought(office, number="AV 1", credit=True)
    assert paying.use_credit(office, made.number, back.number).match == "AA"
    part = bought(office, number="FA 20", line="606:200@20")
    more = bought(office, number="AV 2", credit=True)
    assert paying.use_credit(office, part.number, more.number).left == D(120)
    assert paying.pay(office, part.number).left == 0
    assert ledger_check.check(office).findings == ()


@pytest.mark.parametrize(
    ("line", "changes", "error"),
    [
        ("706:100@20", {}, InputError),
        ("606:100@19", {}, InputError),
        ("606", {}, InputError),
        ("606:-100@20", {}, RefusedError),
        ("606:100@20", {"deductible": None}, InputError),  # a taxed and an exempt sector
        ("606:100@20", {"supplier": "C-999999"}, InputError),
    ],
)
def test_what_cannot_be_is_said(office, line, changes, error):
    with pytest.raises(error):
        bought(office, line=line, **changes)


def test_more_than_a_thousand_euros_is_not_paid_in_cash(office):
    from comptoir.payments import Method

    made = bought(office, line="606:1000@20")
    with pytest.raises(RefusedError, match="espèces"):
        paying.pay(office, made.number, method=Method.CASH)
    with pytest.raises(RefusedError, match="reste"):
        paying.pay(office, made.number, amount=D("1200.01"))


def test_an_auxiliary_journal_holds_no_purchase_and_is_no_fec(office):
    path = office.root / "legal" / "organisation.toml"
    text = path.read_text("utf-8")
    assert 'books = "complete"' in text
    path.write_text(text.replace('books = "complete"', 'books = "auxiliary"'), "utf-8")
    sell(office, "KIT-VELO")
    made = bought(office)
    paying.pay(office, made.number)
    sell(office, "GUIDE")
    told = ledgers.write_fec(office)
    content = told.path.read_bytes().decode("iso8859-15")
    assert told.name.startswith("journal-auxiliaire") and not told.official
    assert (told.entries, "\t401\t" in content, "\tAC\t" in content) == (2, False, False)
    assert not list(told.path.parent.glob("*description*"))
