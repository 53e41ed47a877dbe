"""The VAT return: its boxes are the accounts, and VAT falls in the period that the law says."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.bookkeeping import PaidInvoice, invoice_entry, payment_entry
from comptoir.bookkeeping.vat_return import vat_entry, vat_return
from comptoir.law.vat_returns import CA3, CA12
from comptoir.ledger import Entry, Posting
from comptoir.ledger.entry import Booked
from comptoir.ledger.period import Period
from comptoir.payments import Method, Payment, allocate
from comptoir.payments.payment import Claim

from make_sales import DAY, guide, invoice, invoices, line

D = Decimal
JANUARY, MARCH = Period.month(2026, 1), Period.month(2026, 3)


def booked(*entries):
    return [Booked(number=n, entry=e, validated_on=e.date) for n, e in enumerate(entries, 1)]


def paid(sale, amount, on):
    claim = Claim(number=sale.number, gross=sale.gross, amount_due=sale.gross)
    payment = Payment(
        number="P-2026-0001",
        payer=sale.offer.buyer.reference,
        received_on=on,
        method=Method.TRANSFER,
        amount=amount,
        shares=allocate(amount, invoices=[claim]),
    )
    return payment_entry(payment, [PaidInvoice.of(sale)])


def bought(net, vat, account="44566", voucher="AC-2026-0001", on=date(2026, 3, 5)):
    said = {"label": "Achat"}
    postings = (
        Posting(account="606", amount=D(net), **said),
        Posting(account=account, amount=D(vat), **said),
        Posting(account="401", party_account="C-000009", amount=-(D(net) + D(vat)), **said),
    )
    return Entry(journal="AC", date=on, voucher=voucher, voucher_on=on, postings=postings)


def service(*, on_debits):
    """1 000 € of a service, invoiced on 28 January (LAW § 5.4)."""
    made = invoice(
        line("1200.00", sku="STAGE-BOIS", nature=line().nature.__class__.SERVICES),
        vat_on_debits=on_debits,
    )
    return replace(made, issued_on=date(2026, 1, 28), due_on=date(2026, 2, 28))


def due(period, *entries, **known):
    wanted = [one for one in booked(*entries) if one.entry.date in period]
    return vat_return(CA3, period, wanted, **known)


def amount(made, code):
    box = made.box(code)
    return box.amount if box else D(0)


def test_services_are_due_when_they_are_paid():
    sale = service(on_debits=False)
    entries = (invoice_entry(sale), paid(sale, D("1200.00"), date(2026, 3, 10)))
    assert amount(due(JANUARY, *entries), "08") == 0
    march = due(MARCH, *entries)
    assert (amount(march, "08"), amount(march, "A1"), march.due) == (D(200), D(1000), 200)
    assert [one.voucher for one in march.box("08").sources] == ["P-2026-0001"]


def test_row_56_on_debits_services_are_due_when_they_are_invoiced():
    sale = service(on_debits=True)
    entries = (invoice_entry(sale), paid(sale, D("1200.00"), date(2026, 3, 10)))
    january = due(JANUARY, *entries)
    assert (amount(january, "08"), amount(january, "A1")) == (D(200), D(1000))
    assert amount(due(MARCH, *entries), "08") == 0
    assert january.gap == 0
    assert january.movements == {"44571200": D(-200)}


def test_what_was_bought_is_deducted_and_a_credit_is_carried():
    sale = replace(invoice(line("120.00")), issued_on=date(2026, 3, 2), due_on=date(2026, 4, 2))
    made = due(
        MARCH,
        invoice_entry(sale),
        bought("500.00", "100.00"),
        bought("50.00", "10.00", account="44562", voucher="AC-2026-0002"),
        carried=D(30),
    )
    assert [(b.code, b.euros) for b in made.boxes if b.kind == "deductible"] == [
        ("19", 10), ("20", 100), ("22", 30),
    ]  # fmt: skip
    assert (made.credit, made.due, made.gap) == (120, 0, 0)
    entry = vat_entry(made)
    sums = {p.account: p.amount for p in entry.postings}
    assert sums == {"44571200": D(20), "44562": D(-10), "44566": D(-100), "44567": D(90)}


def test_a_month_of_credit_notes_is_deducted_on_line_21():
    back = Entry(
        journal="VE", date=date(2026, 3, 3), voucher="A-2026-0001", voucher_on=date(2026, 3, 3),
        postings=(
            Posting(account="707", amount=D(100), label="x"),
            Posting(account="44571200", amount=D(20), label="x"),
            Posting(account="411", party_account="C-1", amount=D(-120), label="x"),
        ),
    )  # fmt: skip
    made = due(MARCH, back)
    assert amount(made, "08") == 0
    assert (amount(made, "21"), made.credit, made.gap) == (D(20), 20, 0)


def test_vat_given_back_on_purchases_is_paid_back_on_line_15():
    made = due(MARCH, bought("-50.00", "-10.00"))
    assert (amount(made, "15"), made.due, made.gap) == (D(10), 10, 0)


def test_reverse_charge_is_due_and_deducted_at_once():
    entry = bought("100.00", "0.01")
    abroad = replace(
        entry,
        postings=(
            Posting(account="604", amount=D(100), label="x"),
            Posting(account="401", party_account="C-9", amount=D(-100), label="x"),
            Posting(account="44566", amount=D(20), label="x"),
            Posting(account="44522200", amount=D(-20), label="x"),
        ),
    )
    made = due(MARCH, abroad)
    assert (amount(made, "A3"), amount(made, "08"), amount(made, "20")) == (D(100), D(20), D(20))
    assert (made.due, made.credit, made.gap) == (0, 0, 0)


@given(st.lists(invoices(), max_size=6), st.lists(st.integers(1, 90_000), max_size=3))
def test_boxes_are_the_accounts_and_the_entry_empties_them(made, purchases):
    entries = [invoice_entry(each) for each in made]
    for each in made:
        entries.append(paid(each, each.gross, each.issued_on))
    for rank, cents in enumerate(purchases):
        net = D(cents).scaleb(-2)
        entries.append(bought(net, net / 5 if cents % 5 == 0 else net, voucher=f"AC-{rank}"))
    for form in (CA3, CA12):
        found = vat_return(form, Period(date(2020, 1, 1), DAY, "2026"), booked(*entries))
        assert found.gap == 0
        for box in found.boxes:
            if box.sources and box.kind != "base":
                assert sum(one.amount for one in box.sources) == box.amount
        entry = vat_entry(found)
        sums: dict[str, Decimal] = {}
        for one in [*entries, *([entry] if entry else [])]:
            for posting in one.postings:
                sums[posting.account] = sums.get(posting.account, D(0)) + posting.amount
        assert not any(
            total for account, total in sums.items() if account.startswith(("44571", "44566"))
        )
        left = sums.get("44551", D(0)) + sums.get("44567", D(0))
        assert left == found.credit - found.due
        # each box is rounded to the euro: half a euro at most, each
        assert abs(sums.get("658", D(0)) + sums.get("758", D(0))) <= D("0.5") * len(found.boxes)


def test_the_entry_of_a_return_is_no_operation_of_the_period():
    first = due(MARCH, bought("500.00", "100.00"))
    entry = vat_entry(first)
    again = due(MARCH, bought("500.00", "100.00"), entry)
    assert again.boxes == first.boxes


@pytest.mark.parametrize(("cents", "euros"), [("2.49", 2), ("2.50", 3), ("3.50", 4), ("0.49", 0)])
def test_boxes_are_whole_euros_half_up(cents, euros):
    sale = replace(
        invoice(line("1.00"), guide()), issued_on=date(2026, 3, 2), due_on=date(2026, 4, 2)
    )
    made = due(MARCH, invoice_entry(sale), bought("10.00", cents))
    assert made.box("20").euros == euros
