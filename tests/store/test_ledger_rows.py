"""The journal in the base: balanced or refused, append-only, chained, on both engines."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import insert, text, update

from comptoir.bookkeeping import invoice_entry
from comptoir.errors import RefusedError
from comptoir.ledger import Entry, FiscalYear, Posting
from comptoir.ledger import trial_balance as trial_balance_of
from comptoir.ledger.fec import fec, written
from comptoir.ledger.fec_check import faults
from comptoir.store import balances, begin, chain, ledger, reading
from comptoir.store.tables.ledger import account_month, entry, posting

from make_sales import invoices

DAY = date(2026, 11, 24)
YEAR = FiscalYear.starting(2026, start_month=9)


def sale(voucher="F-2026-0001", amount="120.00", party="C-000001", on=DAY):
    gross = Decimal(amount)
    return Entry(
        journal="VE",
        date=on,
        voucher=voucher,
        voucher_on=on,
        postings=(
            Posting(account="411", party_account=party, amount=gross, label=f"Facture {voucher}"),
            Posting(account="707", amount=-gross, label=f"Facture {voucher}"),
        ),
    )


def payment(voucher="P-2026-0001", amount="120.00", party="C-000001", on=DAY):
    gross = Decimal(amount)
    return Entry(
        journal="BQ",
        date=on,
        voucher=voucher,
        voucher_on=on,
        postings=(
            Posting(account="512", amount=gross, label=f"Règlement {voucher}"),
            Posting(account="411", party_account=party, amount=-gross, label="Règlement"),
        ),
    )


def post(ctx, *entries):
    with begin(ctx, act="test.post") as tx:
        return ledger.post(tx, entries, start_month=9)


def test_what_the_journal_reads_is_what_it_wrote(any_ctx):
    wanted = [sale(), payment()]
    post(any_ctx, *wanted)
    with reading(any_ctx) as db:
        found = list(ledger.entries(db, YEAR))
    assert [booked.entry for booked in found] == wanted
    assert [booked.number for booked in found] == [1, 2]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=invoices())
def test_any_invoice_s_entry_survives_the_base(ctx, made):
    wanted = invoice_entry(made)
    post(ctx, wanted)
    with reading(ctx) as db:
        assert list(ledger.entries(db))[-1].entry == wanted


def unbalance(tx):
    """Write an entry whose postings do not balance, past every check of the code."""
    (entry_id,) = ledger.post(tx, [sale()], start_month=9)
    extra = {"entry_id": entry_id, "rank": 2, "account": "707", "amount": Decimal("0.01")}
    tx.db.execute(insert(posting).values(**extra, label="Ajout", party_account=""))


def test_an_unbalanced_entry_is_refused_at_commit(any_ctx):
    with (
        pytest.raises(RefusedError, match="pas équilibrée"),
        begin(any_ctx, act="test.attack") as tx,
    ):
        unbalance(tx)
    with reading(any_ctx) as db:
        assert list(ledger.entries(db)) == []


def test_an_entry_may_be_unbalanced_on_the_way(any_ctx):
    with begin(any_ctx, act="test.post") as tx:
        unbalance(tx)
        tx.db.execute(
            insert(posting).values(
                entry_id=1, rank=3, account="707", amount=Decimal("-0.01"), label="Ajout"
            )
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET date = '2026-01-01'",
        "DELETE FROM entry",
        "UPDATE posting SET amount = 1",
        "UPDATE posting SET account = '706'",
        "DELETE FROM posting",
        "DELETE FROM zero_balance",
    ],
)
def test_a_validated_entry_cannot_change(any_ctx, statement):
    post(any_ctx, sale())
    with pytest.raises(RefusedError), begin(any_ctx, act="test.attack") as tx:
        tx.db.execute(text(statement))


def test_numbers_are_continuous_in_each_fiscal_year(any_ctx):
    days = [date(2026, 8, 31), date(2026, 9, 1), date(2026, 8, 30), date(2026, 9, 2)]
    post(any_ctx, *(sale(f"F-2026-{n:04d}", on=day) for n, day in enumerate(days, 1)))
    with reading(any_ctx) as db:
        numbers = {
            year: [b.number for b in ledger.entries(db, FiscalYear.starting(year, start_month=9))]
            for year in (2025, 2026)
        }
    assert numbers == {2025: [1, 2], 2026: [1, 2]}


def test_a_rolled_back_entry_leaves_no_gap(any_ctx):
    with pytest.raises(KeyboardInterrupt), begin(any_ctx, act="test.post") as tx:
        ledger.post(tx, [sale()], start_month=9)
        raise KeyboardInterrupt
    post(any_ctx, sale())
    with reading(any_ctx) as db:
        assert [booked.number for booked in ledger.entries(db)] == [1]


def test_the_chain_of_entries_holds_and_holds_no_person(any_ctx):
    post(any_ctx, sale(), payment())
    with reading(any_ctx) as db:
        assert chain.verify(db, entry).holds
        names = {column.name for column in entry.columns}
    assert not names & {"name", "label", "email", "contact_id"}


def test_matching_takes_only_what_balances_and_gives_the_next_code(any_ctx):
    post(any_ctx, sale(), payment(), sale("F-2026-0002", "50.00"), payment("P-2026-0002", "50.00"))
    with begin(any_ctx, act="test.match") as tx:
        first = ledger.match(tx, [("F-2026-0001", 0), ("P-2026-0001", 1)], party="C-000001")
        second = ledger.match(tx, [("F-2026-0002", 0), ("P-2026-0002", 1)], party="C-000001")
        assert (first, second) == ("AA", "AB")
        with pytest.raises(RefusedError, match="reste"):
            ledger.match(tx, [("F-2026-0001", 0), ("P-2026-0002", 1)], party="C-000001")
    with reading(any_ctx) as db:
        codes = [booked.match_codes for booked in ledger.entries(db)]
    assert codes == [("AA", ""), ("", "AA"), ("AB", ""), ("", "AB")]


def test_the_trial_balance_of_the_base_is_that_of_the_entries(any_ctx):
    wanted = [sale(), payment(), sale("F-2026-0002", "30.01", party="C-000002")]
    post(any_ctx, *wanted)
    with reading(any_ctx) as db:
        assert balances.trial_balance(db, YEAR) == trial_balance_of(wanted)


def test_a_year_opens_on_the_balance_sheet_and_the_result(any_ctx):
    post(any_ctx, sale(on=date(2026, 8, 31)), payment(amount="20.00", on=date(2026, 8, 31)))
    post(any_ctx, payment("P-2026-0002", "100.00"))
    with reading(any_ctx) as db:
        openings = {b.account: b.opening for b in balances.trial_balance(db, YEAR)}
    assert openings == {
        "120": Decimal("-120.00"),
        "411": Decimal("100.00"),
        "512": Decimal("20.00"),
    }


def test_an_edit_behind_the_triggers_is_found(ctx):
    post(ctx, sale(), payment())
    with begin(ctx, act="test.attack") as tx:
        tx.db.execute(text("DROP TRIGGER entry_keep_update"))
        tx.db.execute(update(entry).where(entry.c.id == 1).values(date=date(2026, 11, 1)))
    with reading(ctx) as db:
        assert chain.verify(db, entry).broken_at == 1


def test_the_lines_of_a_fec_read_plainly_are_those_of_the_entries(any_ctx):
    post(any_ctx, sale(), payment(), sale("F-2026-0002", amount="0.07"))
    with begin(any_ctx, act="test.match") as tx:
        pair = [("F-2026-0001", 0), ("P-2026-0001", 1)]
        ledger.match(tx, pair, party="C-000001")
    with reading(any_ctx) as db:
        plain = written(ledger.fec_lines(db, YEAR), {})
        assert plain == fec(ledger.entries(db, YEAR), {})
    assert faults(plain, year=YEAR) == []
    assert b"\tAA\t20261124\t" in plain


def _summed(entries, before):
    """Add up every posting before a day, one by one."""
    sums: dict[tuple[str, str], Decimal] = {}
    for made in entries:
        for one in made.postings if made.date < before else ():
            key = (one.account, one.party_account)
            sums[key] = sums.get(key, Decimal(0)) + one.amount
    return {key: amount for key, amount in sums.items() if amount}


def test_balances_kept_by_month_are_those_of_the_postings_on_any_day(any_ctx):
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 11, 1), DAY, date(2026, 11, 30)]
    made = [
        one
        for n, day in enumerate(days * 4)
        for one in (
            sale(f"F-{n}", f"{n * 7 + 1}.{n:02d}", f"C-{n % 3:06d}", day),
            payment(f"P-{n}", f"{n + 1}.05", f"C-{n % 4:06d}", day),
        )
    ]
    post(any_ctx, *made)
    with reading(any_ctx) as db:
        for day in (*days, date(2027, 1, 1)):
            assert balances.balances_before(db, day) == _summed(made, day)
        assert balances.months_apart(db) == []


def test_totals_of_months_changed_behind_are_found(any_ctx):
    post(any_ctx, sale(), payment())
    with begin(any_ctx, act="test.tamper") as tx:
        tx.db.execute(update(account_month).values(debit=account_month.c.debit + Decimal(1)))
    with reading(any_ctx) as db:
        assert balances.months_apart(db) == ["2026-11"]
