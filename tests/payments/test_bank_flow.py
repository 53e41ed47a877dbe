"""From the bank's file to matched payments: certain ones once, the rest shown, books in balance."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from comptoir.desk import aged, bank, erasing, payments
from comptoir.errors import RefusedError
from comptoir.payments import Method
from comptoir.store import reading
from comptoir.store.tables.bank import bank_line

from make_books import ATELIER, JO, sell, shop


@pytest.fixture
def books(any_ctx):
    return shop(any_ctx)


def statement(folder: Path, *rows: str) -> Path:
    path = folder / "releve.csv"
    path.write_text("\n".join(("Date;Libellé;Montant", *rows)), "utf-8")
    return path


def test_a_statement_pays_what_it_names_and_shows_the_rest(books, tmp_path):
    first, second = sell(books), sell(books, to=ATELIER)
    third = sell(books, "KIT-VELO:2", to=ATELIER)
    path = statement(
        tmp_path,
        f"24/11/2026;VIR {first.replace('-', '')};39,00",
        "24/11/2026;VIR ATELIER FICTIF SARL FACTURES;117,00",
        "24/11/2026;VIR SEPA JO LE BIHAN;12,00",
        "24/11/2026;FRAIS;-4,50",
    )
    made = bank.import_statement(books, path)
    assert (made.lines, made.new, made.received) == (4, 4, Decimal("168.00"))
    assert bank.import_statement(books, path).new == 0
    rehearsed = bank.match(books, dry_run=True)
    assert [one.payment for one in rehearsed.posted] == ["", ""]
    told = bank.match(books)
    assert [one.proposal.invoices for one in told.posted] == [(first,), (second, third)]
    assert [one.line.amount for one in told.unknown] == [Decimal("12.00")]
    assert [line.amount for line in told.paid_out] == [Decimal("-4.50")]
    again = bank.match(books)
    assert (again.posted, again.tied) == ([], [])
    found = aged.balance(books)
    assert (found.total, found.booked, dict(found.apart)) == (Decimal("0.00"), Decimal("0.00"), {})


def test_a_payment_recorded_by_hand_is_not_recorded_again(books, tmp_path):
    number = sell(books)
    payments.record(
        books, payer=JO, amount=Decimal("39.00"), method=Method.TRANSFER, invoices=[number]
    )
    bank.import_statement(books, statement(tmp_path, f"24/11/2026;VIR {number};39,00"))
    told = bank.match(books)
    assert ([one.payment for one in told.tied], told.posted) == (["P-2026-0001"], [])


def test_a_stop_between_recording_and_tying_is_mended_by_the_next(books, tmp_path, monkeypatch):
    number = sell(books)
    bank.import_statement(books, statement(tmp_path, f"24/11/2026;VIR {number};39,00"))
    with monkeypatch.context() as patch:
        patch.setattr("comptoir.desk.bank.bank.tie", lambda *_: (_ for _ in ()).throw(KeyError))
        with pytest.raises(KeyError):
            bank.match(books)
    told = bank.match(books)
    assert ([one.payment for one in told.tied], told.posted) == (["P-2026-0001"], [])


def test_a_movement_set_aside_is_not_shown_again(books, tmp_path):
    bank.import_statement(books, statement(tmp_path, "24/11/2026;APPORT;500,00"))
    (one,) = bank.match(books).unknown
    with pytest.raises(RefusedError, match="raison"):
        bank.set_aside(books, one.line.number, note=" ")
    bank.set_aside(books, one.line.number, note="apport des fondateurs")
    assert bank.match(books).unknown == []


def test_the_aged_balance_is_the_balance_of_customers(books):
    sell(books)
    sell(books, to=ATELIER)
    for day, band in ((date(2026, 12, 24), 0), (date(2026, 12, 25), 1), (date(2027, 4, 1), 4)):
        found = aged.balance(replace(books, today=day))
        assert [i for i, amount in enumerate(found.totals) if amount] == [band]
        assert found.total == found.booked == Decimal("78.00")


def test_what_the_bank_said_of_a_person_goes_with_them_and_the_movement_stays(books, tmp_path):
    number = sell(books)
    path = statement(tmp_path, f"24/11/2026;VIR JO LE BIHAN {number};39,00")
    bank.import_statement(books, path)
    bank.match(books)
    erasing.erase(books, JO)
    with reading(books) as db:
        (row,) = db.execute(select(bank_line)).all()
    assert (row.label, row.amount) == ("", Decimal("39.00"))
    assert bank.import_statement(books, path).new == 0
