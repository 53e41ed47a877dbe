"""A payment pays exactly what it is said to pay, or it is refused."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.errors import InputError, RefusedError
from comptoir.payments import Method, Payment, Share, ShareKind, allocate
from comptoir.payments.methods import method_named
from comptoir.payments.payment import Claim

from make_sales import amounts

DUES = [("2026-2027", Decimal("22.00"))]


def claim(due: str, gross: str = "", number: str = "F-2026-0001") -> Claim:
    return Claim(number=number, gross=Decimal(gross or due), amount_due=Decimal(due))


def payment(*shares: Share, method: Method = Method.CHEQUE, amount: str = "") -> Payment:
    total = Decimal(amount) if amount else sum((s.amount for s in shares), Decimal(0))
    return Payment(
        number="P-2026-0001",
        payer="C-000123",
        received_on=date(2026, 11, 24),
        method=method,
        amount=total,
        shares=shares,
    )


@given(amounts, amounts, amounts)
def test_a_split_loses_nothing(invoiced, fee, gift):
    shares = allocate(
        invoiced + fee + gift,
        invoices=[Claim(number="F-2026-0001", gross=invoiced, amount_due=invoiced)],
        dues=[("2026-2027", fee)],
        gift=gift,
    )
    assert [share.amount for share in shares] == [invoiced, fee, gift]
    assert payment(*shares).amount == invoiced + fee + gift


@given(st.lists(amounts, min_size=1, max_size=5), st.data())
def test_invoices_are_paid_in_order_and_only_the_last_in_part(due, data):
    claims = [
        Claim(number=f"F-2026-{rank:04d}", gross=amount, amount_due=amount)
        for rank, amount in enumerate(due, 1)
    ]
    least = sum(due[:-1], Decimal(0)) + Decimal("0.01")
    most = sum(due, Decimal(0))
    paid = data.draw(st.integers(int(least * 100), int(most * 100)))
    shares = allocate(Decimal(paid).scaleb(-2), invoices=claims)
    assert sum(share.amount for share in shares) == Decimal(paid).scaleb(-2)
    assert [share.amount for share in shares[:-1]] == due[:-1]


@pytest.mark.parametrize(
    ("amount", "options", "why"),
    [
        ("0.00", {"dues": DUES}, "plus grand que zéro"),
        ("20.00", {"dues": DUES}, "Il manque"),
        ("30.00", {"dues": DUES}, "rien n’explique"),
        ("30.00", {}, "rien n’explique"),
        ("61.01", {"invoices": [claim("61.00")]}, "rien n’explique"),
        ("22.00", {"invoices": [claim("61.00")], "dues": DUES}, "ne reste rien"),
        ("22.00", {"invoices": [claim("0.00", "61.00")]}, "déjà payée"),
    ],
)
def test_what_is_not_explained_is_refused(amount, options, why):
    with pytest.raises(RefusedError, match=why):
        allocate(Decimal(amount), **options)


def test_shares_that_do_not_make_the_amount_are_refused():
    share = Share(kind=ShareKind.DONATION, amount=Decimal("10.00"))
    with pytest.raises(RefusedError, match="somme de ses parts"):
        payment(share, amount="10.01")


def test_cash_is_refused_on_a_debt_over_the_ceiling_even_in_instalments():
    share = Share(
        kind=ShareKind.INVOICE,
        amount=Decimal("100.00"),
        about="F-2026-0001",
        debt=Decimal("1000.01"),
    )
    payment(share, method=Method.CHEQUE)
    with pytest.raises(RefusedError, match="même en plusieurs fois"):
        payment(share, method=Method.CASH)


def test_cash_up_to_the_ceiling_is_taken():
    share = Share(
        kind=ShareKind.INVOICE, amount=Decimal("1000.00"), about="F-1", debt=Decimal("1000.00")
    )
    assert payment(share, method=Method.CASH).amount == Decimal("1000.00")


@pytest.mark.parametrize("name", ["espèces", "Chèque", "carte", "VIREMENT", "prelevement"])
def test_methods_are_known_by_their_french_names(name):
    assert method_named(name).french.casefold()[0] == name.casefold()[0]


def test_an_unknown_method_gets_the_nearest_one():
    with pytest.raises(InputError, match="virement"):
        method_named("virment")
