"""What is wrong in a file: each rule on what it must find and what it must leave alone."""

from datetime import date

import pytest

from comptoir.contacts.communes import VINTAGE
from comptoir.contacts.keys import department
from comptoir.contacts.quality import Examined, Known, issues, suggested_email
from comptoir.readers.towns import TABLE, official_communes

from make_contacts import TODAY, contact


def found(facts=None, known=None, sensitive=(), **values):
    one = Examined(
        contact=contact(**values), facts=facts or {}, known=known or {}, sensitive=sensitive
    )
    return [
        (issue.rule, issue.field, issue.suggestion)
        for issue in issues(one, official_communes(), TODAY)
    ]


def test_a_right_file_has_nothing_wrong():
    assert found(phone="+33199001234", mobile="+33639981234") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gmial.com", "gmail.com"), ("gmail.con", "gmail.com"), ("gmail.fr", "gmail.com"),
        ("gamil.com", "gmail.com"), ("hotmial.fr", "hotmail.fr"), ("ornage.fr", "orange.fr"),
        ("laposte.ent", "laposte.net"), ("wanado.fr", "wanadoo.fr"), ("yaho.fr", "yahoo.fr"),
        ("outlok.fr", "outlook.fr"), ("orange.ft", "orange.fr"), ("exemple.orgg", "exemple.org"),
    ],
)  # fmt: skip
def test_a_mailbox_badly_typed_is_suspected_and_mended(typed, meant):
    wanted = ("email-suspect", "email", f"jo@{meant}")
    assert found(email=f"jo@{typed}") == [wanted]


@pytest.mark.parametrize(
    "domain",
    ["example.org", "mail.com", "me.com", "gmx.net", "live.be", "mairie-redon.fr", "free.fr",
     "orne.fr", "sfr.com", "redon.bzh", "yahoo.co.uk", "granges.fr"],
)  # fmt: skip
def test_a_true_domain_is_left_alone(domain):
    assert suggested_email(f"jo@{domain}") == ""


def test_what_cannot_exist_is_an_error():
    assert found(email="jo@@example")[0][0] == "email-invalid"
    assert found(phone="+33012345678") == [("phone-invalid", "phone", "")]


def test_numbers_of_facts_are_checked_by_their_key():
    right = {"iban": "FR76 3000 6000 0112 3456 7890 189", "siret": "732 829 320 00074"}
    assert found(facts=right) == []
    wrong = {"IBAN": "FR76 3000 6000 0112 3456 7890 188", "siret": "732 829 320 00075",
             "siren": "123456789"}  # fmt: skip
    assert [rule for rule, _, _ in found(facts=wrong)] == [
        "iban-invalid", "siret-invalid", "siren-invalid",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("postcode", "city"),
    [
        ("35600", "REDON"), ("35600", "Redon Cedex"), ("44460", "ST NICOLAS DE REDON"),
        ("75011", "Paris"), ("75011", "Paris 11e"), ("69003", "LYON 3EME"), ("13001", "Marseille"),
        ("49290", "La Pommeraye"), ("42620", "Saint-Pierre-Laval"), ("97150", "Saint-Martin"),
        ("35605", "Redon Cedex"), ("20137", "Porto-Vecchio"), ("", "Redon"), ("35600", ""),
    ],
)  # fmt: skip
def test_towns_and_their_postcodes_agree(postcode, city):
    assert found(postcode=postcode, city=city) == []


@pytest.mark.parametrize(
    ("postcode", "city", "rule", "better"),
    [
        ("35600", "Radon", "postcode-city", "Redon"),
        ("35601", "Redon", "postcode-unknown", "35600"),
        ("35700", "Redon", "postcode-city", "35600"),
        ("53600", "Redon", "postcode-city", "35600"),
        ("99999", "Nulle-Part", "postcode-unknown", ""),
        ("75011", "Redon", "postcode-city", ""),
    ],
)
def test_a_postcode_and_a_town_that_do_not_agree(postcode, city, rule, better):
    [(name, _, suggestion)] = found(postcode=postcode, city=city)
    assert (name, suggestion) == (rule, better)


def test_abroad_nothing_is_said_of_places():
    assert found(postcode="1000", city="Bruxelles", country="BE") == []


def test_what_nobody_confirmed_for_three_years_is_to_be_confirmed():
    old, recent = Known(source="liste", on=date(2023, 1, 1)), Known(source="", on=date(2026, 1, 1))
    assert found(known={"email": old}) == [("field-stale", "fiche", "")]
    assert found(known={"email": recent}) == []
    assert found(known={"birth_date": old}) == []


def test_sensitive_texts_are_named_and_never_quoted():
    assert found(sensitive=["remarque"]) == [("sensitive-words", "remarque", "")]


def test_the_table_of_communes_is_whole_and_says_where_it_comes_from():
    towns = official_communes()
    assert len(towns.towns) == 6310
    actual = {code: {t.name for t in all_ if not t.former} for code, all_ in towns.towns.items()}
    assert sum(len(names) > 1 for names in actual.values()) >= 4251
    head = "".join(TABLE.read_text("utf-8").splitlines(keepends=True)[:3])
    assert VINTAGE in head and "Licence Ouverte 2.0" in head


def test_the_department_of_every_town_is_the_one_of_the_table():
    """Twenty-six towns are served from the next department."""
    pairs = [(code, town) for code, towns in official_communes().towns.items() for town in towns]
    wrong = [(code, t) for code, t in pairs if department(code, city=t.name) != t.department]
    assert [one for one in wrong if not one[1].former] == []
    others = [1 for code, t in pairs if not t.former and department(code) != t.department]
    assert len(others) == 26
