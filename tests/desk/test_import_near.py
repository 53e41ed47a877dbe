"""Rows about somebody known, written otherwise: recognised when it is sure, told when it is not."""

import pytest

from comptoir.desk import contact_imports
from comptoir.desk.contact_imports import import_file
from comptoir.store import contacts, reading

from make_contacts import add, draft, write

HEAD = "Nom;Prénom;Mél;Adresse;CP;Ville;Rôle\n"
ROAD = "3 r. du Canal;35600;Redon;adhérent\n"


def imported(ctx, *rows: str, dry_run: bool = False):
    return import_file(ctx, write(ctx.root, "liste.csv", HEAD + "".join(rows)), dry_run=dry_run)


@pytest.mark.parametrize(
    "row",
    [
        f"Le Bihann;Jo;jo@example.org;{ROAD}",  # a slip
        f"Jo;Le Bihan;jo@example.org;{ROAD}",  # exchanged
        f"Le Bihan-Roux;Jo;jo@example.org;{ROAD}",  # a married name
    ],
)
def test_another_writing_is_the_same_person_and_our_writing_of_the_name_stays(any_ctx, row):
    [jo] = add(any_ctx, draft())
    report = imported(any_ctx, row)
    assert (report.new, report.doubtful) == (0, 0)
    with reading(any_ctx) as db:
        [one] = contacts.many(db, contacts.all_ids(db))
        assert (one.id, one.first_name, one.last_name) == (jo.id, "Jo", "Le Bihan")
    assert imported(any_ctx, row).same == 1


def test_the_rest_of_the_row_is_kept(any_ctx):
    [jo] = add(any_ctx, draft(email=""))
    report = imported(any_ctx, f"Le Bihann;Jo;new@example.org;{ROAD}")
    assert report.changed == 1
    with reading(any_ctx) as db:
        assert contacts.many(db, [jo.id])[0].email == "new@example.org"


def test_the_first_name_is_a_veto_at_import_too(any_ctx):
    add(any_ctx, draft(first_name="Jean"))
    report = imported(any_ctx, f"Le Bihan;Jeanne;jo@example.org;{ROAD}")
    assert (report.new, report.doubtful) == (1, 0)


def test_what_is_not_sure_is_added_as_doubtful(any_ctx):
    add(any_ctx, draft(first_name="Jean"))
    report = imported(any_ctx, f"Le Bihan;J.;jo@example.org;{ROAD}")
    assert (report.new, report.doubtful) == (0, 1)


def test_a_row_that_may_be_two_people_is_neither(any_ctx):
    add(any_ctx, draft(), draft(first_name="JO", last_name="Le Biihan"))
    report = imported(any_ctx, f"Le Bihann;Jo;jo@example.org;{ROAD}")
    assert report.doubtful == 1


def test_a_long_list_is_matched_by_its_keys_alone(any_ctx, monkeypatch):
    add(any_ctx, draft())
    monkeypatch.setattr(contact_imports, "NEAR", 1)
    rows = (f"Le Bihann;Jo;jo@example.org;{ROAD}", f"Roux;Awa;;{ROAD}")
    report = imported(any_ctx, *rows, dry_run=True)
    assert report.new + report.doubtful == 2


def test_a_list_that_has_somebody_twice_adds_them_once(any_ctx):
    report = imported(
        any_ctx,
        f"Le Bihan;Jo;jo@example.org;{ROAD}",
        f"Roux;Awa;;{ROAD}",
        f"Le Bihann;Jo;jo@example.org;{ROAD}",  # the same, with a slip
        f"LE BIHAN;Jeanne;jo@example.org;{ROAD}",  # somebody else under one roof
    )
    assert (report.new, report.same + report.changed, report.doubtful) == (3, 1, 0)
    with reading(any_ctx) as db:
        assert len(contacts.all_ids(db)) == 3


def test_two_rows_of_a_list_that_may_be_one_person_are_told(any_ctx):
    report = imported(
        any_ctx, f"Le Bihan;Jean;jo@example.org;{ROAD}", f"Le Bihan;J.;jo@example.org;{ROAD}"
    )
    assert (report.new, report.doubtful) == (1, 1)


def test_a_list_is_compared_with_itself_across_the_blocks_it_is_written_in(any_ctx, monkeypatch):
    monkeypatch.setattr(contact_imports, "BLOCK", 1)
    rows = (f"Le Bihan;Jo;jo@example.org;{ROAD}", f"Le Bihann;Jo;jo@example.org;{ROAD}")
    assert imported(any_ctx, *rows).new == 1
    assert imported(any_ctx, *rows).same == 2
