"""Many ids as one bound value, on both engines."""

import pytest
from sqlalchemy import select, update

from comptoir.store import begin, reading
from comptoir.store.among import among, among_texts
from comptoir.store.tables.contacts import contact

from make_campaigns import crowd


@pytest.mark.parametrize("wanted", [[], [2], [3, 1, 3], [999]])
def test_the_rows_that_are_listed_and_no_other_are_found(any_ctx, wanted):
    people = [one.id for one in crowd(any_ctx, 4)]
    listed = [people[n - 1] if n <= len(people) else n for n in wanted]
    with reading(any_ctx) as db:
        found = db.execute(select(contact.c.id).where(among(contact.c.id, listed))).scalars()
        assert set(found) == set(listed) & set(people)


def test_the_rows_that_are_not_listed_are_left_alone(any_ctx):
    first, *others = [one.id for one in crowd(any_ctx, 3)]
    with begin(any_ctx, act="test.among") as tx:
        tx.db.execute(update(contact).where(among(contact.c.id, [first])).values(city="Ici"))
    with reading(any_ctx) as db:
        left = db.execute(select(contact.c.id).where(contact.c.city != "Ici")).scalars()
        assert set(left) == set(others)


@pytest.mark.parametrize("wanted", [[], ["C-000002"], ["C-000001", 'l’un "ou" l’autre']])
def test_texts_are_found_as_they_are_written(any_ctx, wanted):
    crowd(any_ctx, 3)
    with reading(any_ctx) as db:
        here = among_texts(contact.c.reference, wanted)
        found = db.execute(select(contact.c.reference).where(here)).scalars()
        assert set(found) == {one for one in wanted if one.startswith("C-")}
