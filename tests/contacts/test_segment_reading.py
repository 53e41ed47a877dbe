"""Segments are typed when they are read, and every fault is said at once."""

from typing import Any

import pytest

from comptoir.contacts.explain import segment_said
from comptoir.contacts.segment import Segment, steps
from comptoir.contacts.segment_file import read_segment
from comptoir.errors import InputError
from comptoir.readers.toml import line_numbers, parse_toml

HEAD = 'title = "Essai"\npurpose = "lettre-infos"\n'


def read(text: str, head: str = HEAD) -> Segment:
    whole = head + text
    return read_segment(
        "essai",
        parse_toml(whole, shown="essai.toml"),
        shown="essai.toml",
        lines=line_numbers(whole),
        purposes=("lettre-infos", "dons"),
    )


def condition(fact: str, operator: str, value: str, group: str = "all") -> str:
    return f'[[{group}]]\nfact = "{fact}"\n{operator} = {value}\n'


def faults(text: str, head: str = HEAD) -> Any:
    with pytest.raises(InputError) as caught:
        read(text, head)
    return caught.value.faults


def test_values_are_typed_by_their_fact():
    found = read(
        condition("contact.age", "at_least", "18")
        + condition("donation.total_year", "at_least", '"50.00"')
        + condition("sale.last_on", "after", "2026-01-01")
        + condition("contact.postcode", "in", '["35600", "44460"]')
    )
    assert [type(one.value).__name__ for one in found.all] == ["int", "Decimal", "date", "tuple"]


def test_an_unknown_fact_gets_its_line_and_the_nearest():
    [fault] = faults(condition("contact.citi", "is", '"Redon"'))
    assert fault.at is not None and fault.at.line == 4
    assert "contact.city" in fault.remedy


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (condition("contact.city", "equals", '"Redon"'), "clé inconnue"),
        (condition("contact.city", "at_least", '"Redon"'), "ne va pas avec"),
        (condition("contact.email", "is", '"jo@example.org"'), "ne va pas avec"),
        (condition("contact.postcode", "is", "35600"), "guillemets"),
        (condition("contact.age", "is", '"18"'), "nombre entier"),
        (condition("contact.age", "is", "true"), "nombre entier"),
        (condition("contact.kind", "is", '"persone"'), "person ou organisation"),
        (condition("sale.last_on", "after", '"avant-hier"'), "date"),
        (condition("sale.last_on", "within_days", "-3"), "jours"),
        (condition("contact.tag", "in", '"vélo"'), "liste"),
        (condition("contact.tag", "in", "[]"), "liste"),
        (condition("contact.email", "exists", '"oui"'), "true ou false"),
        (condition("consent.dons2.email", "is", '"granted"'), "finalité"),
        ('[[all]]\nis = "Redon"\n', "il manque « fact »"),
        ('[[all]]\nfact = "contact.city"\n', "un opérateur"),
        ('[[all]]\nfact = "contact.city"\nis = "A"\nis_not = "B"\n', "un opérateur"),
        ('[all]\nfact = "contact.city"\nis = "A"\n', "liste de conditions"),
        ("", "aucune condition"),
        ('[[some]]\nfact = "contact.city"\nis = "A"\n', "clé inconnue"),
    ],
)  # fmt: skip
def test_each_mistake_is_said_in_french(text, words):
    assert any(words in fault.found for fault in faults(text))


def test_all_faults_are_said_at_once():
    text = condition("contact.citi", "is", '"R"') + condition("contact.age", "is", '"x"')
    assert len(faults(text, 'titre = "Essai"\n')) == 4


def test_a_consent_needs_a_purpose():
    [fault] = faults(condition("consent.email", "is", '"granted"'), 'title = "Essai"\n')
    assert "finalité" in fault.found
    named = condition("consent.dons.email", "is", '"granted"')
    [one] = read(named, 'title = "Essai"\n').all
    assert (one.purpose, one.channel) == ("dons", "email")


def test_an_unknown_purpose_gets_the_nearest():
    head = 'title = "Essai"\npurpose = "lettre-info"\n'
    [fault] = faults(condition("contact.city", "is", '"Redon"'), head)
    assert fault.at is not None and fault.at.line == 2
    assert "lettre-infos" in fault.remedy


def test_what_is_asked_of_a_membership_is_asked_of_one():
    season, level = 'is = "2026-2027"', 'is = "reduced"'
    text = f'[[all]]\nfact = "membership.season"\n{season}\n'
    text += f'[[all]]\nfact = "membership.level"\n{level}\n'
    assert [len(step.conditions) for step in steps(read(text))] == [2]


def test_two_seasons_are_two_memberships():
    both = condition("membership.season", "is", '"2025-2026"') + condition(
        "membership.season", "is", '"2026-2027"'
    )
    assert [len(step.conditions) for step in steps(read(both))] == [1, 1]


def test_a_segment_is_said_in_french():
    found = read(
        condition("contact.city", "in", '["Redon", "Rieux"]')
        + condition("consent.email", "is", '"granted"')
        + condition("contact.age", "at_most", "17", "none")
    )
    assert segment_said(found) == (
        "Dans toute la base : garder si la ville est « Redon » ou « Rieux » ; "
        "garder si l’accord par mél pour « lettre-infos » est prouvé ; "
        "écarter si l’âge est d’au plus 17."
    )
