"""What an invoice says depends on its parties, its regime and its date."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from comptoir.party import Address, PartyKind
from comptoir.readers.toml import read_model
from comptoir.sales.mentions import mentions, missing, quote_mentions, seller_of
from comptoir.settings import Organisation
from comptoir.settings.organisation import VatRegime

from make import ROOT
from make_sales import buyer, course, invoice, line, offer, seller

BUSINESS, CONSUMER, PUBLIC = PartyKind.BUSINESS, PartyKind.CONSUMER, PartyKind.PUBLIC


@pytest.fixture(scope="module")
def organisation() -> Organisation:
    return read_model(ROOT / "legal" / "organisation.toml", Organisation)


def codes(made, organisation):
    return {mention.code for mention in mentions(made, organisation)}


def test_a_consumer_never_reads_of_forty_euros_nor_penalties(organisation):
    said = codes(invoice(line()), organisation)
    assert not said & {"DOC013", "DOC014", "DOC015"}
    assert "CGV012" in said


@pytest.mark.parametrize(("kind", "points"), [(BUSINESS, "10 points"), (PUBLIC, "8 points")])
def test_a_business_reads_of_penalties_and_forty_euros(organisation, kind, points):
    made = invoice(line(), buyer=buyer(kind))
    text = " ".join(mention.text for mention in mentions(made, organisation))
    assert points in text
    assert "40,00\N{NO-BREAK SPACE}€" in text
    assert "escompte" in text
    assert "médiateur" not in text


def test_an_association_that_buys_owes_no_forty_euros(organisation):
    assert "DOC014" not in codes(invoice(line(), buyer=buyer(PartyKind.ASSOCIATION)), organisation)


def test_a_consumer_s_quote_names_the_mediator_and_a_business_s_does_not(organisation):
    day = date(2026, 11, 24)
    said = {
        kind: [m.code for m in quote_mentions(offer(buyer=buyer(kind)), organisation, day)]
        for kind in (CONSUMER, BUSINESS)
    }
    assert said == {CONSUMER: ["CGV012"], BUSINESS: []}


def test_an_association_without_siren_may_invoice_what_bears_no_vat(organisation):
    free = line(vat_rate=Decimal(0), exemption="CGI, art. 261, 7-1°")
    day, unregistered = date(2026, 11, 24), seller(siren="", vat_number="")
    assert missing(offer(free), unregistered, organisation, day) == []
    assert missing(offer(line()), unregistered, organisation, day)


def test_the_nature_of_operations_is_said(organisation):
    both = mentions(invoice(line(), course()), organisation)
    assert any("livraison de biens et prestation de services" in m.text for m in both)


def test_vat_on_debits_is_said_in_the_words_of_the_law(organisation):
    made = invoice(course(), vat_on_debits=True)
    said = [m.text for m in mentions(made, organisation) if m.code == "DOC021"]
    assert said == ["Option pour le paiement de la taxe d’après les débits."]


def test_the_small_business_exemption_is_said(organisation):
    vat = organisation.vat.model_copy(update={"regime": VatRegime.FRANCHISE})
    small = organisation.model_copy(update={"vat": vat})
    free = line(vat_rate=Decimal(0))
    assert "DOC025" in codes(invoice(free), small)
    assert missing(offer(free), seller(), small, date(2026, 11, 24)) == []


def test_nothing_is_missing_from_the_example(organisation):
    day = date(2026, 11, 24)
    assert missing(offer(line()), seller_of(organisation), organisation, day) == []


@pytest.mark.parametrize(
    ("changes", "law"),
    [
        ({"lines": (line(vat_rate=Decimal("19.6")),)}, "art. 278"),
        ({"lines": (line(vat_rate=Decimal(0)),)}, "I-12°"),
        ({"lines": (line(name="Divers"),)}, "I-8°"),
        ({"buyer": buyer(BUSINESS, address=Address())}, "I-1°"),
        ({"buyer": buyer(name="")}, "I-1°"),
    ],
)
def test_what_is_missing_is_named_with_its_law(organisation, changes, law):
    made = replace(offer(), **changes)
    (fault,) = missing(made, seller(), organisation, date(2026, 11, 24))
    assert law in f"{fault.found} {fault.remedy}"


def test_a_business_without_siren_is_refused_from_september_2027(organisation):
    made = offer(buyer=buyer(BUSINESS))
    assert missing(made, seller(), organisation, date(2027, 8, 31)) == []
    assert missing(made, seller(), organisation, date(2027, 9, 1))


def test_vat_on_a_body_that_charges_none_is_refused(organisation):
    exempt = organisation.model_copy(
        update={"vat": organisation.vat.model_copy(update={"regime": VatRegime.EXEMPT})}
    )
    (fault,) = missing(offer(), seller(), exempt, date(2026, 11, 24))
    assert "283-3" in fault.found


def test_the_vat_number_may_be_left_out_of_a_small_invoice(organisation):
    without = seller(vat_number="")
    day = date(2026, 11, 24)
    assert missing(offer(line()), without, organisation, day) == []
    assert missing(offer(line("200.00")), without, organisation, day)
