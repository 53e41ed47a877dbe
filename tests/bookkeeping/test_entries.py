"""Every document's entry balances, and says what the plan wants."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from comptoir.bookkeeping import PaidInvoice, invoice_entry, payment_entry, released
from comptoir.ledger import trial_balance
from comptoir.money import ZERO
from comptoir.payments import Method, Payment, allocate
from comptoir.payments.payment import Claim
from comptoir.sales import Allowance, Charge

from make_sales import amounts, course, guide, invoice, invoices, line


def amounts_by_account(entry):
    found = {}
    for posting in entry.postings:
        found[posting.account] = found.get(posting.account, ZERO) + posting.amount
    return found


def pay(made, *, amount=None, gift=ZERO, fee=ZERO, method=Method.CHEQUE, before=ZERO):
    paid = made.gross - before if amount is None else amount
    claim = Claim(number=made.number, gross=made.gross, amount_due=made.gross - before)
    dues = [("2026-2027", fee)] if fee else []
    return Payment(
        number="P-2026-0001",
        payer=made.offer.buyer.reference,
        received_on=date(2026, 11, 24),
        method=method,
        amount=paid + gift + fee,
        shares=allocate(paid + gift + fee, invoices=[claim], dues=dues, gift=gift),
    )


@given(invoices())
def test_an_invoice_s_entry_balances(made):
    entry = invoice_entry(made)
    assert sum(posting.amount for posting in entry.postings) == 0
    assert amounts_by_account(entry)["411"] == made.gross
    revenue = sum(-p.amount for p in entry.postings if p.account.startswith("7"))
    assert revenue == made.totals.net


@given(invoices(), amounts, amounts)
def test_a_mixed_payment_s_entry_balances(made, fee, gift):
    payment = pay(made, fee=fee, gift=gift, method=Method.TRANSFER)
    found = amounts_by_account(payment_entry(payment, [PaidInvoice.of(made)]))
    assert found["512"] == made.gross + fee + gift
    assert (found["411"], found["756"], found["754"]) == (-made.gross, -fee, -gift)


@given(invoices())
def test_an_invoice_and_its_payment_leave_nothing_in_customers_nor_in_waiting(made):
    entries = [invoice_entry(made), payment_entry(pay(made), [PaidInvoice.of(made)])]
    for balance in trial_balance(entries):
        if balance.account == "411" or balance.account.startswith("44574"):
            assert balance.closing == 0


@given(invoices(), st.lists(st.integers(1, 100), min_size=1, max_size=5))
def test_instalments_release_all_the_vat_and_no_more(made, weights):
    waiting = PaidInvoice.of(made).waiting
    done: dict[Decimal, Decimal] = dict.fromkeys(waiting, ZERO)
    before = ZERO
    steps = [made.gross * sum(weights[: i + 1]) / sum(weights) for i in range(len(weights))]
    for step in steps:
        after = step.quantize(Decimal("0.01"))
        for rate, tax in released(PaidInvoice.of(made, paid_before=before), after - before).items():
            assert tax >= 0
            done[rate] += tax
        before = after
    assert done == dict(waiting)


def test_goods_owe_vat_at_the_invoice_and_services_at_the_payment():
    made = invoice(line("120.00"), course(unit_price=Decimal("240.00")))
    assert amounts_by_account(invoice_entry(made)) == {
        "411": Decimal("360.00"),
        "706": Decimal("-200.00"),
        "707": Decimal("-100.00"),
        "44571200": Decimal("-20.00"),
        "44574200": Decimal("-40.00"),
    }
    found = amounts_by_account(payment_entry(pay(made), [PaidInvoice.of(made)]))
    assert (found["44574200"], found["44571200"]) == (Decimal("40.00"), Decimal("-40.00"))


def test_on_debits_all_vat_is_due_at_the_invoice():
    made = invoice(course(), vat_on_debits=True)
    assert amounts_by_account(invoice_entry(made))["44571200"] == Decimal("-15.00")
    assert PaidInvoice.of(made).waiting == {}


def test_an_allowance_lowers_revenue_and_a_charge_has_its_own_account():
    made = invoice(
        line(),
        guide(),
        allowances=(Allowance(reason="Remise", amount=Decimal("5.50")),),
        charges=(Charge(reason="Port", amount=Decimal("6.00")),),
    )
    found = amounts_by_account(invoice_entry(made))
    assert set(found) == {"411", "707", "7085", "44571200", "44571055"}
    assert found["411"] == Decimal("55.50")


@given(invoices())
def test_labels_hold_no_name(made):
    entries = [invoice_entry(made), payment_entry(pay(made), [PaidInvoice.of(made)])]
    labels = " ".join(p.label for entry in entries for p in entry.postings)
    assert made.offer.buyer.name not in labels


def test_money_goes_where_its_method_says():
    made = invoice(line())
    places = {}
    for method in Method:
        entry = payment_entry(pay(made, method=method), [PaidInvoice.of(made)])
        places[method.french] = (entry.journal, entry.postings[0].account)
    assert places == {
        "espèces": ("CA", "530"),
        "chèque": ("CH", "5112"),
        "carte": ("BQ", "512"),
        "virement": ("BQ", "512"),
        "prélèvement": ("BQ", "512"),
        "HelloAsso": ("OD", "467"),
    }
