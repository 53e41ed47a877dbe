"""The early-payment discount: on the invoice, or at the payment; 665, VAT, mention, Factur-X."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.bookkeeping import PaidInvoice, credit_entry, credit_note, invoice_entry
from comptoir.desk import ledger_check, payments
from comptoir.errors import InputError
from comptoir.money import to_cents
from comptoir.payments import Method
from comptoir.readers import einvoice_judge
from comptoir.sales.bank_matching import Certainty, OpenInvoice, propose
from comptoir.sales.credits import credit_all
from comptoir.sales.discounts import early_discount, last_day, paid_at_once
from comptoir.sales.documents import invoice_of

from make_books import ATELIER, JO, shop
from make_sales import DAY, course, guide, invoice, line, offers, seller
from needs import need


@pytest.fixture
def desk(ctx, comptoir):
    """Run a command on a small shop and return its JSON."""
    shop(ctx)

    def run(*arguments, code=0):
        return comptoir(*arguments, "--json", "--project", str(ctx.root), code=code).json

    return run


def sold(desk, *asked, to=ATELIER):
    quote = desk("quote", "new", "--to", to, *asked)
    return desk("invoice", "issue", quote["number"])["number"]


def booked(desk, voucher):
    sums: dict[str, Decimal] = {}
    for entry in desk("ledger", "entries", "--voucher", voucher)["entries"]:
        for one in entry["entry"]["postings"]:
            account = one["account"]
            sums[account] = sums.get(account, Decimal(0)) + Decimal(one["amount"])
    return sums


def said(desk, number):
    text = " ".join(one["text"] for one in desk("invoice", "show", number)["mentions"])
    return " ".join(text.split())


def pay(desk, number, amount, *more, to=ATELIER):
    return desk(
        "payment", "record", "--from", to, "--amount", amount, "--method", "virement",
        "--invoice", number, *more,
    )  # fmt: skip


def test_row_54_a_discount_is_on_the_invoice_or_given_at_an_early_payment(desk, ctx):
    need("the rules of EN 16931 (factur-x)", einvoice_judge.available())
    at_once = sold(desk, "--net", "--line", "KIT-VELO:2:50.00", "--discount", "2%")
    # 100.00 less 2 %: the VAT is that of 98.00, the revenue stays whole, 665 has the rest
    assert booked(desk, at_once) == {
        "411": Decimal("117.60"), "707": Decimal("-100.00"), "665": Decimal("2.00"),
        "44571200": Decimal("-19.60"),
    }  # fmt: skip
    assert "Pas d’autre escompte" in said(desk, at_once)

    later = sold(desk, "--net", "--line", "KIT-VELO:2:50.00", "--discount", "2%:10")
    assert "2,40 € de moins, dont 0,40 € de TVA" in said(desk, later)
    paid = pay(desk, later, "117.60")
    ((number, note, off),) = paid["discounts"]
    assert (number, note, off) == (later, "A-2026-0001", "2.40")
    assert [code for _, code in paid["matched"]] == ["AA"]
    assert booked(desk, note) == {
        "411": Decimal("-2.40"), "665": Decimal("2.00"), "44571200": Decimal("0.40"),
    }  # fmt: skip
    for made in (at_once, later, note):
        kind = "credit" if made.startswith("A") else "invoice"
        path = desk(kind, "show", made)["path"]
        assert desk("invoice", "validate", path)["valid"], made
    assert desk("invoice", "show", later)["state"] == "paid"
    assert ledger_check.check(ctx).findings == ()


def test_too_late_the_discount_is_not_given_and_the_day_is_said(desk, ctx):
    number = sold(desk, "--line", "KIT-VELO", "--discount", "2%:5", to=JO)

    def pay_after(days):
        return payments.record(
            replace(ctx, today=ctx.today + timedelta(days=days)),
            payer=JO, amount=Decimal("38.22"), method=Method.TRANSFER, invoices=[number],
        )  # fmt: skip

    made = pay_after(6)
    assert made.discounts == ()
    assert made.left == ((number, Decimal("0.78")),)
    assert "29 novembre 2026" in made.notices[0]


def test_a_service_keeps_only_the_vat_of_what_is_paid(desk, ctx):
    number = sold(desk, "--line", "STAGE-BOIS", "--discount", "10%:8", to=JO)
    assert "Escompte de 10" in said(desk, number)  # to a consumer too
    pay(desk, number, "81.00", to=JO)
    balance = booked(desk, number)
    for voucher in ("A-2026-0001", "P-2026-0001"):
        for account, amount in booked(desk, voucher).items():
            balance[account] = balance.get(account, Decimal(0)) + amount
    assert {a: s for a, s in balance.items() if s} == {
        "512": Decimal("81.00"), "706": Decimal("-75.00"), "665": Decimal("7.50"),
        "44571200": Decimal("-13.50"),
    }  # fmt: skip
    assert ledger_check.check(ctx).findings == ()


def test_what_is_paid_whole_or_in_part_is_given_nothing(desk):
    number = sold(desk, "--line", "KIT-VELO", "--discount", "2%:10", to=JO)
    assert pay(desk, number, "20.00", to=JO)["discounts"] == []
    assert pay(desk, number, "19.00", to=JO)["discounts"] == []


def test_a_bounced_payment_says_what_discount_it_had(desk, comptoir, ctx):
    number = sold(desk, "--line", "KIT-VELO", "--discount", "2%:10", to=JO)
    pay(desk, number, "38.22", to=JO)
    told = comptoir(
        "payment", "bounce", "P-2026-0001", "--reason", "Provision insuffisante",
        "--project", str(ctx.root),
    ).out  # fmt: skip
    assert "A-2026-0001" in told
    assert "refacturez-le" in told


@pytest.mark.parametrize("text", ["2", "0%:10", "100%", "2%:dix"])
def test_a_discount_that_is_none_is_refused(text):
    from comptoir.desk.offers import discount

    with pytest.raises(InputError):
        discount(text)


def test_the_bank_line_of_an_early_payment_is_certain_until_its_last_day():
    one = OpenInvoice(
        number="F-2026-0012", payer=JO, name="Jo Le Bihan", due=Decimal("39.00"), issued_on=DAY,
        discount=Decimal("0.78"), early_until=DAY + timedelta(days=10),
    )  # fmt: skip
    for label in ("VIR F-2026-0012", "VIR JO LE BIHAN"):
        in_time = propose(Decimal("38.22"), label, DAY + timedelta(days=10), [one])
        late = propose(Decimal("38.22"), label, DAY + timedelta(days=11), [one])
        assert in_time.certainty is Certainty.CERTAIN
        assert late.certainty is not Certainty.CERTAIN


def test_the_last_day_counts_from_the_invoice():
    made = invoice(line(), discount_rate=Decimal(2), discount_days=10)
    assert last_day(made) == date(2026, 12, 4)
    assert last_day(invoice(line())) is None


def net_by_account(*entries):
    sums: dict[str, Decimal] = {}
    for entry in entries:
        for one in entry.postings:
            sums[one.account] = sums.get(one.account, Decimal(0)) + one.amount
    return {account: amount for account, amount in sums.items() if amount}


rates = st.integers(1, 3000).map(lambda n: Decimal(n).scaleb(-2))


@given(offers(), rates, st.booleans())
def test_a_discounted_invoice_balances_and_its_credits_cancel_it_by_account(sale, rate, at_once):
    if at_once:
        sale = paid_at_once(sale, rate) if sale.totals.gross > 1 else sale
    else:
        sale = replace(sale, discount_rate=rate, discount_days=10)
    if sale.totals.gross <= 0:
        return
    made = invoice_of(sale, number="F-2026-0001", issued_on=DAY, seller=seller())
    earlier, notes, entries = [], [], [invoice_entry(made)]
    first = None if at_once else early_discount(made)
    for credited in [*([first] if first else []), None]:
        taken = credited or credit_all(made, earlier)
        note = credit_note(
            made,
            taken,
            PaidInvoice.of(made, notes=notes),
            number=f"A-2026-000{len(notes) + 1}",
            issued_on=DAY,
            reason="Essai",
        )
        notes.append(note)
        earlier.append(taken)
        entries.append(credit_entry(note))
    assert net_by_account(*entries) == {}


def test_a_mixed_sale_shares_the_discount_by_rate():
    made = invoice(line("60.00"), guide(), course(), discount_rate=Decimal(5), discount_days=8)
    given_back = early_discount(made)
    assert given_back.totals.gross == Decimal("8.30")
    assert {row.rate for row in given_back.totals.vat} == {Decimal("20.0"), Decimal("5.5")}


@given(offers(), rates)
def test_what_is_given_is_the_rate_of_the_gross_total_to_the_cent(sale, rate):
    sale = replace(sale, discount_rate=rate, discount_days=10)
    if sale.totals.gross <= 1:
        return
    made = invoice_of(sale, number="F-2026-0001", issued_on=DAY, seller=seller())
    found = early_discount(made)
    if found is not None:
        assert found.totals.gross == to_cents(made.gross * rate / 100)
