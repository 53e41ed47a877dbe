"""A document written as JSON and read again is the same document."""

import json

from hypothesis import given

from comptoir.sales import Invoice, Offer
from comptoir.sales.plain import from_json, plain, to_json

from make_sales import course, guide, invoice, invoices, line, offers


@given(invoices())
def test_an_invoice_survives_the_round_trip(made):
    assert from_json(Invoice, to_json(made)) == made


@given(offers())
def test_an_offer_survives_the_round_trip(made):
    assert from_json(Offer, to_json(made)) == made


def test_the_frozen_invoice_is_the_golden_one(golden):
    made = invoice(line(), guide(), course())
    text = json.dumps(plain(made), ensure_ascii=False, indent=1, sort_keys=True)
    golden("sales/invoice.json", text + "\n")
