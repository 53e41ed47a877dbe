"""Debts that may not be paid: 416, 491, then 654 and the VAT, to the cent."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from comptoir.bookkeeping import PaidInvoice, invoice_entry, payment_entry
from comptoir.bookkeeping.doubtful import loss_entry, provision_entry, transfer_entry, unpaid
from comptoir.desk import aged, ledger_check, ledgers, payments, reminders
from comptoir.desk.accounts import doubtful, vat
from comptoir.errors import RefusedError
from comptoir.payments import Method, Payment, allocate
from comptoir.payments.payment import Claim

from make_books import ATELIER, JO, sell, shop
from make_sales import DAY, invoices

D = Decimal


@pytest.fixture
def office(ctx):
    return shop(ctx)


def closing(ctx):
    return {b.account: b.closing for b in ledgers.balance(ctx).accounts if b.closing}


def test_row_64_a_debt_becomes_doubtful_then_a_loss_and_the_aged_balance_follows(office, comptoir):
    number = sell(office, "KIT-VELO:2", "STAGE-BOIS", to=ATELIER)
    sell(office, "GUIDE", to=ATELIER)

    def run(*words, code=0):
        return comptoir("ledger", *words, "--json", "--project", str(office.root), code=code).json

    made = run("doubtful", number, "--reason", "sans réponse", "--provision", "50")
    assert (made["amount"], made["provision"]) == ("168.00", "70.00")
    found = run("aged")
    rows = {(row["party"], row["doubtful"]): sum(map(D, row["bands"])) for row in found["rows"]}
    assert rows == {(ATELIER, False): D("16.00"), (ATELIER, True): D("168.00")}
    assert (found["booked"], found["doubtful"], found["apart"]) == ("16.00", "168.00", {})
    lost = run("writeoff", number, "--reason", "certificat", "--recover-vat", "--yes")
    assert (lost["vat_recovered"], lost["vat_never_due"], lost["loss"]) == (
        "13.00", "15.00", "140.00",
    )  # fmt: skip
    assert "art. 272" in lost["mention"]
    after = closing(office)
    assert {a: after.get(a, D(0)) for a in ("416", "491", "44574200", "654")} == {
        "416": 0, "491": 0, "44574200": 0, "654": D(140),
    }  # fmt: skip
    assert run("aged")["booked"] == "16.00"
    assert ledger_check.check(office).findings == ()


def test_the_vat_of_a_loss_is_taken_back_on_line_21(office):
    number = sell(replace(office, today=date(2026, 10, 5)), "KIT-VELO:2")
    doubtful.write_off(
        replace(office, today=date(2026, 10, 28)), number, reason="liquidation", recovers=True
    )
    made = vat.show(office, period="2026-10").made
    assert {b.code: b.euros for b in made.boxes}["21"] == 13
    assert made.gap == 0


def test_without_proof_the_vat_stays_with_the_state(office):
    number = sell(office, "KIT-VELO:2")
    lost = doubtful.write_off(office, number, reason="prescrite", recovers=False)
    assert (lost.loss, lost.vat_recovered, lost.mention) == (D(78), 0, "")


def test_a_doubtful_debt_takes_no_payment_until_it_is_brought_back(office):
    number = sell(office, "KIT-VELO", "STAGE-BOIS")

    def pay(amount):
        return payments.record(
            office, payer=JO, amount=D(amount), method=Method.TRANSFER, invoices=[number]
        )

    pay("29.00")
    doubtful.doubt(office, number, reason="x", percent=100)
    with pytest.raises(RefusedError, match="416"):
        pay("100.00")
    doubtful.bring_back(office, number)
    assert pay("100.00").left == ()
    left = closing(office)
    assert not {"411", "416", "491", "44574200"} & set(left)
    assert aged.balance(office).apart == {}
    assert ledger_check.check(office).findings == ()


def test_a_provision_is_raised_and_lowered_to_what_is_said(office):
    number = sell(office, "KIT-VELO:2")
    for percent, left in ((50, D("-32.50")), (100, D("-65.00")), (20, D("-13.00")), (0, D(0))):
        doubtful.doubt(office, number, reason="x", percent=percent)
        assert closing(office).get("491", D(0)) == left
    with pytest.raises(RefusedError, match="déjà"):
        doubtful.doubt(office, number, reason="x")


def test_what_is_lost_is_reminded_no_more_and_lost_once(office):
    number = sell(replace(office, today=date(2026, 6, 5)), "KIT-VELO")
    doubtful.write_off(office, number, reason="x", recovers=False)
    assert number not in {one.invoice for one in reminders.plan(office).ready}
    for act in (
        lambda: doubtful.write_off(office, number, reason="x", recovers=False),
        lambda: doubtful.doubt(office, number, reason="x"),
        lambda: payments.record(
            office, payer=JO, amount=D(39), method=Method.TRANSFER, invoices=[number]
        ),
    ):
        with pytest.raises(RefusedError):
            act()


def test_a_reason_is_needed(office):
    number = sell(office, "KIT-VELO")
    with pytest.raises(RefusedError, match="raison"):
        doubtful.doubt(office, number)
    assert closing(office)["411"] == 39


@given(invoices(), st.integers(0, 99), st.booleans(), st.booleans(), st.integers(0, 100))
def test_a_lost_debt_leaves_nothing_but_the_loss(sale, share, moved, recovers, percent):
    entries, paid = [invoice_entry(sale)], (sale.gross * share / 100).quantize(D("0.01"))
    assume(paid < sale.gross)  # of a cent, more than half is all: nothing is owed, nor lost
    if paid:
        claim = Claim(number=sale.number, gross=sale.gross, amount_due=sale.gross)
        payment = Payment(
            number="P-2026-0001", payer=sale.offer.buyer.reference, received_on=sale.issued_on,
            method=Method.TRANSFER, amount=paid, shares=allocate(paid, invoices=[claim]),
        )  # fmt: skip
        entries.append(payment_entry(payment, [PaidInvoice.of(sale)]))
    one = unpaid(sale, PaidInvoice.of(sale, paid_before=paid), sale.gross - paid)
    provision = (one.net * percent / 100).quantize(D("0.01")) if moved else D(0)
    if moved:
        entries.append(transfer_entry(one, number="DO-1", on=DAY))
    if provision:
        entries.append(provision_entry(one, provision, number="DO-2", on=DAY))
    entries.append(
        loss_entry(
            one, number="PI-1", on=DAY, account="416" if moved else "411", provision=provision,
            recovers=recovers,
        )
    )  # fmt: skip
    sums: dict[str, Decimal] = {}
    for entry in entries:
        for posting in entry.postings:
            sums[posting.account] = sums.get(posting.account, D(0)) + posting.amount
    left = {account for account, total in sums.items() if total}
    assert not left & {"411", "416", "491"}
    assert not any(account.startswith("44574") for account in left)
    taxes = sum(one.waiting.values(), D(0)) + (sum(one.due.values(), D(0)) if recovers else D(0))
    assert sums.get("654", D(0)) == one.amount - taxes >= 0
