"""What comes back is invoiced once a period, at its start, to the day."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.desk import due, invoices, ledger_check, offers, quotes, recurring
from comptoir.errors import InputError, RefusedError
from comptoir.sales.recurring import Recurring

from make_books import JO, shop
from make_sales import offer


@pytest.fixture
def office(ctx):
    return shop(ctx)


def subscribed(ctx, **dates):
    asked = offers.Request(to=JO, lines=[offers.wanted("STAGE-BOIS")], subject="Atelier libre")
    quote = quotes.new(ctx, asked)
    return recurring.new(ctx, quote.number, every=1, **dates)


@given(
    starts=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    every=st.sampled_from([1, 3, 6, 12]),
    days=st.integers(0, 1500),
)
def test_periods_follow_each_other_without_gap_nor_overlap(starts, every, days):
    made = Recurring(number="AB", customer=JO, offer=offer(), every=every, starts=starts)
    terms = list(made.terms(starts + timedelta(days=days)))
    assert terms[0].starts == starts
    for one, after in pairwise(terms):
        assert after.starts == one.ends + timedelta(days=1)
    assert made.due(starts + timedelta(days=days), [term.starts for term in terms]) == []


def test_each_period_is_invoiced_once_and_says_its_days(office):
    made = subscribed(office, starts=date(2026, 10, 31))
    assert [str(term.starts) for term in made.due] == ["2026-10-31"]
    (first,) = recurring.run(office)
    shown = invoices.show(office, first.number).invoice
    assert shown.offer.subject == "Atelier libre, du 31 octobre 2026 au 29 novembre 2026"
    assert shown.offer.buyer.name == "Jo Le Bihan" and shown.gross == Decimal(90)
    assert recurring.run(office) == []
    later = replace(office, today=date(2027, 1, 31))
    assert len(recurring.run(later)) == 3  # 30 November, 31 December, 31 January
    assert recurring.run(later) == []
    assert ledger_check.check(office).findings == ()


def test_what_is_stopped_comes_back_no_more(office):
    made = subscribed(office)
    recurring.run(office)
    assert recurring.end(office, made.number).next_on is None
    assert recurring.run(replace(office, today=date(2027, 6, 1))) == []
    with pytest.raises(InputError, match="AB-2026-0009"):
        recurring.end(office, "AB-2026-0009")
    with pytest.raises(RefusedError, match="avant de commencer"):
        subscribed(office, ends=date(2026, 1, 1))


def test_the_next_one_falls_due_and_the_command_issues_it(office, comptoir):
    made = subscribed(office, starts=date(2026, 12, 1))
    tasks = [task for task in due.due(office, within=30) if made.number in task.what]
    assert [task.on for task in tasks] == [date(2026, 12, 1)]
    here = ("--project", str(office.root))
    assert "Rien à facturer" in comptoir("facture", "récurrente", "--emettre", *here).out
    told = comptoir("invoice", "recurring", "--issue", "--yes", "--json", "--today", "2026-12-02",
                    *here).json  # fmt: skip
    assert [one["gross"] for one in told["invoices"]] == ["90.00"]
    assert made.number in comptoir("facture", "récurrente", *here).out
