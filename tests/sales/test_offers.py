"""What a sale may ask for: terms, prices without tax, no VAT for a reason, an early payment."""

from decimal import Decimal
from importlib.util import find_spec

import pytest
from sqlalchemy import insert, update

from comptoir.desk import einvoices, invoices, offers, quotes
from comptoir.errors import InputError, RefusedError
from comptoir.law.payments import Term
from comptoir.store import begin
from comptoir.store.tables.contacts import contact, contact_fact

from make_books import ATELIER, JO, euros, shop
from needs import need


def asked(*lines, to=ATELIER, **more):
    wanted = [offers.wanted(line) for line in lines or ("KIT-VELO:2",)]
    return offers.Request(to=to, lines=wanted, **more)


def abroad(ctx, country, vat=""):
    with begin(ctx, act="test.abroad") as tx:
        tx.db.execute(
            update(contact)
            .where(contact.c.id == 2)
            .values(country=country, email="bills@example.org")
        )
        tx.db.execute(contact_fact.delete().where(contact_fact.c.contact_id == 2))
        if vat:
            tx.db.execute(insert(contact_fact).values(contact_id=2, name="vat_number", value=vat))
    return ctx


def issued(ctx, request):
    return invoices.issue(ctx, quotes.new(ctx, request).number)


def test_net_prices_are_those_of_the_catalogue_without_its_tax(ctx):
    made = quotes.new(shop(ctx), asked("KIT-VELO:2", "GUIDE:1:15.00", net=True))
    assert (made.net, made.gross) == (euros("80.00"), euros("93.83"))


def test_a_term_decides_when_it_is_due(ctx):
    made = issued(shop(ctx), asked(term=Term.NET_45_END_OF_MONTH))
    assert str(made.due_on) == "2027-01-31"


def test_an_early_payment_discount_is_said_in_place_of_its_absence(ctx):
    made = issued(shop(ctx), asked(discount=(Decimal("2.00"), 10)))
    said = [m.text for m in invoices.show(ctx, made.number).mentions if m.code == "DOC015"]
    assert said[0].startswith("Escompte de 2")
    assert "au plus tard le 4 décembre 2026" in said[0]


@pytest.mark.parametrize(
    ("country", "vat", "why"), [("DE", "DE123456788", "K"), ("DE", "DE123456788", "AE")]
)
def test_a_sale_without_vat_says_why_and_is_a_valid_invoice(ctx, country, vat, why):
    need("the judges of e-invoices (factur-x)", find_spec("facturx") is not None)
    made = issued(abroad(shop(ctx), country, vat), asked(untaxed=why))
    assert (made.tax, made.gross) == (0, euros("65.00"))
    found = einvoices.validate(made.path)
    assert found.faults == ()
    texts = [m.text for m in invoices.show(ctx, made.number).mentions]
    words = {"K": "intracommunautaire", "AE": "Autoliquidation."}[why]
    assert any(words in text for text in texts)


def test_an_export_needs_no_vat_number(ctx):
    made = issued(abroad(shop(ctx), "GB"), asked(untaxed="G"))
    assert made.tax == 0


@pytest.mark.parametrize(
    ("country", "vat", "why", "said"),
    [
        ("DE", "", "K", "numéros de TVA"),
        ("FR", "FR15999140353", "K", "autre pays de l’Union"),
        ("GB", "GB123456789", "K", "autre pays de l’Union"),
        ("DE", "DE123456788", "G", "hors de l’Union"),
        ("FR", "", "AE", "numéros de TVA"),
    ],
)
def test_a_sale_without_vat_that_the_law_does_not_know_is_not_issued(ctx, country, vat, why, said):
    with pytest.raises(RefusedError, match=said):
        issued(abroad(shop(ctx), country, vat), asked(untaxed=why))


def test_row_18_a_quote_is_numbered_valid_refused_or_expired(ctx, comptoir):
    shop(ctx)

    def run(*words, code=0):
        return comptoir(*words, "--json", "--project", str(ctx.root), code=code).json

    made = run("quote", "new", "--to", JO, "--line", "KIT-VELO:2", "--term", "45 fin de mois",
               "--days", "15")  # fmt: skip
    assert (made["number"], made["valid_to"]) == ("D-2026-0001", "2026-12-09")
    assert run("quote", "show", "D-2026-0001")["path"].endswith("_devis_D-2026-0001_C-000001.pdf")
    refused = run("devis", "refuser", "d-2026-0001", "--motif", "Trop cher")
    assert refused == {"number": "D-2026-0001", "state": "refused"}
    assert run("quote", "show", "D-2026-0001")["state"] == "refused"
    run("quote", "refuse", "D-2026-0001", code=3)
    run("quote", "accept", "D-2026-0001", code=3)
    assert run("ledger", "check")["findings"] == []


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (lambda: offers.term("un jour"), "fin de mois"),
        (lambda: offers.untaxed("parce que"), "autoliquidation"),
        (lambda: offers.discount("2"), "2%:10"),
    ],
)
def test_what_does_not_read_is_said(call, why):
    with pytest.raises(InputError) as caught:
        call()
    assert why in str(caught.value.faults[0].remedy)
