"""What the base reads of sales, payments and members is what it wrote, on both engines."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from comptoir.errors import RefusedError
from comptoir.money import ZERO
from comptoir.payments import Method, Payment, Share, ShareKind
from comptoir.sales import Order, Quote
from comptoir.sales.documents import valid_to
from comptoir.store import begin, billing, documents, payments, reading, sales
from comptoir.store.billing import ToIssue
from comptoir.store.documents import Issued, keep_until
from comptoir.store.payments import Received
from comptoir.store.tables.payments import payment as payment_table
from comptoir.store.tables.sales import invoice, invoice_line, invoice_vat

from make_books import shop
from make_sales import DAY, course, guide, invoices, line, offer
from make_sales import invoice as an_invoice


def keep(ctx, *made):
    with begin(ctx, act="test.keep") as tx:
        return billing.add_invoices(tx, [ToIssue(invoice=each, contact_id=1) for each in made])


def test_an_invoice_and_its_amounts_come_back(any_ctx):
    made = an_invoice(line(), guide(quantity=Decimal("1.5")), course())
    (id_,) = keep(shop(any_ctx), made)
    with reading(any_ctx) as db:
        kept = billing.invoice_numbered(db, made.number)
        lines = db.execute(select(invoice_line).where(invoice_line.c.invoice_id == id_)).all()
        vat = db.execute(select(invoice_vat).where(invoice_vat.c.invoice_id == id_)).all()
    assert (kept.invoice, kept.amount_due, kept.paid) == (made, made.gross, ZERO)
    assert sum(row.net for row in lines) == made.totals.net
    assert sum(row.tax_amount for row in vat) == made.totals.tax
    assert [row.quantity for row in lines] == [Decimal(1), Decimal("1.5"), Decimal(1)]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=invoices())
def test_any_invoice_survives_the_base(ctx, made):
    with reading(ctx) as db:
        known = [kept.invoice.number for kept in billing.invoices(db)]
    if not known:
        shop(ctx)
    wanted = replace(made, number=f"F-2026-{len(known) + 1:04d}")
    keep(ctx, wanted)
    with reading(ctx) as db:
        assert billing.invoice_numbered(db, wanted.number).invoice == wanted


def test_a_quote_and_its_order_come_back(any_ctx):
    shop(any_ctx)
    sold = offer(line(), guide())
    quote = Quote(number="D-2026-0001", issued_on=DAY, valid_to=valid_to(DAY), offer=sold)
    order = Order(number="BC-2026-0001", ordered_on=DAY, offer=sold, quote_number=quote.number)
    with begin(any_ctx, act="test.keep") as tx:
        quote_id = sales.add_quote(tx, quote, contact_id=1)
        sales.decide_quote(tx, sales.quote_numbered(tx.db, quote.number), state="accepted", on=DAY)
        sales.add_order(tx, order, contact_id=1, quote_id=quote_id)
    with reading(any_ctx) as db:
        kept = sales.quote_numbered(db, quote.number)
        assert (kept.quote, kept.state) == (quote, "accepted")
        assert sales.order_of_quote(db, kept.id).order == order


def test_a_payment_and_its_shares_come_back_and_never_change(any_ctx):
    made = an_invoice(line())
    (id_,) = keep(shop(any_ctx), made)
    share = Share(kind=ShareKind.INVOICE, amount=Decimal("39.00"), about=made.number)
    payment = Payment(
        number="P-2026-0001",
        payer="C-000001",
        received_on=DAY,
        method=Method.TRANSFER,
        amount=Decimal("39.00"),
        shares=(share,),
        reference="VIR 42",
    )
    with begin(any_ctx, act="test.keep") as tx:
        received = [Received(payment=payment, contact_id=1, records=(id_,))]
        payments.add(tx, received, ids=[1])
        payments.add_shares(tx, received, ids=[1])
        billing.lower(tx, billing.invoice_numbered(tx.db, made.number), payment.amount)
    with reading(any_ctx) as db:
        (kept,) = payments.all_payments(db)
        assert kept.payment == payment
        assert billing.invoices(db, unpaid=True) == []
    for attack in (payment_table.delete(), payment_table.update().values(amount=Decimal("1.00"))):
        with pytest.raises(RefusedError), begin(any_ctx, act="test.attack") as tx:
            tx.db.execute(attack)


def test_unpaid_invoices_come_the_oldest_due_first(any_ctx):
    shop(any_ctx)
    late = an_invoice(line(), number="F-2026-0001")
    keep(any_ctx, late, an_invoice(guide(), number="F-2026-0002"))
    with reading(any_ctx) as db:
        found = [kept.invoice.number for kept in billing.invoices(db, unpaid=True)]
        assert db.execute(select(invoice.c.id)).scalars().all() == [1, 2]
    assert found == ["F-2026-0001", "F-2026-0002"]


def test_a_document_is_kept_ten_years_with_its_hash(any_ctx):
    shop(any_ctx)
    issued = Issued(
        number="R-2026-0001",
        kind="dues_receipt",
        contact_id=1,
        record_id=1,
        issued_on=DAY,
        content='{"a":1}',
    )
    with begin(any_ctx, act="test.keep") as tx:
        documents.add(tx, [issued])
    with reading(any_ctx) as db:
        kept = documents.numbered(db, "R-2026-0001")
        assert documents.last_issued_on(db, "dues_receipt") == DAY
    assert kept.content_sha256 == documents.sha256(b'{"a":1}')
    assert keep_until(DAY) == date(2036, 12, 31)
