"""Contacts leave in the columns of another program, and come back from them the same."""

import csv
import shutil
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from comptoir.contacts.model import ContactKind, Role
from comptoir.contacts.programs.program import programs
from comptoir.context import Actor
from comptoir.desk import contact_files
from comptoir.desk import contacts as desk
from comptoir.errors import InputError
from comptoir.store import reading
from comptoir.store.tables.contacts import contact

from make import context_on
from make_contacts import add, draft

PEOPLE = (
    draft(birth_date=date(1980, 2, 28), phone="+33199004040", mobile="+33639981234"),
    draft(first_name="Anne-Marie", last_name="de La Tour", email="am@example.org",
          address_2="Bâtiment B", civility="Mme"),
    draft(first_name="Ólafur", last_name="O’Brien-Núñez", email="", postcode="01000",
          city="Bourg-en-Bresse"),
    draft(kind=ContactKind.ORGANISATION, first_name="", last_name="",
          organisation="Café « Inventé » ; bar", email="cafe@example.org"),
)  # fmt: skip
GIVEN = {"source": "autre logiciel", "source_on": "2026-11-24"}


@pytest.fixture
def two(ctx, project_dir, empty_base, tmp_path):
    """A project with contacts, and another without any."""
    add(ctx, *PEOPLE)
    there = tmp_path / "ailleurs"
    shutil.copytree(project_dir, there)
    shutil.copy(empty_base, there / "var" / "comptoir.db")
    return ctx, context_on(there)


def everybody(ctx):
    with reading(ctx) as db:
        return list(db.execute(select(contact).order_by(contact.c.id)).mappings())


@pytest.mark.parametrize("name", sorted(programs()))
def test_who_leaves_for_a_program_comes_back_the_same(two, name):
    here, there = two
    made = desk.export(here, purpose="autre logiciel", program=name)
    assert made.rows == len(PEOPLE) and made.how
    report = desk.import_file(there, here.root / made.path, given=GIVEN)
    assert (report.new, report.rejected) == (len(PEOPLE), 0)
    kept = ("kind", "email", "postcode", "city", "country")
    for before, after in zip(everybody(here), everybody(there), strict=True):
        assert [after[one] for one in kept] == [before[one] for one in kept]
        names = ("first_name", "last_name", "organisation")
        assert [after[one].lower() for one in names] == [before[one].lower() for one in names]
        assert after["street"].startswith(before["street"])
    again = desk.import_file(there, here.root / made.path, given=GIVEN)
    assert (again.new, again.rejected) == (0, 0)


def test_what_a_profile_may_not_see_leaves_an_empty_cell(two):
    here, _ = two
    blind = replace(here, actor=Actor("soizic", "Cabinet", "accountant"))
    made = desk.export(blind, purpose="essai", program="galette")
    rows = csv.DictReader((here.root / made.path).open(encoding="utf-8"), delimiter=";")
    assert {row["ddn_adh"] for row in rows} == {""}
    assert "birth_date" in made.hidden


def test_a_program_that_is_not_known_is_named_with_the_nearest(two):
    with pytest.raises(InputError, match="galette"):
        desk.export(two[0], purpose="essai", program="galete")
    with pytest.raises(InputError, match="CSV"):
        desk.export(two[0], purpose="essai", program="odoo", editable=True)


def test_roles_follow_where_the_program_knows_them(two):
    here, there = two
    add(here, draft(first_name="Léa", last_name="Roux", email="lea@example.org"),
        roles=(Role.PARTNER,))  # fmt: skip
    made = desk.export(here, purpose="essai", program="dolibarr")
    desk.import_file(there, here.root / made.path, given=GIVEN)
    shown = contact_files.show(there, everybody(there)[-1]["reference"])
    assert [one.role for one in shown.roles] == [Role.PARTNER]
