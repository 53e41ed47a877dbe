"""Months and years are closed for good: by the code, and by the base on both engines."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text

from comptoir.desk import ledger_check, ledgers, payments
from comptoir.desk.accounts import closing, entering
from comptoir.errors import InputError, RefusedError
from comptoir.ledger import Entry, Posting
from comptoir.payments import Method
from comptoir.store import begin, closings, ledger, reading

from make_books import JO, sell, shop

MARCH = date(2026, 3, 10)
D = Decimal


@pytest.fixture
def years(ctx):
    """A shop that sold in March 2026 and in November, whose year starts in September."""
    shop(ctx)
    early = replace(ctx, today=MARCH)
    first = sell(early, "KIT-VELO:2")
    payments.record(early, payer=JO, amount=D("78.00"), method=Method.TRANSFER, invoices=[first])
    sell(ctx, "GUIDE")
    return ctx


def fee(ctx, on=None, **options):
    lines = [entering.wanted("627:12,50"), entering.wanted("512:-12,50")]
    return entering.record(ctx, lines, label="Frais de tenue", day=on, **options)


def test_row_32_a_closed_month_takes_no_entry(years, comptoir):
    def run(*words, code):
        return comptoir("ledger", *words, "--project", str(years.root), code=code)

    assert "mars 2026" in run("close", "--period", "2026-03", "--yes", code=0).out
    said = ["--line", "627:5", "--line", "512:-5", "--label", "Frais"]
    refused = run("record", *said, "--date", "2026-03-31", code=3)
    assert "31/03/2026" in refused.err
    run("record", *said, "--date", "2026-04-01", code=0)
    assert "déjà clos" in run("close", "--period", "2026-03", "--yes", code=3).err
    assert "pas fini" in run("close", "--period", "2026-11", "--yes", code=3).err
    assert run("check", code=0).out.strip().endswith("au centime.")


def straight(ctx, on):
    entry = Entry(
        journal="OD",
        date=on,
        voucher="X-1",
        voucher_on=on,
        postings=(
            Posting(account="627", amount=D(5), label="x"),
            Posting(account="512", amount=D(-5), label="x"),
        ),
    )
    with begin(ctx, act="test.attack") as tx:
        ledger.post(tx, [entry], start_month=9)


def test_the_base_itself_refuses_an_entry_of_a_closed_month(any_ctx):
    straight(any_ctx, date(2026, 2, 3))
    closing.close(any_ctx, period="2026-02")
    with pytest.raises(RefusedError, match="période close"):
        straight(any_ctx, date(2026, 2, 28))
    with pytest.raises(RefusedError, match="période close"):
        straight(any_ctx, date(2020, 1, 1))
    straight(any_ctx, date(2026, 3, 1))


@pytest.mark.parametrize(
    "statement", ["DELETE FROM closing", "UPDATE closing SET ends = '2020-01-01'"]
)
def test_a_closing_is_never_taken_back(any_ctx, statement):
    straight(any_ctx, date(2026, 2, 3))
    closing.close(any_ctx, period="2026-02")
    with pytest.raises(RefusedError), begin(any_ctx, act="test.attack") as tx:
        tx.db.execute(text(statement))


def test_months_before_are_closed_with_it_in_order(years):
    done = closing.close(years, period="2026-05")
    assert [one.period.name for one in done.closings] == ["2026-03", "2026-04", "2026-05"]
    assert [one.totals.entries for one in done.closings] == [2, 0, 0]
    assert {one.all_received for one in done.closings} == {D("78.00")}


def test_closing_validates_the_drafts_of_the_period_and_no_other(years):
    fee(years, on=date(2026, 3, 31))
    later = fee(years, on=date(2026, 4, 1))
    done = closing.close(years, period="2026-03")
    assert done.validated == ("OD-2025-0001",)
    assert [one.reference for one in entering.drafts(years)] == [later.number]


def test_a_year_closes_on_its_result_and_opens_the_next_on_the_same(years):
    fee(years, on=date(2026, 3, 31), validate=True)
    done = closing.close(years, year="2025-2026")
    year = done.closings[-1]
    assert (year.kind, year.result) == ("year", D("65.00") - D("12.50"))
    opening = ledgers.entries(years, year="2026-2027", journal="AN").entries[0]
    opened = {p.account: p.amount for p in opening.entry.postings}
    assert opening.number == 0
    assert opened == {"120": D("-52.50"), "44571200": D("-13.00"), "512": D("65.50")}


def test_what_comes_late_is_dated_the_first_open_day_and_keeps_its_own(years):
    late = sell(replace(years, today=date(2026, 11, 24)), "KIT-VELO")
    closing.close(years, period="2026-10")
    paid = payments.record(
        years, payer=JO, amount=D("39.00"), method=Method.TRANSFER, invoices=[late],
        received_on=date(2026, 10, 20),
    )  # fmt: skip
    [booked] = ledgers.entries(years, voucher=paid.number).entries
    assert (booked.entry.date, booked.entry.voucher_on) == (date(2026, 11, 1), date(2026, 10, 20))
    assert ledger_check.check(years).findings == ()


def test_the_text_and_the_totals_of_a_closing_are_controlled(years):
    done = closing.close(years, period="2026-03")
    path = done.files[-1]
    before = path.read_bytes()
    path.write_bytes(before.replace(b"78.00", b"87.00"))
    assert [f.code for f in ledger_check.check(years).findings] == ["JRN007"]
    path.unlink()
    assert "manque" in ledger_check.check(years).findings[0].found
    path.write_bytes(before)
    assert ledger_check.check(years).findings == ()
    with begin(years, act="test.attack") as tx:
        tx.db.execute(text("DROP TRIGGER closing_keep_update"))
        tx.db.execute(text("UPDATE closing SET revenue = 1"))
    said = " ".join(f.found for f in ledger_check.check(years).findings)
    assert "totaux" in said
    assert "chaîne" in said


def test_a_journal_with_a_defect_is_not_closed(years):
    with begin(years, act="test.attack") as tx:
        tx.db.execute(text("DROP TRIGGER posting_keep_update"))
        tx.db.execute(text("UPDATE posting SET account = '708' WHERE account = '707'"))
    with pytest.raises(RefusedError, match="défaut"):
        closing.close(years, period="2026-03")
    with reading(years) as db:
        assert closings.closings(db) == []


def test_nothing_is_closed_before_the_first_entry_or_without_a_yes(years, comptoir):
    project = ("--project", str(years.root))
    comptoir("ledger", "close", "--period", "2020-01", "--yes", *project, code=3)
    comptoir("ledger", "close", "--period", "2026-03", *project, code=3)
    comptoir("ledger", "close", "--period", "mars", "--yes", *project, code=2)
    assert "Rien n’est clos" in comptoir("ledger", "close", *project, code=0).out
    with reading(years) as db:
        assert closings.closed_until(db) is None


# Drafts and entries typed here


def test_a_draft_counts_nowhere_until_it_is_validated(years):
    made = fee(years)
    assert made.draft
    assert ledgers.entries(years, account="627").entries == []
    assert entering.validate(years, [made.number]) == ["OD-2026-0001"]
    assert len(ledgers.entries(years, account="627").entries) == 1
    assert entering.drafts(years) == []


def test_a_draft_may_be_dropped_and_an_entry_only_reversed(years):
    dropped = fee(years)
    entering.drop(years, dropped.number)
    with pytest.raises(InputError):
        entering.drop(years, dropped.number)
    kept = fee(years, validate=True)
    entering.reverse(years, kept.number, reason="double saisie")
    balances = {b.account: b for b in ledgers.balance(years).accounts}
    assert balances["627"].closing == 0
    with pytest.raises(RefusedError, match="avoir"):
        entering.reverse(years, "F-2026-0002", reason="x")


@pytest.mark.parametrize(
    ("line", "error"),
    [("627", InputError), ("627:abc", InputError), ("79:3", InputError), ("791:3", InputError),
     ("411:3", InputError), ("401/C-999999:3", InputError)],
)  # fmt: skip
def test_a_line_that_is_none_is_refused(years, line, error):
    with pytest.raises(error):
        entering.record(
            years, [entering.wanted(line), entering.wanted("512:-3")], label="x", day=None
        )


def test_an_entry_that_does_not_balance_is_not_even_a_draft(years):
    lines = [entering.wanted("627:12,50"), entering.wanted("512:-12,40")]
    with pytest.raises(RefusedError, match="déséquilibrée"):
        entering.record(years, lines, label="x")
    assert entering.drafts(years) == []
