"""The receipts book and the register of purchases: what came in and went out, and its nature."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from comptoir.desk import payments
from comptoir.desk.accounts import registers
from comptoir.desk.cashier import reversals
from comptoir.desk.purchases import paying, recording
from comptoir.errors import RefusedError
from comptoir.payments import Method

from make_books import ATELIER, JO, sell, shop

D = Decimal


@pytest.fixture
def office(ctx):
    """A sale of goods and services paid in two parts, and a gift."""
    shop(ctx)
    number = sell(replace(ctx, today=date(2026, 9, 10)), "KIT-VELO:2", "STAGE-BOIS")
    for day, amount in ((date(2026, 9, 20), "100.00"), (date(2026, 10, 5), "68.00")):
        payments.record(replace(ctx, today=day), payer=JO, amount=D(amount),
                        method=Method.CHEQUE, invoices=[number], received_on=day)  # fmt: skip
    payments.record(ctx, payer=JO, amount=D("30.00"), method=Method.CASH, gift=D("30.00"))
    return ctx


def test_what_came_in_is_split_by_nature_to_the_cent(office):
    made = registers.write(office)
    assert made.totals == {
        "ventes de marchandises": D("78.00"), "prestations de services": D("90.00"),
        "dons": D("30.00"),
    }  # fmt: skip
    assert list(made.months.values()) == [D("100.00"), D("68.00"), D("30.00")]
    assert (made.total, made.lines) == (D("198.00"), 5)
    sheet = CalamineWorkbook.from_path(str(made.files[1])).get_sheet_by_index(0).to_python()
    text = [str(cell) for row in sheet for cell in row]
    assert {"Jo Le Bihan", "chèque", "espèces"} <= set(text)


def test_what_was_taken_back_comes_off(office):
    paid = payments.record(office, payer=JO, amount=D("12.00"), method=Method.CASH, gift=D("12.00"))
    reversals.undo(office, paid.number, reason="saisi deux fois")
    assert registers.write(office).total == D("198.00")


def test_purchases_have_their_own_register(office):
    with pytest.raises(RefusedError, match="aucun règlement"):
        registers.write(office, bought=True)
    bought = recording.record(
        office,
        recording.Asked(
            supplier=ATELIER, their_number="FA 12", issued_on=date(2026, 11, 2),
            bought=recording.lines(["606:100@20"]), deductible=100,
        ),
    )  # fmt: skip
    paying.pay(office, bought.number)
    made = registers.write(office, bought=True)
    assert (made.title, made.total) == ("Registre des achats", D("120.00"))
    assert list(made.totals) == ["Achats non stockés de matières et fournitures"]


def test_the_command_says_the_months_and_where_the_book_is(office, comptoir):
    told = comptoir("journal", "recettes", "--project", str(office.root)).out
    assert "septembre 2026" in told and "livre-recettes" in told
