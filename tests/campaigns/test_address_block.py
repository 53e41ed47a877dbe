"""Addresses as the post reads them (AFNOR NF Z10-011)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.campaigns.address import (
    BAD_POSTCODE,
    NO_LOCALITY,
    NO_NUMBER,
    NO_STREET,
    TOO_LONG,
    TOO_MANY,
    WIDTH,
    address_block,
    postal_order,
)
from comptoir.contacts.model import Civility, ContactKind

from make_campaigns import contact

CASES = {
    "personne": contact(civility=Civility.MADAM),
    "bâtiment": contact(address_2="Appartement 12, escalier B|Résidence de l’Œuvre"),
    "organisme": contact(
        kind=ContactKind.ORGANISATION, organisation="Médiathèque (municipale)",
        civility=Civility.SIR, street="2, place Saint-Sauveur",
    ),
    "chez un organisme": contact(organisation="SCOP du Canal"),
    "cedex": contact(street="BP 90123", postcode="35605", city="Redon Cedex"),
    "lieu-dit": contact(street="La Ville-ès-Nonais", city="Saint-Père-Marc-en-Poulet"),
    "étranger": contact(
        street="Rue de la Loi, 16", postcode="1000", city="Bruxelles", country="BE"
    ),
    "longue": contact(
        street="128 bis boulevard du Maréchal de Lattre de Tassigny et du Général Leclerc",
        city="Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson", postcode="51290",
    ),
    "nombreuse": contact(
        organisation="SCOP", address_2="Apt 3|Esc B|Bât C|Résidence D|Zone E",
    ),
    "outre-mer": contact(postcode="97400", city="Saint-Denis", country="RE"),
}  # fmt: skip


def test_the_blocks_as_printed(golden):
    said = []
    for name, person in CASES.items():
        block = address_block(person)
        said += [f"[{name}]", *block.lines, *(f"! {note}" for note in block.notes), ""]
    golden("campaigns/addresses.txt", "\n".join(said))


words = st.text(max_size=70)


# a name keeps its small letters, on the first line alone when it holds there
@given(st.text(max_size=34), words, words, words, words, st.sampled_from(["FR", "BE", "RE", "XX"]))
def test_a_block_always_obeys_the_norm(name, street, inside, postcode, city, country):
    block = address_block(
        contact(
            last_name=name, street=street, address_2=inside, postcode=postcode, city=city,
            country=country,
        )
    )  # fmt: skip
    assert len(block.lines) <= (6 if country in ("FR", "RE") else 7)
    assert all(0 < len(line) <= WIDTH for line in block.lines)
    for line in block.lines[1:]:
        assert re.fullmatch(r"[A-Z0-9]+( [A-Z0-9]+)*", line)


@pytest.mark.parametrize(
    ("changes", "note", "deliverable"),
    [
        ({"city": ""}, NO_LOCALITY, False),
        ({"street": ""}, NO_STREET, False),
        ({"postcode": "3560"}, BAD_POSTCODE, False),
        ({"street": "rue du Halage"}, NO_NUMBER, True),
        ({"street": "X" * 50}, TOO_LONG, True),
        ({"address_2": "A|B|C|D|E"}, TOO_MANY, True),
    ],
)
def test_the_linter_says_what_is_wrong(changes, note, deliverable):
    block = address_block(contact(**changes))
    assert note in block.notes
    assert block.deliverable is deliverable


def test_a_good_address_has_no_note():
    assert address_block(contact()).notes == ()


def test_an_address_that_fits_is_not_abbreviated():
    assert "3 AVENUE DU HALAGE" in address_block(contact(street="3 avenue du Halage")).lines


def test_letters_are_sorted_as_the_post_does():
    people = [
        contact(id=1, postcode="75011"),
        contact(id=2, postcode="1000", city="Bruxelles", country="BE"),
        contact(id=3, postcode="01000"),
        contact(id=4, postcode="35600", street="9 rue B"),
        contact(id=5, postcode="35600", street="2 rue A"),
    ]
    assert [p.id for p in sorted(people, key=postal_order)] == [3, 5, 4, 1, 2]
