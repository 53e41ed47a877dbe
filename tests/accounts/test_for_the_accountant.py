"""What the accountant is given: lots without doubles, statements that add up."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from comptoir.desk import payments
from comptoir.desk.accounts import entering, lots, statements
from comptoir.errors import InputError, RefusedError
from comptoir.ledger.fec import COLUMNS
from comptoir.ledger.statements import Movement, reconciliation, unmatched
from comptoir.payments import Method
from comptoir.sales.bank_statement import BankLine
from comptoir.store import bank, begin

from make_books import JO, sell, shop

D = Decimal


@pytest.fixture
def office(ctx):
    """Sales of September and October, one paid; the cabinet has its own numbers."""
    shop(ctx)
    path = ctx.root / "legal" / "organisation.toml"
    cabinet = (
        '[accounting.cabinet.accounts]\n411 = "411000"\n44571 = "445710"\n44571055 = "445711"\n'
        '[accounting.cabinet.journals]\nVE = "VT"\n'
    )
    path.write_text(path.read_text("utf-8") + "\n" + cabinet, "utf-8")
    first = sell(replace(ctx, today=date(2026, 9, 10)), "KIT-VELO", "GUIDE")
    payments.record(
        replace(ctx, today=date(2026, 9, 20)),
        payer=JO, amount=D("55.00"), method=Method.TRANSFER, invoices=[first],
    )  # fmt: skip
    sell(replace(ctx, today=date(2026, 10, 5)), "KIT-VELO:2")
    return ctx


def content(handed):
    with zipfile.ZipFile(io.BytesIO(handed.path.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(files):
    name = next(name for name in files if name.endswith("-ecritures.txt"))
    lines = files[name].decode("iso8859_15").split("\r\n")
    assert tuple(lines[0].split("\t")) == COLUMNS
    return [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines[1:-1]]


def test_a_lot_holds_its_vouchers_and_the_names_of_the_cabinet(office):
    made = lots.make(office, "2026-09")
    files = content(made)
    assert (made.number, made.entries, made.vouchers, made.missing) == ("LOT-0001", 2, 1, ())
    assert files["pieces/F-2026-0001.pdf"].startswith(b"%PDF")
    told = rows(files)
    assert {row["JournalCode"] for row in told} == {"VT", "BQ"}
    assert {row["CompteNum"] for row in told} >= {"411000", "445710", "445711", "512"}
    assert {row["PieceRef"] for row in told} == {"F-2026-0001", "P-2026-0001"}
    assert not any("FEC" in name for name in files)
    for line in files["LISEZMOI.txt"].decode().splitlines():
        digest, _, name = line.partition("  ")
        if len(digest) == 64:
            assert sha256(files[name]).hexdigest() == digest


def test_no_entry_is_handed_twice_and_late_ones_come_in_the_next_lot(office):
    first = lots.make(office, "2026-09")
    with pytest.raises(RefusedError, match="déjà dans un lot"):
        lots.make(office, "2026-09")
    late = [entering.wanted("627:3"), entering.wanted("512:-3")]
    entering.record(office, late, label="Frais", day=date(2026, 9, 30), validate=True)
    second = lots.make(office, "2026-10")
    assert second.entries == 2
    numbers = [{row["EcritureNum"] for row in rows(content(made))} for made in (first, second)]
    assert not numbers[0] & numbers[1]


def test_a_lot_written_again_is_the_same(office):
    made = lots.make(office, "2026-10")
    before = made.path.read_bytes()
    made.path.unlink()
    sell(office, "GUIDE")
    again = lots.again(office, 1)
    assert again.path.read_bytes() == before
    assert again.sha256 == made.sha256 == lots.listing(office)[0].sha256
    with pytest.raises(InputError):
        lots.again(office, 7)


def test_a_lot_is_never_taken_back(office):
    lots.make(office, "2026-10")
    for table in ("export_lot", "export_lot_entry"):
        with pytest.raises(RefusedError), begin(office, act="test.attack") as tx:
            tx.db.execute(text(f"DELETE FROM {table}"))


def test_a_month_that_is_not_over_has_no_lot(office):
    with pytest.raises(RefusedError, match="pas fini"):
        lots.make(office, "2026-11")


def sheet(made):
    path = next(path for path in made.files if path.suffix == ".xlsx")
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def test_statements_hold_figures_that_add_up(office, comptoir):
    for what in ("balance", "grand-livre", "auxiliaire"):
        done = comptoir("ledger", "print", what, "--project", str(office.root), "--json", code=0)
        assert len(done.json["files"]) == 2
    cells = sheet(statements.write(office, statements.Kind.GENERAL))
    moved = [row for row in cells if isinstance(row[7], float) or isinstance(row[8], float)]
    lines = [row for row in moved if not str(row[5]).startswith("Total")]
    assert round(sum(row[7] or 0 for row in lines), 2) == round(
        sum(row[8] or 0 for row in lines), 2
    )
    assert any(str(row[0]).startswith("411 ") for row in lines)
    aux = sheet(statements.write(office, statements.Kind.AUXILIARY))
    assert [row[5] for row in aux if row[1] == JO] == [78.0]


def shown(ctx, *lines):
    with begin(ctx, act="test.bank") as tx:
        taken = [
            (f"m{n}", BankLine(on=on, amount=D(amount), label="VIR", reference=""))
            for n, (on, amount) in enumerate(lines)
        ]
        bank.take(tx, taken, account="principal")


def test_the_reconciliation_shows_both_sides_and_the_gap(office, comptoir):
    def run(*words, code):
        return comptoir(
            "ledger", "print", "rapprochement", *words, "--project", str(office.root), code=code
        )

    assert "relevé" in run(code=3).err
    shown(office, (date(2026, 9, 22), "55.00"), (date(2026, 9, 30), "-4.50"))
    assert "concordent" in run("--balance", "50,50", code=0).out
    assert "Écart" in run("--balance", "50,00", code=1).out


moves = st.builds(
    Movement,
    on=st.dates(date(2026, 1, 1), date(2026, 3, 31)),
    what=st.just("x"),
    amount=st.integers(-50, 50).map(D),
)


@given(st.lists(moves, max_size=12), st.lists(moves, max_size=12))
def test_a_reconciliation_loses_no_movement(booked, told):
    waiting, missing = unmatched(booked, told)
    assert len(booked) - len(waiting) == len(told) - len(missing)
    balance = sum((m.amount for m in booked), D(0))
    bank_balance = sum((m.amount for m in told), D(0))
    made = reconciliation(booked, told, balance=balance, told=bank_balance)
    assert dict(made.facts)["Écart"] == 0
