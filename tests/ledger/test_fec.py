"""The FEC passes its own judge, and the judge sees what is wrong."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.bookkeeping import PaidInvoice, invoice_entry, payment_entry
from comptoir.ledger import FiscalYear
from comptoir.ledger.entry import Booked
from comptoir.ledger.fec import COLUMNS, clean, fec, fec_name
from comptoir.ledger.fec_check import faults
from comptoir.payments import Method, Payment, allocate
from comptoir.payments.payment import Claim

from make_sales import course, guide, invoice, invoices, line

YEAR = FiscalYear.starting(2026, start_month=9)
NAMES = {"C-000123": "Jo\tLe Bihan | Łódź"}


def books():
    sale = invoice(line(), guide(quantity=Decimal(2)), course())
    claim = Claim(number=sale.number, gross=sale.gross, amount_due=sale.gross)
    dues = [("2026-2027", Decimal("22.00"))]
    amount = sale.gross + Decimal("72.00")
    payment = Payment(
        number="P-2026-0001",
        payer="C-000123",
        received_on=date(2026, 11, 24),
        method=Method.CHEQUE,
        amount=amount,
        shares=allocate(amount, invoices=[claim], dues=dues, gift=Decimal("50.00")),
    )
    day = date(2026, 11, 24)
    paid = payment_entry(payment, [PaidInvoice.of(sale)])
    return [
        Booked(
            number=1,
            entry=invoice_entry(sale),
            validated_on=day,
            match_codes=("AA",) + ("",) * 9,
            matched_on=(day,) + (None,) * 9,
        ),
        Booked(
            number=2,
            entry=paid,
            validated_on=day,
            match_codes=("", "AA") + ("",) * 9,
            matched_on=(None, day) + (None,) * 9,
        ),
    ]


def test_the_fec_of_the_tour_is_the_golden_one(golden):
    content = fec(books(), NAMES)
    golden("ledger/999140353FEC20270831.txt", content)
    assert faults(content, name=fec_name("999140353", YEAR), year=YEAR) == []


@given(st.lists(invoices(), min_size=1, max_size=5))
def test_every_fec_passes_its_own_judge(made):
    booked = [
        Booked(number=n, entry=invoice_entry(each), validated_on=each.issued_on)
        for n, each in enumerate(made, 1)
    ]
    assert faults(fec(booked, NAMES), name="999140353FEC20270831.txt") == []


def change(content: bytes, old: str, new: str, count: int = 1) -> bytes:
    text = content.decode("iso8859_15")
    assert old in text
    return text.replace(old, new, count).encode("iso8859_15")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("EcritureLib", "EcritureLibelle", "18 champs, dans l’ordre"),
        ("JournalCode\tJournalLib", "JournalLib\tJournalCode", "18 champs, dans l’ordre"),
        ("161,00", "161.00", "montant à virgule"),
        ("161,00", "160,99", "déséquilibrée"),
        ("161,00", "1 161,00", "montant à virgule"),
        ("20261124", "24/11/2026", "n’est pas une date"),
        ("20261124", "20261324", "n’est pas une date"),
        ("20261124", "20250101", "hors de l’exercice"),
        ("\tF-2026-0001\t", "\t\t", "PieceRef est vide"),
        ("\tC-000123\t", "\t\t", "vont ensemble"),
        ("Ventes\t1\t", "Ventes\t7\t", "manque avant"),
        ("\tAA\t", "\t\t", "EcritureLet et DateLet"),
        ("\t\t\r\n", "\t\r\n", "17 champs"),
    ],
)
def test_the_judge_names_each_fault(old, new, said):
    count = 1 if said != "manque avant" else -1
    wrong = change(fec(books(), NAMES), old, new, count)
    found = faults(wrong, name="999140353FEC20270831.txt", year=YEAR)
    assert any(said in fault.what for fault in found), found


def test_the_judge_sees_a_bad_name_a_bom_and_an_empty_file():
    good = fec(books(), NAMES)
    assert faults(good, name="FEC2026.txt")[0].line == 0
    assert any("BOM" in fault.what for fault in faults(b"\xef\xbb\xbf" + good))
    assert faults(b"")


@given(st.text())
def test_a_label_never_breaks_the_file(text):
    made = clean(text)
    made.encode("iso8859_15")
    assert not set(made) & set("\t\r\n|")


def test_columns_are_eighteen():
    assert len(COLUMNS) == 18
