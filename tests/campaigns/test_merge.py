"""Merging: fields are checked before anyone is written to, and a value is never more than text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.campaigns.fields import FIELDS, SAMPLE, contact_fields, shared_fields
from comptoir.campaigns.merge import empty_fields, read_texts
from comptoir.campaigns.slots import clean, fill, pieces, slot
from comptoir.errors import InputError
from comptoir.settings import Kind, Organisation

from make_campaigns import campaign

ORGANISATION = Organisation(kind=Kind.ASSOCIATION, name="Asso", phone="02 61 91 00 35")


def fields(**contact):
    made = campaign()
    shared = shared_fields(
        made, ORGANISATION, None, site_name="Asso", site_url="https://a.example.org"
    )
    return {**shared, "contact": contact_fields(SAMPLE) | contact}


def merged(body, channel="letter", **contact):
    text = read_texts(campaign(body)).body.merge(fields(**contact), channel)
    return fill(text.text, text.values, str)


def fault(body="", **changes):
    with pytest.raises(InputError) as caught:
        read_texts(campaign(body, **changes))
    return caught.value.faults[0]


def test_fields_take_their_values():
    assert merged("Bonjour {{ contact.first_name }} de {{ organisation.name }}") == (
        "Bonjour Camille de Asso"
    )


def test_every_field_of_the_guide_exists():
    for name in FIELDS:
        merged(f"{{{{ {name} }}}}")


def test_a_block_speaks_to_its_channel_only():
    body = 'Tous.\n{% channel "letter" %}\nPapier.\n{% endchannel %}\n'
    assert merged(body, "letter") == "Tous.\nPapier.\n\n"
    assert merged(body, "email") == "Tous.\n"


def test_a_block_may_speak_to_several_channels():
    body = '{% channel "letter", "email" %}Les deux.{% endchannel %}'
    assert merged(body, "letter") == merged(body, "email") == "Les deux."


def test_conditions_and_filters_work():
    assert merged("{% if contact.city %}À {{ contact.city | upper }}{% endif %}") == "À REDON"
    assert merged("{{ organisation.phone | phone }}") == "02\xa061\xa091\xa000\xa035"


@pytest.mark.parametrize(
    ("written", "proposed"),
    [
        ("contact.firstname", "contact.first_name"),
        ("contact.prénom", "contact.first_name"),
        ("contact.nom", "contact.last_name"),
        ("organisation.seat.town", "organisation.seat.city"),
        ("cotisation", "season.fee"),
        ("last_name", "contact.last_name"),
    ],
)
def test_an_unknown_field_names_line_and_nearest_field(written, proposed):
    found = fault(f"Bonjour,\n\nVoici {{{{ {written} }}}}.")
    assert (found.at.path, found.at.line) == ("content/campagnes/essai.md", 14)
    assert written in found.found
    assert proposed in found.remedy


def test_a_field_hidden_in_a_block_of_another_channel_is_still_checked():
    body = '{% channel "email" %}{{ contact.prenom }}{% endchannel %}'
    assert "contact.prenom" in fault(body).found


def test_an_unknown_field_of_the_subject_names_the_subject():
    found = fault(subject="Pour {{ contact.prenom }}")
    assert (found.at.line, found.at.field) == (6, "subject")


def test_all_faults_are_said_at_once():
    with pytest.raises(InputError) as caught:
        read_texts(campaign("{{ contact.prenom }}\n{{ contact.nom }}", subject="{{ x.y }}"))
    assert [f.at.line for f in caught.value.faults] == [6, 12, 13]


@pytest.mark.parametrize(
    "body",
    [
        "{{ contact.__class__ }}",
        "{{ contact.first_name.__class__ }}",
        "{{ contact.first_name.upper() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ contact['first_name'] }}",
        "{{ contact }}",
        "{{ self }}",
        "{{ range(10) }}",
        "{{ lipsum() }}",
        "{{ 'a' * 999999999 }}",
        "{{ 2 ** 999999999 }}",
        "{{ contact.first_name | attr('x') }}",
        "{{ contact.first_name | map('upper') }}",
        "{% include 'secrets.toml' %}",
        "{% import 'x' as x %}",
        "{% extends 'x' %}",
        "{% for x in contact %}{% endfor %}",
        "{% set x = 1 %}",
        "{% set x %}a{% endset %}",
        "{% macro x() %}{% endmacro %}",
        "{% filter upper %}a{% endfilter %}",
        "{% if contact is mapping %}{% endif %}",
    ],
)
def test_a_template_reaches_nothing_but_its_fields(body):
    assert fault(body).at.line == 12


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("{{ contact.first_name", "accolade"),
        ("{{ }}", "accolade"),
        ("{% endif %}", "ne ferme aucun bloc"),
        ('{% channel "letter" %}x', "n’est pas refermé"),
        ("{% chanel 'letter' %}", "n’existe pas"),
        ("{# commentaire", "commentaire"),
        ('{% channel "lettre" %}x{% endchannel %}', "canal"),
        ("{% channel letter %}x{% endchannel %}", "canal"),
    ],
)
def test_a_badly_written_template_says_so_in_french(body, word):
    assert word in fault(body).found


@given(st.text(max_size=80))
def test_no_value_becomes_template_or_slot(value):
    text = read_texts(campaign("A{{ contact.first_name }}B")).body.merge(
        fields(first_name=value), "letter"
    )
    assert text.text == f"A{slot(0)}B"
    assert text.values == (clean(value),)


@given(st.text(max_size=80))
def test_a_clean_value_is_one_line_of_visible_text(value):
    made = clean(value)
    assert "\n" not in made
    assert "\r" not in made
    assert not set(made) & set("\u202e\u2066\ue000\ue001\0\u200f")
    assert clean(made) == made


@given(st.lists(st.text(alphabet="ab\ue0001\ue001", max_size=6), max_size=4))
def test_splitting_at_slots_loses_nothing(parts):
    text = "".join(parts)
    back = "".join(p if isinstance(p, str) else slot(p.index) for p in pieces(text))
    assert back.replace("0", "") == text.replace("0", "")


def test_slots_written_in_a_source_are_taken_out():
    assert merged(f"A{slot(0)}B{{{{ contact.first_name }}}}") == "A0BCamille"


def test_empty_fields_are_counted():
    texts = read_texts(campaign("{{ contact.first_name }} {{ contact.city }}"))
    everyone = [fields(first_name=""), fields(first_name="", city=" "), fields()]
    assert empty_fields(texts, everyone) == {"contact.first_name": 2, "contact.city": 1}


def test_a_comparison_is_read():
    body = "{% if contact.city == 'Redon' %}À pied.{% else %}En train.{% endif %}"
    texts = read_texts(campaign(body))
    assert "contact.city" in texts.fields
