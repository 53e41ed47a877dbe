"""Documents in English for customers abroad: French mentions kept, and the account to pay to."""

from decimal import Decimal

import pytest
from sqlalchemy import delete, insert, update

from comptoir.desk import crediting, invoices, ledger_check, offers, quotes
from comptoir.errors import InputError
from comptoir.sales.tongue import ENGLISH, FRENCH, english_amount, english_of
from comptoir.store import begin
from comptoir.store.tables.contacts import contact, contact_fact

from make_books import ATELIER, JO, bank_at, sell, shop
from make_campaigns import pdf_text

IBAN = "FR7630001007941234567890185"


@pytest.fixture
def abroad(ctx):
    """A shop with an account number, whose second contact is a firm in Leipzig."""
    bank_at(shop(ctx), IBAN)
    with begin(ctx, act="test.people") as tx:
        place = {"country": "DE", "city": "Leipzig", "postcode": "04109", "email": "w@example.org"}
        tx.db.execute(update(contact).where(contact.c.id == 2).values(**place))
        tx.db.execute(delete(contact_fact).where(contact_fact.c.name == "siren"))
        tx.db.execute(
            insert(contact_fact).values(contact_id=2, name="vat_number", value="DE136695976")
        )
    return ctx


def words_of(path):
    return " ".join(pdf_text(path).split())


def sold_abroad(ctx, **more):
    asked = offers.Request(to=ATELIER, lines=[offers.wanted("STAGE-BOIS:2")], **more)
    quote = quotes.new(ctx, asked)
    return quote, invoices.issue(ctx, quotes.accept(ctx, quote.number).number)


def test_a_customer_abroad_has_english_documents_with_the_french_mentions(abroad):
    quote, made = sold_abroad(abroad, untaxed="AE")
    assert made.form == "factur-x"
    assert made.notices == ()  # no SIREN is asked of a foreign firm
    assert "Quote / Devis" in words_of(quote.path)
    told = words_of(made.path)
    for wanted in (
        "Invoice / Facture F-2026-0001", "Autoliquidation.", "Reverse charge", "2006/112/EC",
        "plus 10 percentage points", "compensation for recovery costs in case of late payment",
        "€40.00", "ALLEMAGNE", "Payable by 24 December 2026", "FR76 3000 1007",
    ):  # fmt: skip
        assert wanted in told
    assert "Désignation" not in told
    note = crediting.new(abroad, made.number, reason="Course cancelled", wanted=crediting.Wanted())
    assert "Credit note / Avoir" in words_of(note.path)
    assert ledger_check.check(abroad).findings == ()


def test_the_language_may_be_said(abroad):
    quote, _ = sold_abroad(abroad, untaxed="AE", language="fr")
    assert "Bon pour accord" in words_of(quote.path)
    asked = offers.Request(
        to=JO, lines=[offers.wanted("GUIDE")], language=offers.language("anglais")
    )
    assert "€16.00" in words_of(quotes.new(abroad, asked).path)
    with pytest.raises(InputError, match="fr ou en"):
        offers.language("breton")


def test_an_invoice_says_the_account_to_pay_to_on_paper_and_in_its_data(abroad):
    sell(abroad)
    kept = invoices.show(abroad, "F-2026-0001")
    told = words_of(kept.path)
    assert "Par virement" in told
    assert "FR76 3000 1007 9412 3456 7890 185" in told
    import pikepdf

    with pikepdf.open(kept.path) as pdf:
        xml = pdf.attachments["factur-x.xml"].get_file().read_bytes() if pdf.attachments else b""
    assert not xml or IBAN.encode() in xml  # a consumer without address has no XML


def test_both_languages_say_the_same_things():
    assert ENGLISH.labels.keys() == FRENCH.labels.keys()
    for name, said in FRENCH.labels.items():
        assert said.count("{") == ENGLISH.labels[name].count("{")


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("DOC022", "Exonération de TVA : exportation, CGI, art. 262, I.", "Article 146"),
        ("DOC022", "Exonération de TVA : livraison intracommunautaire, CGI, art. 262 ter, I.",
         "Article 138"),
        ("DOC022", "Exonération de TVA : CGI, art. 261, 7-1°.", ""),
        ("DOC025", "TVA non applicable, art. 293 B du CGI.", "293 B"),
        ("CGV012", "En cas de litige…", ""),
    ],
)  # fmt: skip
def test_a_mention_without_known_translation_stays_in_french(code, text, wanted):
    found = english_of(code, text)
    assert wanted in found
    assert bool(found) == bool(wanted)


def test_english_amounts_have_their_sign_first():
    assert english_amount(Decimal("1234567.5")) == "€1,234,567.50"
    assert english_amount(Decimal("-0.5")) == "−€0.50"
