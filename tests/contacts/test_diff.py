"""Whose row is it, and what does it change?"""

from datetime import date

import pytest

from comptoir.contacts.diff import Known, changes, match
from comptoir.contacts.imports import Incoming
from comptoir.contacts.model import Draft

from make_contacts import contact, draft


def row(one: Draft, reference: str = "") -> Incoming:
    given = frozenset(
        name for name in Draft.__slots__ if getattr(one, name) != getattr(Draft(), name)
    )
    return Incoming(line=2, draft=one, given=given, reference=reference)


def about(incoming: Incoming, *externals: str, **values: object) -> str:
    found = match(incoming, [Known(contact(**values), frozenset(externals))])
    if found.impossible:
        return "impossible"
    return "sure" if found.sure else "perhaps" if found.perhaps else "nobody"


def test_the_reference_of_another_system_is_sure():
    moved = row(draft(email="new@example.org", street="", city="Rennes"), "AH-1")
    assert about(moved, "AH-1") == "sure"


def test_a_reference_keeps_its_holder_through_a_marriage():
    assert about(row(draft(last_name="Roux"), "AH-1"), "AH-1") == "sure"


def test_a_reference_given_to_somebody_else_is_impossible():
    assert about(row(draft(first_name="Awa", last_name="Roux"), "AH-1"), "AH-1") == "impossible"


@pytest.mark.parametrize(
    "shared",
    [{"email": "jo@example.org"}, {"mobile": "+33639981234"}, {"birth_date": date(1980, 1, 1)}],
)
def test_the_same_name_and_one_rare_thing_are_sure(shared):
    bare = Draft(first_name="JO", last_name="le bihan", **shared)
    assert about(row(bare), street="", **({"email": ""} | shared)) == "sure"


def test_the_first_name_is_a_veto_in_a_couple_with_one_mailbox():
    spouse = draft(first_name="Yann", street="3 rue du Canal")
    assert about(row(spouse)) == "nobody"


def test_father_and_son_of_one_name_are_two():
    son = draft(birth_date=date(2005, 1, 1))
    assert about(row(son), birth_date=date(1975, 1, 1)) == "nobody"


def test_one_first_name_and_mailbox_under_another_name_is_doubtful():
    assert about(row(draft(last_name="Roux"))) == "perhaps"
    assert about(row(draft(first_name="J."))) == "perhaps"


def test_two_references_of_one_system_are_never_merged_by_themselves():
    assert about(row(draft(), "AH-2"), "AH-1") == "perhaps"


def test_the_same_row_again_is_the_same_even_when_it_says_little():
    little = Draft(first_name="Jo", last_name="Le Bihan", city="Redon")
    assert about(row(little), email="", street="") == "sure"


def test_homonyms_of_two_towns_are_two():
    other = Draft(first_name="Jo", last_name="Le Bihan", city="Rennes")
    assert about(row(other), email="", street="") == "nobody"


def changed(new: Draft, **old: object) -> set[str]:
    return set(changes(row(new), contact(**old)).fields)


def test_an_empty_cell_changes_nothing():
    assert changed(Draft(first_name="Jo", last_name="Le Bihan")) == set()


def test_a_filled_cell_changes_what_differs():
    assert changed(draft(email="new@example.org", city="Rennes")) == {"email", "city"}


def test_the_first_origin_stays():
    assert changed(draft(source="salon", source_on=date(2026, 1, 1))) == set()


def test_a_word_is_not_replaced_by_itself_badly_written():
    assert changed(draft(first_name="Helene"), first_name="Hélène") == set()
    assert changed(draft(first_name="Hélène"), first_name="Helene") == {"first_name"}
    assert changed(draft(city="ST NICOLAS DE REDON"), city="Saint-Nicolas-de-Redon") == set()
