"""Net, tax and gross: once per rate, on the sum, to the cent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.errors import RefusedError
from comptoir.money import to_cents
from comptoir.sales import Allowance, Charge, Nature, Prices

from make_sales import amounts, course, guide, line, offer, offers


@given(offers())
def test_net_plus_tax_is_gross_everywhere(made):
    totals = made.totals
    assert totals.net + totals.tax == totals.gross
    assert sum(p.net for p in totals.parts) == totals.net
    assert sum(p.gross for p in totals.parts) == totals.gross
    assert totals.lines_net - totals.allowances + totals.charges == totals.net


@given(offers())
def test_parts_of_a_rate_add_up_to_its_breakdown(made):
    for vat in made.totals.vat:
        parts = [part for part in made.totals.parts if part.rate == vat.rate]
        assert sum(part.net for part in parts) == vat.taxable_amount
        assert sum(part.tax for part in parts) == vat.tax_amount


@given(offers())
def test_tax_is_the_rate_of_the_sum_within_a_cent(made):
    for vat in made.totals.vat:
        exact = vat.taxable_amount * vat.rate / 100
        assert abs(exact - vat.tax_amount) < Decimal("0.011")
        if made.prices is Prices.NET:
            assert vat.tax_amount == to_cents(exact)


@given(offers())
def test_a_gross_total_is_the_displayed_one(made):
    displayed = sum((each.amount for each in made.lines), Decimal(0))
    displayed -= sum((a.amount for a in made.allowances), Decimal(0))
    displayed += sum((c.amount for c in made.charges), Decimal(0))
    total = made.totals.gross if made.prices is Prices.GROSS else made.totals.net
    assert total == displayed


@given(amounts, st.lists(st.sampled_from(["20.0", "10.0", "5.5"]), min_size=1, max_size=4))
def test_an_allowance_is_shared_without_loss(amount, rates):
    sold = [line("3000.00", vat_rate=Decimal(rate)) for rate in rates]
    made = offer(*sold, allowances=(Allowance(reason="Remise", amount=amount),))
    shares = [part.gross for part in made.totals.parts if part.kind == "allowance"]
    assert -sum(shares) == amount


@given(offers())
def test_no_account_is_left_with_a_negative_revenue_or_tax(made):
    for net, tax in made.totals.by_nature.values():
        assert net >= 0
        assert tax >= 0
    accounts = {}
    for part in made.totals.parts:
        accounts[part.account] = accounts.get(part.account, 0) + part.net
    assert min(accounts.values()) >= 0


def test_the_sale_of_the_tour_adds_up():
    made = offer(
        line(),
        guide(quantity=Decimal(2)),
        allowances=(Allowance(reason="Remise adhérent", amount=Decimal("5.00")),),
        charges=(Charge(reason="Port", amount=Decimal("6.50")),),
    )
    totals = made.totals
    assert totals.gross == Decimal("72.50")
    assert [(v.rate, v.taxable_amount, v.tax_amount) for v in totals.vat] == [
        (Decimal("20.0"), Decimal("33.18"), Decimal("6.64")),
        (Decimal("5.5"), Decimal("30.98"), Decimal("1.70")),
    ]


def test_a_charge_follows_what_is_sold():
    made = offer(line(), course(), charges=(Charge(reason="Port", amount=Decimal("10.00")),))
    natures = {part.nature for part in made.totals.parts if part.kind == "charge"}
    assert natures == {Nature.GOODS, Nature.SERVICES}
    assert {p.account for p in made.totals.parts if p.kind == "charge"} == {"7085"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"quantity": Decimal(0)},
        {"quantity": Decimal("1.00001")},
        {"unit_price": Decimal("-1")},
        {"name": " "},
        {"allowances": (Allowance(reason="Remise", amount=Decimal("40.00")),)},
    ],
)
def test_an_impossible_line_is_refused(wrong):
    with pytest.raises(RefusedError):
        line(**wrong)


def test_an_allowance_over_the_whole_is_refused():
    with pytest.raises(RefusedError, match="dépassent"):
        offer(line(), allowances=(Allowance(reason="Remise", amount=Decimal("39.01")),))
