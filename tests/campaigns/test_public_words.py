"""A mailing on the site: nothing of a recipient is on it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.campaigns.public_words import public_words
from comptoir.errors import InputError

from make_campaigns import campaign

SHARED = {
    "organisation": {"name": "Les *Amis*", "phone": "01 99 00 00 01"},
    "campaign": {"title": "", "code": "BOIS", "reference": "R", "version": ""},
}
ASKED = (
    "{{ contact.reference }}",
    '{{ "Cher" if contact.civility == "M." else "Chère" }}',
    "{% if contact.city %}Voisins{% else %}Lointains{% endif %}",
    '{{ contact.first_name|default("vous")|upper }}',
)


def words(body: str, **changes):
    return public_words(campaign(body, channels=("email", "letter"), **changes), SHARED)


def test_a_greeting_greets_everyone():
    for greeted in ("{{ contact.salutation }},", "Bonjour {{ contact.first_name }} !"):
        assert words(f"{greeted}\n\nVoici.").body == "Bonjour,\n\nVoici.\n"
    assert words("{{ contact.salutation }}, voici\nla suite.").body == "Bonjour, voici\nla suite.\n"


@pytest.mark.parametrize("asked", ASKED)
def test_what_depends_on_one_person_is_left_out_and_told(asked: str):
    told = words(f"Avant.\n\nLe voici : {asked}.\n\nAprès.")
    assert told.body in ("Avant.\n\nAprès.\n", "Avant.\n\nLe voici : .\n\nAprès.\n")
    assert told.left_out == (14,)


@given(st.permutations([*ASKED, "Un paragraphe pour tous."]))
def test_no_trace_of_a_contact_is_left(paragraphs: list[str]):
    told = words("\n\n".join(paragraphs)).body
    assert told == "Un paragraphe pour tous.\n"


def test_only_the_items_that_name_somebody_leave_a_list():
    told = words("Deux dates\n\n- samedi\n- {{ contact.city }}\n- dimanche")
    assert told.body == "Deux dates\n\n- samedi\n- dimanche\n"
    assert told.left_out == (15,)


def test_a_heading_goes_with_the_last_of_its_text():
    told = words("## Vous\n\n### Votre numéro\n\n{{ contact.reference }}\n\n## Nous\n\nVoici.")
    assert told.body == "## Nous\n\nVoici.\n"
    assert "## Vous" in words("## Vous\n\n{{ contact.city }}\n\nEt encore.").body


def test_the_words_of_the_e_mail_are_shown_and_no_others():
    told = words(
        '{% channel "letter" %}\nPapier\n{% endchannel %}\n'
        '{% channel "email" %}\nÉcran\n{% endchannel %}\n'
        '{% if campaign.version == "b" %}\nSeconde\n{% endif %}\n<!-- note interne -->'
    )
    assert told.body.strip() == "Écran"


def test_what_an_e_mail_shows_as_words_does_nothing_on_the_page():
    told = words("Du <b>gras</b>, `code`, {{ organisation.name }}\n\n::: agenda\n\n# Un titre").body
    assert told == (
        "Du &lt;b>gras&lt;/b>, \\`code\\`, Les \\*Amis\\*\n\n\\::: agenda\n\n## Un titre\n"
    )


def test_a_title_that_names_somebody_is_refused_at_its_line():
    with pytest.raises(InputError, match="ligne 2, « title »"):
        words("Voici.", title="Pour {{ contact.first_name }}")


def test_a_text_for_one_person_has_no_page():
    with pytest.raises(InputError, match="ne reste rien"):
        words("{{ contact.reference }}")
