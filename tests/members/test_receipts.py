"""Receipts: lawful or not made."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.errors import InputError, RefusedError
from comptoir.members import GiftReceipt, Level, fee
from comptoir.members.membership import level_named, season_named
from comptoir.members.receipts import gift_face, may_issue
from comptoir.members.words import number_in_words
from comptoir.party import Address, PartyKind
from comptoir.readers.toml import read_model
from comptoir.settings import Organisation
from comptoir.settings.organisation import TaxReceipts

from make import ROOT
from make_sales import buyer, seller


@pytest.fixture(scope="module")
def organisation() -> Organisation:
    return read_model(ROOT / "legal" / "organisation.toml", Organisation)


def receipt(**changes):
    known = {
        "number": "RF-2026-0001",
        "issued_on": date(2026, 11, 24),
        "body": seller(),
        "body_object": "Prolonger la vie des objets.",
        "body_status": "Rescrit FICTIF",
        "donor": buyer(),
        "amount": Decimal("50.00"),
        "received_on": date(2026, 11, 24),
        "method": "chèque",
        "signatory": "Maëlle Le Guennec, présidente",
    }
    return GiftReceipt(**known | changes)


def test_a_receipt_says_the_amount_in_words():
    assert receipt().amount_in_words == "cinquante euros"
    assert gift_face(receipt(), address=[])["article"] == "200"


def test_a_company_gets_the_other_model():
    made = receipt(donor=buyer(PartyKind.BUSINESS, siren="999140353"))
    assert (made.model, made.article) == ("16216", "238 bis")


@pytest.mark.parametrize(
    "donor",
    [buyer(address=Address()), buyer(name=""), buyer(PartyKind.BUSINESS)],
    ids=["no address", "no name", "company without SIREN"],
)
def test_an_incomplete_receipt_cannot_be_made(donor):
    with pytest.raises(RefusedError):
        receipt(donor=donor)


def test_a_body_without_the_right_issues_none(organisation):
    may_issue(organisation)
    with pytest.raises(RefusedError, match="1740 A"):
        may_issue(organisation.model_copy(update={"tax_receipts": TaxReceipts(eligible=False)}))


def test_fees_follow_the_season_and_the_level(organisation):
    season = season_named(organisation, "2026-2027")
    assert (fee(season, Level.FULL), fee(season, Level.REDUCED)) == (22, 10)
    with pytest.raises(InputError, match="2026-2027"):
        season_named(organisation, "2026-2026")
    with pytest.raises(InputError):
        level_named("gratuit")


@given(st.integers(0, 999_999_999))
def test_numbers_in_words_are_words(number):
    said = number_in_words(number)
    assert said == " ".join(said.split())
    assert not any(letter.isdigit() for letter in said)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zéro"),
        (21, "vingt et un"),
        (80, "quatre-vingts"),
        (81, "quatre-vingt-un"),
        (91, "quatre-vingt-onze"),
        (200, "deux cents"),
        (201, "deux cent un"),
        (1000, "mille"),
        (80_000, "quatre-vingt mille"),
        (200_000, "deux cent mille"),
        (1_000_000, "un million"),
    ],
)
def test_french_agrees_its_numbers(number, words):
    assert number_in_words(number) == words


def test_a_receipt_is_of_the_model_of_its_donor():
    assert replace(receipt(), donor=buyer(name="Autre")).model == "11580"
