"""An expert's condition answers the same on both engines, and stops in time."""

import pytest

from comptoir.contacts.expert import read_where
from comptoir.contacts.model import ContactKind, Role
from comptoir.errors import InputError
from comptoir.store import begin, contact_writes, expert, reading

from make_contacts import add, draft


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("department = '35'", [1, 3]),
        ("city_key LIKE 'saint%'", [2]),
        ("city_key LIKE 'SAINT%'", []),
        ("EXISTS (SELECT 1 FROM contact_tag WHERE contact_tag.contact_id = contact.id)", [3]),
        ("id IN (SELECT contact_id FROM contact_role GROUP BY contact_id HAVING COUNT(*) > 0)",
         [1, 2, 3]),
        ("kind <> 'person' AND NOT country = 'BE'", []),
        ("birth_date IS NULL OR birth_date < '1990-01-01'", [1, 2, 3]),
    ],
)  # fmt: skip
def test_the_same_contacts_on_both_engines(any_ctx, where, expected):
    add(
        any_ctx,
        draft(),
        draft(first_name="Awa", postcode="44460", city="Saint-Nicolas-de-Redon"),
        draft(kind=ContactKind.PERSON, first_name="Yann"),
        roles=(Role.MEMBER,),
    )
    with begin(any_ctx, act="test.tag") as tx:
        contact_writes.add_tags(tx.db, [(3, "100%")])
    with reading(any_ctx) as db:
        assert expert.members(db, read_where(where)) == expected


def test_what_the_engine_cannot_compute_is_said(any_ctx):
    with reading(any_ctx) as db, pytest.raises(InputError, match="ne sait pas"):
        expert.members(db, read_where("invoice.due_on < '2026-01-01'"))


def test_a_question_that_lasts_is_stopped(ctx, monkeypatch):
    add(ctx, *(draft(first_name=f"Jo {letter}") for letter in "abcdefgh"))
    monkeypatch.setattr(expert, "SECONDS", 0)
    monkeypatch.setattr(expert, "STEPS", 1)  # look at the clock at once
    with reading(ctx) as db, pytest.raises(InputError, match="temps"):
        expert.members(db, read_where("department = '35'"))
