"""Keeping a contact up to date: fields, roles with their history, relations, notes."""

from dataclasses import replace
from datetime import date

import pytest

from comptoir.contacts.model import Civility, ContactKind
from comptoir.context import Context
from comptoir.desk import contact_edits, contact_files
from comptoir.desk.contact_edits import Change, Edited
from comptoir.desk.due import due
from comptoir.errors import InputError
from comptoir.store import chain, reading
from comptoir.store.tables.audit import audit_event

from make_contacts import add, draft

OFFICE = draft(
    first_name="", last_name="", organisation="Mairie Inventée", email="",
    kind=ContactKind.ORGANISATION,
)  # fmt: skip


@pytest.fixture
def base(any_ctx: Context) -> Context:
    add(any_ctx, draft(), draft(first_name="Yann", email="yann@example.org"), OFFICE)
    return any_ctx


def edit(
    ctx: Context, reference: str = "C-1", *, change: Change | None = None, **values: str
) -> Edited:
    return contact_edits.edit(ctx, reference, values, change)


def test_what_is_given_changes_and_what_is_empty_goes(base):
    done = edit(base, email="Nouvelle@Example.org", street="", civility="Mme", mobile="0639981234")
    assert set(done.changes) == {
        "mél : jo@example.org → nouvelle@example.org", "adresse : 3 rue du Canal → (vide)",
        "civilité : (vide) → Mme", "portable : (vide) → +33639981234",
    }  # fmt: skip
    found = contact_files.show(base, "C-1").contact
    assert (found.email, found.street, found.civility, found.city) == (
        "nouvelle@example.org", "", Civility.MADAM, "Redon",
    )  # fmt: skip
    assert found.version == 2
    assert contact_files.find(base, "nouvelle@", limit=5).count == 1
    with reading(base) as db:
        assert chain.verify(db, audit_event).holds


def test_nothing_to_change_changes_nothing(base):
    assert edit(base, email="jo@example.org").changes == ()
    assert contact_files.show(base, "C-1").contact.version == 1


def test_somebody_who_works_somewhere_stays_somebody(base):
    edit(base, organisation="Mairie Inventée")
    assert contact_files.show(base, "C-1").contact.kind is ContactKind.PERSON


@pytest.mark.parametrize(
    ("reference", "values", "words"),
    [
        ("C-1", {"email": "jo@"}, "adresse mél"),
        ("C-1", {"birth_date": "hier"}, "date"),
        ("C-1", {"postcode": "356OO"}, "cinq chiffres"),
        ("C-1", {"first_name": "", "last_name": "", "email": ""}, "nommerait"),
        ("C-3", {"organisation": ""}, "organisme"),
        ("C-42", {"phone": ""}, "C-000042"),
    ],
)
def test_a_wrong_value_changes_nothing(base, reference, values, words):
    with pytest.raises(InputError, match=words):
        edit(base, reference, city="Rennes", **values)
    assert contact_files.show(base, "C-1").contact.city == "Redon"


def test_row_04_roles_keep_their_history(base):
    edit(base, change=Change(end_role="adhérent", on="31/08/2026"))
    edit(base, change=Change(roles="bénévole", on="01/09/2026"))
    held = contact_files.show(base, "C-1").roles
    assert [(one.role.value, one.since, one.until) for one in held] == [
        ("member", date(2025, 9, 1), date(2026, 8, 31)), ("volunteer", date(2026, 9, 1), None),
    ]  # fmt: skip
    assert edit(base, change=Change(roles="bénévole")).changes == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change(roles="bénévol"), "bénévole"),
        (Change(relate="employer1:C-2"), "employeur"),
        (Change(relate="foyer"), "foyer:C-000012"),
        (Change(relate="foyer:C-1"), "soi-même"),
        (Change(roles="bénévole", on="hier"), "date"),
    ],
)
def test_an_unknown_role_or_relation_says_what_is_expected(base, change, words):
    with pytest.raises(InputError, match=words):
        edit(base, change=change)


def test_relations_are_seen_from_both_and_end(base):
    edit(base, change=Change(relate="foyer:C-2, employeur:C-3"))
    edit(base, "C-2", change=Change(relate="responsable légal:C-1"))
    assert edit(base, "C-2", change=Change(relate="foyer:C-1")).changes == ()  # both ways already

    def ties(reference: str) -> list[tuple[str, str, bool]]:
        found = contact_files.show(base, reference).relations
        return [(one.word, one.other.reference, one.until is None) for one in found]

    assert ties("C-1") == [
        ("foyer", "C-000002", True), ("employeur", "C-000003", True),
        ("représente", "C-000002", True),
    ]  # fmt: skip
    assert ties("C-3") == [("emploie", "C-000001", True)]
    edit(base, "C-2", change=Change(unrelate="foyer:C-1"))
    assert ties("C-2")[0] == ("foyer", "C-000001", False)


def test_tags_come_and_go(base):
    edit(base, change=Change(tags="Vélo, couture"))
    edit(base, change=Change(untag="vélo"))
    assert contact_files.show(base, "C-1").tags == ("couture",)


def test_row_14_a_note_is_found_reminds_and_is_never_changed(base):
    text = "Préfère l’après-midi.\nÀ rappeler le 12/12/2026 #accueil"
    done = contact_edits.note(base, "C-1", text)
    assert (done.follow_up_on, done.tags) == (date(2026, 12, 12), ("accueil",))
    found = contact_files.find(base, "apres-midi", limit=5).contacts
    assert [one.reference for one in found] == ["C-000001"]
    assert contact_files.find(base, "le bihan préfère", limit=5).count == 1
    assert "Recontacter C-000001" in [task.what for task in due(base, within=30)]
    contact_edits.note(base, "C-1", "Rappelée, tout va bien.")
    first = contact_files.show(base, "C-1").notes[1]
    assert "après-midi" in first.text and first.done_on == base.today
    assert "Recontacter C-000001" not in [task.what for task in due(base, within=30)]


def test_a_note_that_tells_too_much_is_said(base):
    assert contact_edits.note(base, "C-1", "Diabète, suivi MDPH").sensitive == ("la santé",)
    with pytest.raises(InputError, match="vide"):
        contact_edits.note(base, "C-1", "  \n")


def test_who_may_not_read_notes_neither_reads_nor_finds_them(base):
    contact_edits.note(base, "C-1", "Préfère l’après-midi.")
    marketer = replace(base, actor=replace(base.actor, profile="marketer"))
    assert contact_files.show(marketer, "C-1").notes == ()
    assert contact_files.find(marketer, "apres-midi", limit=5).count == 0
