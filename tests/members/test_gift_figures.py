"""The figures of the yearly declaration: what stands, once, by kind of donor."""

from decimal import Decimal

from comptoir.desk import gift_figures, payments
from comptoir.desk.cashier import reversals
from comptoir.payments import Method

from make_books import ATELIER, JO, SANS_ADRESSE, shop


def give(ctx, who, amount, **more):
    return payments.record(
        ctx, payer=who, amount=Decimal(amount), gift=Decimal(amount), method=Method.TRANSFER, **more
    )


def test_receipts_that_stand_are_counted_by_model_and_the_others_told_apart(any_ctx):
    books = shop(any_ctx)
    give(books, JO, "40.00")
    give(books, JO, "10.00")
    give(books, ATELIER, "500.00")
    give(books, SANS_ADRESSE, "5.00")  # without address: no receipt
    give(books, JO, "30.00", receipt_by="HelloAsso")
    mistake = give(books, JO, "7.00")
    reversals.undo(books, mistake.number, reason="saisi deux fois")
    told = gift_figures.declaration(books, 2026)
    assert [(one.receipts, one.amount, one.donors) for one in told.models] == [
        (2, Decimal("50.00"), 1), (1, Decimal("500.00"), 1),
    ]  # fmt: skip
    assert (told.receipts, told.amount, told.void) == (3, Decimal("550.00"), 1)
    assert (told.elsewhere, told.elsewhere_amount) == (1, Decimal("30.00"))
    assert (told.without, told.without_amount) == (1, Decimal("5.00"))
    assert gift_figures.declaration(books, 2025).receipts == 0
