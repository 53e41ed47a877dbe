"""A sheet goes out, is edited, comes back: only what its editor changed is changed."""

import csv
from pathlib import Path

import pytest

from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk import contacts as desk
from comptoir.desk.contact_imports import ImportReport, import_file
from comptoir.desk.import_undo import undo
from comptoir.store import begin, contact_writes, contacts, holdings, reading

from make_contacts import add, draft


def out(ctx: Context, kind: str = "csv") -> Path:
    made = desk.export(ctx, purpose="corrections", kind=kind, editable=True)
    return ctx.root / made.path


def rows(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


def back(ctx: Context, edited: list[dict[str, str]], **options: bool) -> ImportReport:
    path = ctx.root / "corrige.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, edited[0], delimiter=";")
        writer.writeheader()
        writer.writerows(edited)
    return import_file(ctx, path, **options)


def held(ctx: Context, reference: str = "C-1") -> Contact:
    with reading(ctx) as db:
        return contacts.by_reference(db, reference)


def change(ctx: Context, one: Contact, **fields: str) -> None:
    """Somebody else changes the base meanwhile."""
    from dataclasses import replace

    made = {name: (getattr(one, name), new) for name, new in fields.items()}
    with begin(ctx, act="test.change") as tx:
        contact_writes.change(tx, replace(one, **fields), made)


@pytest.fixture
def base(any_ctx: Context) -> Context:
    add(any_ctx, draft(mobile="+33639981234", postcode="01000"), draft(first_name="Yann", email=""))
    with begin(any_ctx, act="test.tag") as tx:
        contact_writes.add_tags(tx.db, [(1, "vélo"), (1, "couture")])
    return any_ctx


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_row_17_a_sheet_that_comes_back_as_it_went_changes_nothing(base, kind):
    report = import_file(base, out(base, kind))
    assert (report.rows_in, report.same, report.batch) == (2, 2, 0)


def test_only_changed_cells_apply(base):
    sheet = rows(out(base))
    change(base, held(base), city="Rennes")  # not edited in the sheet: stays
    sheet[0]["mél"], sheet[0]["étiquettes"] = "nouvelle@example.org", "vélo, chorale"
    report = back(base, sheet)
    assert (report.changed, report.same, report.doubtful) == (1, 1, 0)
    one = held(base)
    assert (one.email, one.city) == ("nouvelle@example.org", "Rennes")
    with reading(base) as db:
        assert set(holdings.tags(db, [1])[1]) == {"vélo", "chorale"}
    undo(base, report.batch)
    assert held(base).email == "jo@example.org"
    with reading(base) as db:
        assert set(holdings.tags(db, [1])[1]) == {"vélo", "couture"}


def test_a_cell_changed_on_both_sides_is_doubtful_and_left(base):
    sheet = rows(out(base))
    change(base, held(base), city="Rennes")
    sheet[0]["ville"], sheet[0]["adresse"] = "Vannes", "9 quai Neuf"
    seen = back(base, sheet, dry_run=True)
    assert seen.differences[0].changes == ("adresse : 3 rue du Canal → 9 quai Neuf",
                                           "ville : changé des deux côtés")  # fmt: skip
    report = back(base, sheet)
    assert (report.changed, report.doubtful, report.conflicts) == (0, 1, 1)
    assert (held(base).city, held(base).street) == ("Rennes", "9 quai Neuf")
    assert report.review_file


def test_only_a_conflict_writes_nothing(base):
    sheet = rows(out(base))
    change(base, held(base), city="Rennes")
    sheet[0]["ville"] = "Vannes"
    assert back(base, sheet).batch == 0


def test_an_emptied_cell_empties_and_a_missing_row_or_column_deletes_nothing(base):
    sheet = rows(out(base))
    del sheet[1]
    sheet[0]["portable"] = ""
    for row in sheet:
        del row["adresse"]
    report = back(base, sheet)
    assert (report.rows_in, report.changed) == (1, 1)
    one = held(base)
    assert (one.mobile, one.street) == ("", "3 rue du Canal")
    assert held(base, "C-2").first_name == "Yann"


def test_a_cell_that_cannot_be_read_changes_nothing(base):
    sheet = rows(out(base))
    sheet[0]["date de naissance"] = "hier"
    report = back(base, sheet)
    assert (report.same, len(report.remarks)) == (2, 1)


def test_a_row_typed_below_is_somebody_new(base):
    sheet = rows(out(base))
    sheet.append(
        dict.fromkeys(sheet[0], "")
        | {"nom": "Roux", "prénom": "Awa", "origine": "salon", "date d’origine": "01/09/2026"}
    )
    report = back(base, sheet)
    assert (report.new, report.same) == (1, 2)


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ("référence", "C-999999", "pas dans la base"),
        ("empreinte", "1.abcd", "empreinte"),
        ("mél", "jo@", "adresse mél"),
    ],
)
def test_a_row_that_is_broken_is_rejected(base, cell, value, words):
    sheet = rows(out(base))
    sheet[0][cell] = value
    report = back(base, sheet)
    assert report.rejected == 1 and words in report.rejects[0].reasons[0]


def test_what_a_profile_may_not_see_is_not_in_its_sheet(base):
    from dataclasses import replace

    marketer = replace(base, actor=replace(base.actor, profile="marketer"))
    sheet = rows(out(marketer))
    assert "date de naissance" not in sheet[0]
    assert back(marketer, sheet).same == 2
