"""Profiles as PostgreSQL roles: each is tried by connecting as it."""

from dataclasses import replace
from datetime import date

import psycopg
import pytest
from sqlalchemy import make_url

from comptoir.contacts.privacy import FIELD_CLASSES
from comptoir.desk import contact_edits, contact_files, databases
from comptoir.desk.consents import Proof, grant
from comptoir.desk.documents import adding
from comptoir.errors import RefusedError
from comptoir.profiles import PROFILES, Action, DataClass
from comptoir.store import grants
from comptoir.store.engine import database_url, engine
from comptoir.store.metadata import all_tables

from make_contacts import add, draft

on_postgres = pytest.mark.parametrize(
    "any_ctx", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
READS = {  # a question whose answer is of each class
    **{data: f"SELECT {name} FROM contact" for name, data in FIELD_CLASSES.items()},
    DataClass.CONSENT: "SELECT scope FROM consent_state",
    DataClass.NOTES: "SELECT text FROM contact_note",
    DataClass.SALE: "SELECT content FROM invoice",
    DataClass.LEDGER: "SELECT amount FROM posting",
    DataClass.ARCHIVE: "SELECT keep_until FROM archived_file",
}
CHANGES = {
    **{data: f"UPDATE contact SET {name} = {name}" for name, data in FIELD_CLASSES.items()},
    DataClass.CONSENT: "DELETE FROM consent_state WHERE false",
    DataClass.NOTES: "UPDATE contact_note SET done_on = done_on",
}


@pytest.fixture
def shared(any_ctx):
    """A base on PostgreSQL with Jo in it, shared out."""
    [jo] = add(any_ctx, draft(birth_date=date(1980, 5, 4)))
    proof = Proof(text="Oui.", method="papier", evidence="classeur 7")
    grant(any_ctx, jo.reference, purpose="lettre-infos", channel="email", proof=proof)
    contact_edits.note(any_ctx, jo.reference, "Préfère l’après-midi.")
    databases.grant(any_ctx)
    return any_ctx


def connected(ctx):
    url = make_url(database_url(ctx.root)).set(drivername="postgresql")
    return psycopg.connect(url.render_as_string(hide_password=False))


def allowed(ctx, profile, question):
    """Whether somebody who connects as a profile's role may ask this."""
    with connected(ctx) as db:
        db.execute(f'SET ROLE "comptoir_{profile}"')
        try:
            db.execute(question)
        except psycopg.errors.InsufficientPrivilege:
            return False
        finally:
            db.rollback()
    return True


@on_postgres
def test_each_role_reads_and_changes_what_its_profile_allows(shared):
    for name, profile in PROFILES.items():
        for action, questions in ((Action.SEE, READS), (Action.CHANGE, CHANGES)):
            for data, question in questions.items():
                held = allowed(shared, name, question)
                assert held is profile.may(data, action), (name, action, question)


@on_postgres
def test_what_fields_held_is_read_by_who_administers_alone(shared):
    question = "SELECT old FROM audit_value"
    assert [name for name in PROFILES if allowed(shared, name, question)] == ["own", "assistant"]
    assert not allowed(shared, "marketer", "SELECT told FROM contact")
    assert not allowed(shared, "marketer", "SELECT * FROM contact")
    assert allowed(shared, "marketer", "INSERT INTO sequence VALUES ('X', 1, 1)")
    assert not allowed(shared, "editor", "SELECT reference FROM contact")


@on_postgres
def test_filed_documents_are_read_by_their_circle(shared, tmp_path):
    own = replace(shared, actor=replace(shared.actor, profile="own"))
    for kind in ("statuts", "social"):
        paper = tmp_path / f"{kind}.txt"
        paper.write_text(kind)
        adding.add(own, adding.Adding(path=paper, kind=kind))
    with connected(shared) as db:
        counts = {}
        for name in ("own", "assistant", "marketer", "accountant"):
            db.execute(f'SET ROLE "comptoir_{name}"')
            counts[name] = db.execute("SELECT count(*) FROM filed_document").fetchone()[0]
    assert counts == {"own": 2, "assistant": 1, "marketer": 1, "accountant": 2}


@on_postgres
@pytest.mark.parametrize("profile", ["marketer", "accountant"])
def test_the_program_itself_works_as_a_role_and_shows_what_it_may_read(
    shared, monkeypatch, profile
):
    address = make_url(database_url(shared.root))
    mine = address.update_query_dict({"options": f"-c role=comptoir_{profile}"})
    monkeypatch.setenv("COMPTOIR_DATABASE_URL", mine.render_as_string(hide_password=False))
    ctx = replace(shared, actor=replace(shared.actor, profile=profile))
    seen = contact_files.show(ctx, "C-1")
    assert seen.contact.email == "jo@example.org" and seen.contact.birth_date is None
    assert (seen.notes, bool(seen.consents)) == ((), profile == "marketer")
    assert contact_files.find(ctx, "le bihan", limit=5).count == 1
    assert contact_edits.edit(ctx, "C-1", {"city": "Rennes"}).contact.city == "Rennes"
    own = replace(shared, actor=replace(shared.actor, profile="own"))  # the program would let it
    with pytest.raises(RefusedError, match="rôle PostgreSQL"):
        contact_edits.note(own, "C-1", "Rappelée.")
    for write in (False, True):
        engine(database_url(shared.root), write=write).dispose()


@on_postgres
def test_people_are_put_under_their_profile_and_moved_when_it_changes(shared):
    with connected(shared) as db:
        db.execute('DROP ROLE IF EXISTS "soizic"')
        db.execute('CREATE ROLE "soizic" LOGIN')
        db.commit()
    try:
        done = databases.grant(shared)
        assert done.members == ("soizic",) and "yannick" in done.absent
        path = shared.root / "comptoir.toml"
        text = path.read_text("utf-8").replace('profile = "assistant"', 'profile = "marketer"')
        path.write_text(text, "utf-8")
        databases.grant(shared)
        held = "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'soizic'::regrole"
        with connected(shared) as db:
            assert db.execute(held).fetchall() == [("comptoir_marketer",)]
    finally:
        with connected(shared) as db:
            db.execute('DROP ROLE "soizic"')


def test_a_file_has_no_roles(ctx):
    with pytest.raises(RefusedError, match="fichier"):
        databases.grant(ctx)


def test_every_table_has_its_readers():
    known = {*grants.TABLES, *grants.OF_SEGMENTS, *grants.TRAIL, "contact"}
    assert known == set(all_tables().tables), "say in store/grants.py who reads these"


@on_postgres
@pytest.mark.parametrize(
    ("table", "readers"),
    [
        ("event_ticket", ["own", "assistant", "marketer", "accountant"]),
        ("due_sending", ["own", "assistant", "marketer", "accountant"]),
        ("recurring", ["own", "assistant", "accountant"]),
        ("receipt_gift", ["own", "assistant", "accountant"]),
        ("mandate", ["own", "assistant", "accountant"]),
        ("direct_debit", ["own", "assistant", "accountant"]),
        ("contribution", ["own", "assistant", "accountant"]),
    ],
)
def test_tickets_debits_and_recurring_invoices_are_read_by_who_works_on_them(
    shared, table, readers
):
    assert [n for n in PROFILES if allowed(shared, n, f"SELECT * FROM {table}")] == readers


def test_what_only_who_administers_reads():
    for name, profile in PROFILES.items():
        told = " ".join(grants.statements(profile))
        administers = profile.may(DataClass.BASE, Action.ADMINISTER)
        assert (" ON breach_entry TO " in told) is administers, name
