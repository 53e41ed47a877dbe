"""Cheques go from the hand to the bank, and come back: debts, receipts and books follow."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.bookkeeping import PaidInvoice, invoice_entry, payment_entry
from comptoir.desk import crediting, due, erasing, ledger_check, payments
from comptoir.desk.cashier import deposits, reversals
from comptoir.errors import InputError, RefusedError
from comptoir.members import Level
from comptoir.payments import (
    Cheque,
    Kind,
    Method,
    Payment,
    Share,
    ShareKind,
    taken_back,
)
from comptoir.store import billing, documents, reading

from make_books import JO, balance, sell, shop
from make_sales import course, invoice

TODAY = date(2026, 11, 24)
DUES = "2026-2027"


@pytest.fixture
def books(any_ctx):
    return shop(any_ctx)


def by_cheque(ctx, amount, **paid):
    return payments.record(ctx, payer=JO, amount=Decimal(amount), method=Method.CHEQUE, **paid)


def left_of(ctx, number):
    with reading(ctx) as db:
        return billing.invoice_numbered(db, number).amount_due


def sound(ctx):
    return [finding.found for finding in ledger_check.check(ctx).findings] == []


def test_a_deposit_takes_the_cheques_of_the_day_and_keeps_the_others(books):
    number = sell(books)
    later = TODAY + timedelta(days=30)
    made = by_cheque(
        books, "39.00", invoices=[number],
        by_cheques=[
            Cheque(amount=Decimal("20.00"), planned_on=TODAY, number="0000101", bank="Fictive"),
            Cheque(amount=Decimal("19.00"), planned_on=later, number="0000102", bank="Fictive"),
        ],
    )  # fmt: skip
    tasks = [task for task in due.due(books, within=60) if "chèque" in task.what]
    assert [task.on for task in tasks] == [TODAY, later]
    done = deposits.deposit(books)
    assert (done.number, done.amount) == ("RC-2026-0001", Decimal("20.00"))
    assert done.path.is_file()
    assert (balance(books, "5112"), balance(books, "512")) == (Decimal("19.00"), Decimal("20.00"))
    with pytest.raises(RefusedError, match="Aucun chèque"):
        deposits.deposit(books)
    held = deposits.in_hand(books)
    with pytest.raises(RefusedError, match="24 décembre"):
        deposits.deposit(books, [held.later[0].reference])
    shown = payments.shown(books, made.number)
    assert [paper.deposit for paper in shown.cheques] == ["RC-2026-0001", ""]
    assert sound(books)


def test_a_bounced_cheque_reopens_the_debt_takes_its_matching_back_and_costs_its_fee(books):
    number = sell(books, "STAGE-BOIS")
    paid = by_cheque(books, "90.00", invoices=[number])
    assert paid.matched == ((number, "AA"),)
    with pytest.raises(RefusedError, match="pas été remis"):
        reversals.bounce(books, paid.number, reason="provision insuffisante")
    deposits.deposit(books)
    back = reversals.bounce(
        books, paid.number, reason="provision insuffisante", fee=Decimal("12.50")
    )
    assert (back.reopened, back.unmatched) == (((number, Decimal("90.00")),), ("AA",))
    assert (balance(books, "411"), balance(books, "627")) == (Decimal("90.00"), Decimal("12.50"))
    assert balance(books, "512") == Decimal("-12.50")
    assert balance(books, "44571200") == 0  # the VAT waits again for its payment
    assert balance(books, "44574200") == Decimal("-15.00")
    with pytest.raises(RefusedError, match="déjà été repris"):
        reversals.bounce(books, paid.number, reason="encore")
    again = payments.record(
        books, payer=JO, amount=Decimal("90.00"), method=Method.CARD, invoices=[number]
    )
    assert again.matched
    assert balance(books, "44571200") == Decimal("-15.00")
    assert sound(books)


def test_a_bounced_cheque_cancels_the_receipts_of_what_was_not_cashed(books):
    paid = by_cheque(
        books, "62.00", dues=[(DUES, Level.FULL)], gift=Decimal("40.00"),
        by_cheques=[
            Cheque(amount=Decimal("22.00"), planned_on=TODAY, number="1"),
            Cheque(amount=Decimal("40.00"), planned_on=TODAY, number="2"),
        ],
    )  # fmt: skip
    tax, dues = (
        next(r.number for r in paid.receipts if r.kind == kind)
        for kind in ("gift_receipt", "dues_receipt")
    )
    deposits.deposit(books)
    with pytest.raises(RefusedError, match="plusieurs chèques"):
        reversals.bounce(books, paid.number, reason="opposition")
    back = reversals.bounce(books, paid.number, reason="opposition", cheque="2")
    assert (back.void, back.dues) == ((tax,), ())  # the gift goes first: it was not cashed
    assert balance(books, "754") == 0
    back = reversals.bounce(books, paid.number, reason="opposition")
    assert (back.void, back.dues) == ((dues,), (DUES,))
    again = by_cheque(books, "22.00", dues=[(DUES, Level.REDUCED)])  # the fee that was agreed
    assert [r.kind for r in again.receipts] == ["dues_receipt"]
    with reading(books) as db:
        assert set(documents.voids(db)) == {tax, dues}
    assert sound(books)


def test_what_was_recorded_by_mistake_leaves_a_trace_and_nothing_else(books):
    number = sell(books)
    paid = payments.record(
        books, payer=JO, amount=Decimal("61.00"), method=Method.CASH, invoices=[number],
        dues=[(DUES, Level.FULL)],
    )  # fmt: skip
    with pytest.raises(RefusedError, match="motif"):
        reversals.undo(books, paid.number, reason=" ")
    back = reversals.undo(books, paid.number, reason="mauvaise personne")
    assert (back.number, back.amount) == ("P-2026-0002", Decimal("61.00"))
    assert balance(books, "530") == balance(books, "756") == 0
    assert left_of(books, number) == Decimal("39.00")
    with pytest.raises(RefusedError, match="reprend déjà"):
        reversals.undo(books, back.number, reason="non")
    right = payments.record(
        books, payer=JO, amount=Decimal("22.00"), method=Method.CASH, dues=[(DUES, Level.FULL)]
    )
    assert right.number == "P-2026-0003"
    assert sound(books)


def test_a_cheque_that_was_deposited_is_not_undone(books):
    paid = by_cheque(books, "22.00", dues=[(DUES, Level.FULL)])
    deposits.deposit(books)
    with pytest.raises(RefusedError, match="rejeter P-2026-0001"):
        reversals.undo(books, paid.number, reason="erreur")


def test_a_bounce_after_a_credit_note_leaves_the_books_in_balance(books):
    number = sell(books, "STAGE-BOIS:2")
    paid = by_cheque(books, "100.00", invoices=[number])
    deposits.deposit(books)
    wanted = crediting.Wanted(lines=[("1", Decimal(1))])
    crediting.new(books, number, reason="un stage annulé", wanted=wanted)
    reversals.bounce(books, paid.number, reason="provision insuffisante")
    left = left_of(books, number)
    payments.record(books, payer=JO, amount=left, method=Method.TRANSFER, invoices=[number])
    assert balance(books, "44574200") == 0
    assert sound(books)


@pytest.mark.parametrize(
    ("cheques", "said"),
    [
        ([Cheque(amount=Decimal("20.00"), planned_on=TODAY)], "font"),
        ([Cheque(amount=Decimal("22.00"), planned_on=TODAY - timedelta(days=1))], "avant"),
        ([Cheque(amount=Decimal("11.00"), planned_on=TODAY, number="7")] * 2, "deux fois"),
    ],
)
def test_cheques_that_do_not_make_their_payment_are_refused(books, cheques, said):
    with pytest.raises(RefusedError, match=said):
        by_cheque(books, "22.00", dues=[(DUES, Level.FULL)], by_cheques=cheques)


def test_a_slip_that_was_changed_is_found(books):
    by_cheque(books, "22.00", dues=[(DUES, Level.FULL)])
    deposits.deposit(books).path.write_bytes(b"%PDF")
    assert any("bordereau" in f.found for f in ledger_check.check(books).findings)


def test_an_unknown_payment_or_cheque_is_said(books):
    with pytest.raises(InputError, match="P-2026-0009"):
        reversals.undo(books, "p-2026-0009", reason="x")
    with pytest.raises(InputError, match="CH-000009"):
        deposits.deposit(books, ["CH-000009"])


amounts = st.decimals("0.01", "500", places=2)


@given(st.lists(amounts, min_size=1, max_size=4), st.data())
def test_taking_a_payment_back_piece_by_piece_loses_nothing(parts, data):
    kinds = list(ShareKind)
    payment = Payment(
        number="P-2026-0001", payer=JO, received_on=TODAY, method=Method.TRANSFER,
        amount=sum(parts), shares=tuple(
            Share(kind=kinds[i % 3], amount=part, about=str(i)) for i, part in enumerate(parts)
        ),
    )  # fmt: skip
    back, left = [], payment.amount
    while left:
        piece = data.draw(st.decimals("0.01", left, places=2))
        back.append(
            taken_back(
                payment, piece, number="P-2026-0002", on=TODAY, kind=Kind.BOUNCED, reason="x",
                before=payment.amount - left,
            )
        )  # fmt: skip
        left -= piece
        if len(back) == 3 and left:
            piece = left
            back.append(
                taken_back(
                    payment, piece, number="P-2026-0002", on=TODAY, kind=Kind.BOUNCED, reason="x",
                    before=payment.amount - left,
                )
            )  # fmt: skip
            left = Decimal(0)
    for share in payment.shares:
        gone = sum(s.amount for one in back for s in one.shares if s.about == share.about)
        assert gone == -share.amount


@given(st.lists(amounts, min_size=1, max_size=5), st.data())
def test_paid_and_taken_back_in_any_order_a_service_owes_the_vat_of_what_stays_paid(moves, data):
    made = invoice(course(unit_price=Decimal("1000.00")))
    paid, entries = Decimal(0), [invoice_entry(made)]
    for number, move in enumerate(moves):
        sign = -1 if paid >= move and data.draw(st.booleans()) else 1
        if paid + sign * move > made.gross:
            continue
        share = Share(
            kind=ShareKind.INVOICE, amount=sign * move, about=made.number, debt=made.gross
        )
        one = Payment(
            number=f"P-2026-{number:04d}", payer=JO, received_on=TODAY, method=Method.TRANSFER,
            amount=sign * move, shares=(share,),
            kind=Kind.RECEIVED if sign > 0 else Kind.BOUNCED, reverses="P" if sign < 0 else "",
        )  # fmt: skip
        entries.append(payment_entry(one, [PaidInvoice.of(made, paid_before=paid)]))
        paid += sign * move
    lines = [line for entry in entries for line in entry.postings]
    assert sum(line.amount for line in lines) == 0
    due_ = -sum(line.amount for line in lines if line.account.startswith("44571"))
    assert abs(due_ - made.totals.tax * paid / made.gross) <= Decimal("0.005")


def test_the_drawer_of_a_cheque_is_forgotten_with_the_person_and_the_cheque_stays(books):
    signed = Cheque(amount=Decimal("22.00"), planned_on=TODAY, number="7", drawer="Marc Le Bihan")
    by_cheque(books, "22.00", dues=[(DUES, Level.FULL)], by_cheques=[signed])
    erasing.erase(books, JO)
    (held,) = deposits.in_hand(books).ready
    assert (held.cheque.number, held.cheque.drawer) == ("7", "")
    assert "Marc" not in held.name
    assert sound(books)
