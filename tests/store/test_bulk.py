"""Rows written by one statement are those written one by one, and found by their words at once."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from comptoir.contacts.model import Contact, Draft
from comptoir.store import begin, contact_writes, contacts, reading
from comptoir.store.contact_writes import of_draft
from comptoir.store.tables.contacts import contact


def people(count: int, *, first: int) -> list[Contact]:
    return [
        of_draft(n, f"C-{n:06d}", Draft(last_name=f"Nom{n}", first_name="Awa", city="Redon"))
        for n in range(first, first + count)
    ]


def test_contacts_added_together_or_apart_are_the_same_rows(any_ctx):
    together, apart = people(5, first=1), people(5, first=11)
    with begin(any_ctx, act="test.bulk") as tx:
        contact_writes.add_many(tx, together)
        contact_writes.add_many(tx, [])
        for one in apart:
            contact_writes.add_many(tx, [one])
    with reading(any_ctx) as db:
        rows = db.execute(select(contact).order_by(contact.c.id)).mappings().all()
        assert contacts.many(db, [one.id for one in together + apart]) == together + apart
        found = contacts.find(db, "awa redon")
    assert {one.id for one in found} == {one.id for one in together + apart}
    same = [{k: v for k, v in row.items() if k not in ("id", "reference", "last_name", "name_key",
             "search")} for row in rows]  # fmt: skip
    assert same[:5] == same[5:]


def test_a_block_that_is_refused_leaves_nothing_of_it(any_ctx):
    one, two = people(2, first=1)
    with pytest.raises(IntegrityError), begin(any_ctx, act="test.bulk") as tx:
        contact_writes.add_many(tx, [one, two, one])
    with begin(any_ctx, act="test.bulk") as tx:
        contact_writes.add_many(tx, [one, two])
    with reading(any_ctx) as db:
        assert contacts.all_ids(db) == [1, 2]
