"""One cell at a time: what people write, and what it means."""

from datetime import date

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir import identifiers
from comptoir.contacts import cells
from comptoir.contacts.cells import CellError
from comptoir.contacts.model import Civility, Role


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Jo@Example.ORG", "jo@example.org"),
        (" jo.le-bihan+news@mail.example.org ", "jo.le-bihan+news@mail.example.org"),
        ("élodie@example.org", "élodie@example.org"),
    ],
)
def test_emails_are_lowered_and_trimmed(written, read):
    assert cells.email(written) == read


@pytest.mark.parametrize(
    "wrong", ["jo", "jo@", "jo@example", "jo example@example.org", "jo@@example.org",
              ".jo@example.org", "jo..bihan@example.org", "jo@-example.org", "jo@example.test"]
)  # fmt: skip
def test_an_email_that_cannot_exist_is_refused(wrong):
    with pytest.raises(CellError):
        cells.email(wrong)


@given(st.from_regex(r"[a-z0-9._+-]{1,12}@[a-z0-9.-]{1,12}\.[a-z]{2,9}", fullmatch=True))
def test_the_short_way_for_emails_agrees_with_the_library(address):
    try:
        read = cells.email(address)
    except CellError:
        read = ""
    assert read == identifiers.standard_email(address).lower()


@given(st.from_regex(r"(0|\+33 ?|0033)[1-9]( ?[0-9]{2}){4}", fullmatch=True))
def test_the_short_way_for_phones_agrees_with_the_library(number):
    try:
        read = cells.phone(number)
    except CellError:
        read = ""
    assert read == identifiers.standard_phone(number)


@given(st.from_regex(r"\+33[1-9][0-9]{8}", fullmatch=True))
def test_the_short_way_of_reading_a_number_agrees_with_the_library(number):
    style = phonenumbers.PhoneNumberFormat.NATIONAL
    read = phonenumbers.format_number(phonenumbers.parse(number, "FR"), style)
    assert identifiers.national_phone(number) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("02.61.91.25.62", "+33261912562"),
        ("+33 (0)6 39 98 12 34", "+33639981234"),
        ("0639981234", "+33639981234"),
        ("+32 2 555 12 34", "+3225551234"),
    ],
)
def test_phones_become_international(written, read):
    assert cells.phone(written) == read


@pytest.mark.parametrize("wrong", ["12 34", "néant", "06 39 98"])
def test_a_phone_that_cannot_be_read_is_refused(wrong):
    with pytest.raises(CellError):
        cells.phone(wrong)


def test_postcodes_stay_text_and_get_their_zero_back():
    assert cells.postcode("35600") == ("35600", False)
    assert cells.postcode("35 600") == ("35600", False)
    assert cells.postcode("1000") == ("01000", True)
    for wrong in ("356OO", "444600", "356", "Redon"):
        with pytest.raises(CellError):
            cells.postcode(wrong)


def test_dates_are_french_or_iso_and_never_american():
    assert cells.day("31/03/2026") == cells.day("2026-03-31") == date(2026, 3, 31)
    for wrong in ("03/31/2026", "2026-02-30", "31/03/26", "mars"):
        with pytest.raises(CellError):
            cells.day(wrong)


def test_nobody_is_born_tomorrow_nor_a_century_and_a_half_ago():
    for wrong in ("25/11/2026", "01/01/1850"):
        with pytest.raises(CellError):
            cells.birth_date(wrong, date(2026, 11, 24))


def test_a_civility_is_mapped_and_mademoiselle_is_madam():
    assert cells.civility("Mlle") is cells.civility("MME.") is Civility.MADAM
    assert cells.civility("Mr") is Civility.SIR
    with pytest.raises(CellError):
        cells.civility("Docteur")


def test_roles_are_read_in_both_genders_and_several_at_once():
    assert cells.roles("ADHÉRENTE, donatrice") == ((Role.MEMBER, Role.DONOR), 0)
    assert cells.roles("astronaute") == ((), 1)


def test_an_objection_that_is_not_understood_is_an_objection_to_everything():
    assert cells.objection("mél") == ("email",)
    assert cells.objection("courrier, téléphone") == ("post", "phone", "sms")
    assert cells.objection("surtout plus rien") == ("*",)
    assert cells.objection("non") == ()


def test_names_typed_in_capitals_get_their_usual_shape():
    assert cells.name("LE BIHAN") == "Le Bihan"
    assert cells.name("L’HELGOUALC’H") == "L’Helgoualc’H"
    assert cells.name("MacGregor") == "MacGregor"
    assert cells.city("SAINT-JEAN-LA-POTERIE") == "Saint-Jean-la-Poterie"
