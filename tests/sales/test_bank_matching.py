"""What a movement pays: certain only when nothing else could be meant."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.sales.bank_matching import Certainty, OpenInvoice, propose

DAY = date(2026, 11, 24)


def opened(number: int, due: str, payer: str = "C-000001", name: str = "Jo Le Bihan", **more):
    known = {"issued_on": date(2026, 11, 1)} | more
    return OpenInvoice(
        number=f"F-2026-{number:04d}", payer=payer, name=name, due=Decimal(due), **known
    )


OPENS = (
    opened(1, "60.00"),
    opened(2, "40.00"),
    opened(3, "60.00", "C-000002", "Ana Guennec"),
    opened(4, "75.00", "C-000003", "Mairie de Redon"),
)


@pytest.mark.parametrize(
    ("amount", "label", "certainty", "invoices"),
    [
        ("60.00", "VIR F-2026-0001", "certain", ["F-2026-0001"]),
        ("60.00", "VIR FACT.F20260003", "certain", ["F-2026-0003"]),
        ("100.00", "F 2026 1 ET F 2026 0002", "certain", ["F-2026-0001", "F-2026-0002"]),
        ("30.00", "VIR F-2026-0001", "likely", ["F-2026-0001"]),
        ("90.00", "VIR F-2026-0001", "likely", ["F-2026-0001"]),
        ("120.00", "F-2026-0001 F-2026-0003", "unknown", []),
        ("60.00", "VIR LE BIHAN JO", "certain", ["F-2026-0001"]),
        ("100.00", "VIR LE BIHAN JO", "certain", ["F-2026-0001", "F-2026-0002"]),
        ("61.00", "VIR LE BIHAN JO", "unknown", []),
        ("75.00", "VIR INCONNU", "likely", ["F-2026-0004"]),
        ("60.00", "VIR INCONNU", "unknown", []),
        ("5.00", "", "unknown", []),
    ],
)
def test_table(amount: str, label: str, certainty: str, invoices: list[str]):
    found = propose(Decimal(amount), label, DAY, OPENS)
    assert (found.certainty.value, list(found.invoices)) == (certainty, invoices), found.reason


def test_two_ways_to_make_a_sum_are_not_certain():
    opens = (opened(1, "10.00"), opened(2, "20.00"), opened(3, "15.00"), opened(4, "15.00"))
    assert propose(Decimal("30.00"), "JO LE BIHAN", DAY, opens).certainty is Certainty.UNKNOWN


def test_namesakes_are_told_apart_or_not_at_all():
    opens = (opened(1, "10.00"), opened(2, "10.00", "C-000009"))
    assert propose(Decimal("10.00"), "JO LE BIHAN", DAY, opens).certainty is Certainty.UNKNOWN


def test_an_invoice_made_after_the_movement_is_not_paid_by_it():
    later = (opened(1, "60.00", issued_on=date(2026, 11, 25)),)
    assert propose(Decimal("60.00"), "F-2026-0001", DAY, later).certainty is Certainty.UNKNOWN


dues = st.lists(st.integers(1, 90).map(lambda c: f"{c}.00"), min_size=1, max_size=7)


@given(dues, st.integers(1, 300), st.sampled_from(["LE BIHAN JO", "F-2026-0001", "", "F20260002"]))
def test_what_is_certain_takes_exactly_the_amount(amounts: list[str], euros: int, label: str):
    opens = [opened(rank, due) for rank, due in enumerate(amounts, 1)]
    found = propose(Decimal(f"{euros}.00"), label, DAY, opens)
    if found.certainty is Certainty.CERTAIN:
        paid = [one for one in opens if one.number in found.invoices]
        assert sum(one.due for one in paid) == euros
        assert {one.payer for one in paid} == {found.payer}
