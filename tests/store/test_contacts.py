"""The gateway of contacts, on both engines."""

from datetime import date

import pytest
from sqlalchemy import insert, select, update

from comptoir.contacts.model import ContactKind, Role
from comptoir.contacts.notes import read as read_note
from comptoir.errors import InputError
from comptoir.store import (
    begin,
    contact_notes,
    contact_writes,
    contacts,
    erasure,
    reading,
    schema,
)
from comptoir.store.engine import database_url, engine
from comptoir.store.tables.contacts import bounce, contact, contact_role

from make_contacts import TODAY, add, draft


def test_what_is_read_is_what_was_written(any_ctx):
    [jo] = add(any_ctx, draft(birth_date=date(1980, 2, 29), mobile="+33639981234"))
    with reading(any_ctx) as db:
        assert contacts.by_reference(db, jo.reference) == jo
        assert contacts.many(db, [jo.id]) == [jo]


def test_references_follow_each_other_without_gap(any_ctx):
    made = add(any_ctx, draft(), draft(first_name="Awa")) + add(any_ctx, draft(first_name="Yann"))
    assert [one.reference for one in made] == ["C-000001", "C-000002", "C-000003"]


def test_a_reference_may_be_typed_short(any_ctx):
    [jo] = add(any_ctx, draft())
    with reading(any_ctx) as db:
        assert contacts.by_reference(db, "c-1") == jo
        with pytest.raises(InputError, match="C-000042"):
            contacts.by_reference(db, "42")


def test_contacts_come_in_the_order_they_are_asked(any_ctx):
    made = add(any_ctx, *(draft(first_name=name) for name in ("A", "B", "C")))
    ids = [made[2].id, made[0].id, made[1].id]
    with reading(any_ctx) as db:
        assert [one.id for one in contacts.many(db, [*ids, 999])] == ids


def test_searching_ignores_accents_capitals_and_order(any_ctx):
    add(any_ctx, draft(first_name="Maëlle", last_name="Le Guennec"))
    add(any_ctx, draft(first_name="Awa", last_name="Œuvrard-100%"))
    town = draft(kind=ContactKind.ORGANISATION, organisation="Mairie d’Allaire", city="Allaire")
    add(any_ctx, town)
    with reading(any_ctx) as db:
        assert [one.first_name for one in contacts.find(db, "GUENNEC maelle")] == ["Maëlle"]
        assert len(contacts.find(db, "mairie d'allaire")) == 1
        assert len(contacts.find(db, "oeuv 100%")) == 1  # beginnings of words
        assert contacts.find(db, "% ' \" *") == []  # no word at all
        assert contacts.find(db, "introuvable") == []


def test_a_change_moves_the_version_and_the_keys(any_ctx):
    [jo] = add(any_ctx, draft())
    moved = contact_writes.of_draft(jo.id, jo.reference, draft(city="Rennes", postcode="35000"))
    with begin(any_ctx, act="test.change") as tx:
        contact_writes.change(
            tx, moved, {"city": ("Redon", "Rennes"), "postcode": ("35600", "35000")}
        )
    with reading(any_ctx) as db:
        row = db.execute(select(contact)).one()
        assert (row.version, row.city_key, row.department) == (2, "rennes", "35")
        assert "rennes" in row.search


def test_a_new_address_forgets_what_came_back_from_the_old_one(any_ctx):
    [jo] = add(any_ctx, draft())
    with begin(any_ctx, act="test.bounce") as tx:
        for channel in ("email", "post"):
            row = {"contact_id": jo.id, "channel": channel, "kind": "hard", "on": date(2026, 1, 1)}
            tx.db.execute(insert(bounce).values(**row))
    with begin(any_ctx, act="test.change") as tx:
        changed = contact_writes.of_draft(jo.id, jo.reference, draft(email="new@example.org"))
        contact_writes.change(tx, changed, {"email": ("jo@example.org", "new@example.org")})
    with reading(any_ctx) as db:
        left = select(bounce.c.channel).where(bounce.c.cleared_on.is_(None))
        assert list(db.execute(left).scalars()) == ["post"]


def test_a_role_is_given_once(any_ctx):
    [jo] = add(any_ctx, draft(), roles=())
    with begin(any_ctx, act="test.role") as tx:
        assert contact_writes.add_role(tx.db, jo.id, Role.DONOR, date(2026, 1, 1))
        assert not contact_writes.add_role(tx.db, jo.id, Role.DONOR, date(2026, 6, 1))
    with reading(any_ctx) as db:
        assert len(db.execute(select(contact_role)).all()) == 1


def test_references_of_other_systems_lead_to_contacts(any_ctx):
    [jo] = add(any_ctx, draft())
    with begin(any_ctx, act="test.external") as tx:
        contact_writes.add_externals(tx.db, [(jo.id, "AH-1")])
    with reading(any_ctx) as db:
        assert contacts.by_external(db, ["AH-1", "AH-2"]) == {"AH-1": jo.id}


def test_who_is_erased_or_changed_is_found_by_the_words_of_today_only(any_ctx):
    jo, awa = add(any_ctx, draft(), draft(first_name="Awa", last_name="Diallo"))
    with begin(any_ctx, act="test.note") as tx:
        contact_notes.add(tx, awa, read_note("Préfère être appelée le matin", today=TODAY))
    moved = contact_writes.of_draft(jo.id, jo.reference, draft(city="Rennes", postcode="35000"))
    with begin(any_ctx, act="test.change") as tx:
        contact_writes.change(
            tx, moved, {"city": ("Redon", "Rennes"), "postcode": ("35600", "35000")}
        )
    with reading(any_ctx) as db:
        assert contacts.find(db, "redon", notes=True) == [awa]
        assert [one.id for one in contacts.find(db, "rennes")] == [jo.id]
        assert contacts.find(db, "diallo matin", notes=True) == [awa]
        assert contacts.find(db, "diallo matin") == []  # notes are not for everybody
    with begin(any_ctx, act="test.erase") as tx:
        erasure.erase(tx, [awa], {}, today=TODAY)
    with reading(any_ctx) as db:
        assert contacts.find(db, "diallo", notes=True) == []
        assert contacts.find(db, "matin", notes=True) == []


def test_the_words_of_an_older_base_are_found_once_it_is_brought_up_to_date(any_ctx):
    [jo] = add(any_ctx, draft())
    url = database_url(any_ctx.root)
    with engine(url, write=True).begin() as db:  # as a batch migration leaves it
        if db.dialect.name == "sqlite":
            for name in ("added", "changed", "gone"):
                db.exec_driver_sql(f"DROP TRIGGER contact_words_{name}")
        db.execute(update(contact).values(search="oubliee"))
    schema.upgrade(url)
    with reading(any_ctx) as db:
        assert [one.id for one in contacts.find(db, "oubliee")] == [jo.id]
        assert schema.differences(db) == []
