"""Entries, balances, matching and the opening of a year."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.bookkeeping import PaidInvoice, invoice_entry, payment_entry
from comptoir.errors import RefusedError
from comptoir.ledger import Entry, FiscalYear, Posting, general_ledger, trial_balance
from comptoir.ledger.matching import check_group, last_code, next_code
from comptoir.ledger.opening import opening_entry
from comptoir.payments import Method, Payment, allocate
from comptoir.payments.payment import Claim

from make_sales import invoices

DAY = date(2026, 11, 24)


def entry(*amounts, account="411"):
    postings = tuple(
        Posting(account=account, amount=Decimal(a), label="Facture F-2026-0001") for a in amounts
    )
    return Entry(journal="OD", date=DAY, voucher="F-1", voucher_on=DAY, postings=postings)


def test_an_unbalanced_entry_does_not_exist():
    with pytest.raises(RefusedError, match=r"déséquilibrée de 0\.01"):
        entry("10.00", "-9.99")


@pytest.mark.parametrize("wrong", [[], ["0.00", "0.00"]])
def test_an_empty_entry_does_not_exist(wrong):
    with pytest.raises(RefusedError):
        entry(*wrong)


@given(st.lists(invoices(), max_size=6))
def test_the_trial_balance_balances(made):
    balances = trial_balance(map(invoice_entry, made))
    assert sum(b.debit for b in balances) == sum(b.credit for b in balances)


@given(st.lists(invoices(), min_size=1, max_size=4))
def test_the_general_ledger_ends_on_the_trial_balance(made):
    entries = list(map(invoice_entry, made))
    ends = {a: moves[-1].balance for a, moves in general_ledger(entries).items()}
    assert ends == {b.account: b.closing for b in trial_balance(entries)}


@given(st.integers(0, 2000))
def test_match_codes_grow_and_never_repeat(count):
    seen, code = [], ""
    for _ in range(min(count, 900)):
        code = next_code(code)
        seen.append(code)
    assert len(set(seen)) == len(seen)
    assert last_code(seen) == (seen[-1] if seen else "")


def test_only_what_balances_is_matched():
    check_group([Decimal("61.00"), Decimal("-61.00")])
    for wrong in ([Decimal("61.00"), Decimal("-60.00")], [Decimal(0)], []):
        with pytest.raises(RefusedError):
            check_group(wrong)


@given(st.lists(invoices(), min_size=1, max_size=4))
def test_a_year_opens_on_what_the_one_before_left(made):
    entries = [invoice_entry(each) for each in made]
    for number, each in enumerate(made[:-1], 1):  # the last one stays unpaid
        claim = Claim(number=each.number, gross=each.gross, amount_due=each.gross)
        payment = Payment(
            number=f"P-2026-{number:04d}",
            payer=each.offer.buyer.reference,
            received_on=each.issued_on,
            method=Method.TRANSFER,
            amount=each.gross,
            shares=allocate(each.gross, invoices=[claim]),
        )
        entries.append(payment_entry(payment, [PaidInvoice.of(each)]))
    balances: dict[tuple[str, str], Decimal] = {}
    for one in entries:
        for posting in one.postings:
            key = (posting.account, posting.party_account)
            balances[key] = balances.get(key, Decimal(0)) + posting.amount
    opening = opening_entry(balances, FiscalYear.starting(2027, start_month=9))
    assert opening is not None
    opened = {p.account: p.amount for p in opening.postings}
    revenue = sum(each.totals.net for each in made)
    assert opened["120"] == -revenue
    assert not any(account.startswith("7") for account in opened)


@pytest.mark.parametrize(
    ("day", "month", "name"),
    [
        (date(2026, 8, 31), 9, "2025-2026"),
        (date(2026, 9, 1), 9, "2026-2027"),
        (date(2026, 1, 1), 1, "2026"),
        (date(2028, 2, 29), 3, "2027-2028"),
    ],
)
def test_fiscal_years_start_on_their_month(day, month, name):
    year = FiscalYear.of(day, start_month=month)
    assert year.name == name
    assert day in year
