"""The entry of a purchase balances, and its VAT is deducted when the law says."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.bookkeeping.purchases import purchase_entry, purchase_payment_entry, released
from comptoir.errors import RefusedError
from comptoir.payments import Method
from comptoir.purchases import Bought, Purchase, Reverse
from comptoir.purchases.purchase import from_json, taxed, to_json

D = Decimal
DAY = date(2026, 3, 5)
amounts = st.integers(1, 5_000_000).map(lambda n: D(n).scaleb(-2))
rates = st.sampled_from([D("20.0"), D("10.0"), D("5.5"), D("2.1"), D(0)])
lines = st.tuples(st.sampled_from(["606", "607", "613", "2183"]), amounts, rates)


def purchase(*bought, **changes):
    known = {
        "number": "AC-2026-0001", "supplier": "C-000009", "their_number": "FA 12",
        "issued_on": DAY, "due_on": DAY, "bought": bought or taxed([("606", D(100), D("20.0"))]),
    }  # fmt: skip
    return Purchase(**known | changes)


@st.composite
def purchases(draw):
    reverse = draw(st.sampled_from(Reverse))
    if reverse is Reverse.NONE:
        bought = taxed(draw(st.lists(lines, min_size=1, max_size=5)))
    else:
        bought = tuple(
            Bought(account="604", net=net, rate=D("20.0"))
            for net in draw(st.lists(amounts, min_size=1, max_size=3))
        )
    return purchase(
        *bought,
        credit=draw(st.booleans()),
        services=draw(st.booleans()),
        on_debits=draw(st.booleans()),
        reverse=reverse,
        deductible=draw(st.integers(0, 100)),
    )


def sums(*entries):
    found: dict[str, Decimal] = {}
    for entry in entries:
        for one in entry.postings:
            found[one.account] = found.get(one.account, D(0)) + one.amount
    return {account: total for account, total in found.items() if total}


def test_goods_are_deducted_at_once_and_services_when_paid():
    goods = sums(purchase_entry(purchase()))
    assert goods == {"606": D(100), "44566": D(20), "401": D(-120)}
    service = purchase(services=True)
    assert sums(purchase_entry(service)) == {"606": D(100), "44564": D(20), "401": D(-120)}
    paid = purchase_payment_entry(
        service, number="DP-1", on=DAY, amount=D(60), before=D(0), method=Method.TRANSFER
    )
    assert sums(paid) == {"401": D(60), "512": D(-60), "44566": D(10), "44564": D(-10)}
    assert "44566" in sums(purchase_entry(purchase(services=True, on_debits=True)))


def test_assets_have_their_accounts_and_what_is_not_deducted_is_a_cost():
    bought = taxed([("2183", D(1000), D("20.0"))])
    assert sums(purchase_entry(purchase(*bought))) == {
        "2183": D(1000), "44562": D(200), "404": D(-1200),
    }  # fmt: skip
    assert sums(purchase_entry(purchase(deductible=0))) == {"606": D(120), "401": D(-120)}


@given(purchases())
def test_a_credit_of_the_whole_cancels_a_purchase_account_by_account(made):
    other = purchase(
        *made.bought, credit=not made.credit, services=made.services, on_debits=made.on_debits,
        reverse=made.reverse, deductible=made.deductible,
    )  # fmt: skip
    assert sums(purchase_entry(made), purchase_entry(other)) == {}


@given(purchases(), st.lists(st.integers(1, 100), min_size=1, max_size=4))
def test_payments_in_parts_leave_nothing_waiting(made, weights):
    before, entries = D(0), [purchase_entry(made)]
    for rank, weight in enumerate(weights):
        last = rank == len(weights) - 1
        share = (made.gross * weight / sum(weights)).quantize(D("0.01"))
        amount = made.gross - before if last else min(share, made.gross - before)
        if amount <= 0:
            continue
        entries.append(
            purchase_payment_entry(
                made, number=f"DP-{rank}", on=DAY, amount=amount, before=before,
                method=Method.TRANSFER,
            )
        )  # fmt: skip
        before += amount
    left = sums(*entries)
    assert not {"401", "404", "44564"} & set(left)


@given(purchases())
def test_what_is_written_is_read_again(made):
    known = {
        "number": made.number, "supplier": made.supplier, "their_number": made.their_number,
        "issued_on": made.issued_on, "due_on": made.due_on, "credit": made.credit,
    }  # fmt: skip
    assert from_json(to_json(made), known) == made


@given(st.lists(lines, min_size=1, max_size=6))
def test_vat_is_once_a_rate_on_the_sum(sold):
    made = taxed(sold)
    for rate in {one[2] for one in sold}:
        net = sum(one.net for one in made if one.rate == rate)
        tax = sum(one.tax for one in made if one.rate == rate)
        assert abs(tax - net * rate / 100) <= D("0.005")
    assert sum(one.net for one in made) == sum(net for _, net, _ in sold)


def test_releasing_nothing_of_what_does_not_wait():
    assert released(purchase(), before=D(0), paid=D(120)) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"their_number": " "},
        {"due_on": date(2026, 3, 4)},
        {"bought": (Bought(account="606", net=D(0)),)},
        {"bought": (Bought(account="606", net=D(-5)),)},
        {"reverse": Reverse.SERVICES},
    ],
)
def test_an_impossible_purchase_does_not_exist(wrong):
    with pytest.raises(RefusedError):
        purchase(**wrong)
