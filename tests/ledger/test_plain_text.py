"""The journal as text: always the same, and read by hledger and beancount."""

import json
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.bookkeeping import invoice_entry
from comptoir.law.chart import account_name
from comptoir.ledger import Entry, Posting, trial_balance
from comptoir.ledger.entry import Booked
from comptoir.ledger.plain_text import beancount, hledger

from make_sales import course, guide, invoice, invoices, line
from needs import need


def booked(*entries):
    return [Booked(number=n, entry=e, validated_on=e.date) for n, e in enumerate(entries, 1)]


def names(kept):
    return {p.account: account_name(p.account) for b in kept for p in b.entry.postings}


def labelled(text):
    postings = (
        Posting(account="627", amount=Decimal("3.00"), label=text),
        Posting(account="512", amount=Decimal("-3.00"), label=text),
    )
    day = date(2026, 3, 4)
    return Entry(journal="OD", date=day, voucher=text, voucher_on=day, postings=postings)


def test_the_text_of_a_sale_is_the_golden_one(golden):
    kept = booked(invoice_entry(invoice(line(), guide(quantity=Decimal(2)), course())))
    golden("ledger/journal.journal", hledger("Atelier : journal", kept))
    golden("ledger/journal.beancount", beancount("Atelier : journal", kept, names(kept)))


@given(st.lists(invoices(), max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_reading_changes_nothing(made, chance):
    kept = booked(*map(invoice_entry, made))
    shuffled = list(kept)
    chance.shuffle(shuffled)
    assert hledger("x", shuffled) == hledger("x", kept)


def hledger_balances(path):
    command = ["hledger", "-f", str(path), "balance", "--output-format=json", "--flat", "--depth=1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {
        row[0]: Decimal(row[3][0]["aquantity"]["decimalMantissa"])
        / 10 ** row[3][0]["aquantity"]["decimalPlaces"]
        for row in json.loads(done.stdout)[0]
        if row[3]
    }


@settings(max_examples=8)
@given(made=st.lists(invoices(), min_size=1, max_size=4))
def test_hledger_finds_the_balances_of_the_ledger(made, tmp_path_factory):
    need("hledger", shutil.which("hledger") is not None)
    entries = list(map(invoice_entry, made))
    path = tmp_path_factory.mktemp("hledger") / "x.journal"
    path.write_text(hledger("x", booked(*entries)), "utf-8")
    ours = {b.account: b.closing for b in trial_balance(entries) if b.closing}
    assert hledger_balances(path) == ours


@pytest.mark.parametrize(
    "label", ["date:x", "[2026-13-99]", "F (1) ; a:b", "|", '"', "é’«»", "type:  date2:z"]
)
def test_no_label_upsets_the_programs_that_read(label, tmp_path):
    need("hledger", shutil.which("hledger") is not None)
    kept = booked(labelled(label))
    path = tmp_path / "x.journal"
    path.write_text(hledger("x", kept), "utf-8")
    assert hledger_balances(path) == {"512": Decimal(-3), "627": Decimal(3)}
    assert beancount_balances(beancount("x", kept, names(kept))) == {
        "Assets:512": Decimal("-3.00"),
        "Expenses:627": Decimal("3.00"),
    }


def beancount_balances(text):
    need("beancount", find_spec("beancount") is not None)
    from beancount import loader
    from beancount.core import data

    entries, errors, _ = loader.load_string(text)
    assert errors == []
    sums: dict[str, Decimal] = {}
    for entry in entries:
        if isinstance(entry, data.Transaction):
            for posting in entry.postings:
                account = ":".join(posting.account.split(":")[:2])
                sums[account] = sums.get(account, Decimal(0)) + posting.units.number
    return {account: total for account, total in sums.items() if total}


@settings(max_examples=8)
@given(made=st.lists(invoices(), min_size=1, max_size=4))
def test_beancount_finds_the_balances_of_the_ledger(made):
    entries = list(map(invoice_entry, made))
    kept = booked(*entries)
    found = beancount_balances(beancount("x", kept, names(kept)))
    ours = {b.account: b.closing for b in trial_balance(entries) if b.closing}
    assert {account.split(":")[1]: total for account, total in found.items()} == ours
