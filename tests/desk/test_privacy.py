"""The rights of people: access, erasure, restriction, requests and their clock, breaches."""

import csv
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from comptoir.consent import ConsentEvent, EventKind
from comptoir.contacts.model import Role
from comptoir.context import Actor
from comptoir.desk import audits, contact_files, contacts, person_access
from comptoir.desk.consents import Proof, grant, object_to, withdraw
from comptoir.desk.documents import adding
from comptoir.errors import RefusedError
from comptoir.store import begin, consents, imports, merges, personal, reading
from comptoir.store.consents import NewEvent
from comptoir.store.contacts import by_reference
from comptoir.store.metadata import all_tables
from comptoir.store.sequences import next_references
from comptoir.store.tables.audit import audit_value
from comptoir.store.tables.consents import consent_event_value, suppression
from comptoir.store.tables.contacts import contact, contact_fact, contact_tag

from make_books import JO, sell, shop
from make_contacts import TODAY, add, draft

SECRETS = ("Jo", "Le Bihan", "jo@example.org", "3 rue du Canal", "classeur 7", "192.0.2.44")


@pytest.fixture
def run(any_ctx, comptoir):
    def command(*arguments, code=0):
        return comptoir(
            "privacy", *arguments, "--json", "--yes", "--project", str(any_ctx.root), code=code
        )

    return command


@pytest.fixture
def jo(any_ctx):
    """Jo, who said yes then no, with a tag, a fact, an import and a changed address."""
    ana = draft(first_name="Ana", last_name="Tanguy", email="ana@example.org", street="9 quai Neuf")
    [one, _] = add(any_ctx, draft(mobile="+33639980112"), ana)
    proof = Proof(text="Oui.", method="papier", evidence="classeur 7", ip="192.0.2.44")
    grant(any_ctx, one.reference, purpose="lettre-infos", channel="email", proof=proof,
          on=date(2026, 3, 1))  # fmt: skip
    withdraw(any_ctx, one.reference, purpose="lettre-infos", channel="email", proof=Proof())
    object_to(any_ctx, one.reference, to="commercial", channel="*", proof=Proof())
    with begin(any_ctx, act="test.extra") as tx:
        tx.db.execute(contact_tag.insert().values(contact_id=one.id, tag="couture"))
        tx.db.execute(contact_fact.insert().values(contact_id=one.id, name="metier", value="Jo"))
        tx.db.execute(all_tables().tables["import_batch"].insert().values(
            id=1, at=tx.now, login="soizic", file="liste.csv", sha256="0"))  # fmt: skip
        detail = json.dumps({"fields": {"city": ["Le Bihan-ville", "Redon"]}, "like": "C-000002"})
        imports.add_changes(tx.db, 1, [imports.Change(one.id, 2, "changed", detail)])
    return one


def whole_base(any_ctx) -> str:
    """Every value of every table, as text."""
    with reading(any_ctx) as db:
        tables = all_tables().sorted_tables
        return "\n".join(str(row) for table in tables for row in db.execute(select(table)))


# Access


def test_row_70_a_person_gets_one_archive_of_everything_and_is_erased(any_ctx, jo, run):
    done = run("access", jo.reference).json
    path = any_ctx.root / done["path"]
    assert path.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        data = json.loads(archive.read("donnees.json"))["data"]
        whole = b"".join(archive.read(name) for name in names if not name.endswith(".pdf"))
        assert archive.read("vos-donnees.pdf").startswith(b"%PDF")
        [fact] = list(csv.DictReader(
            archive.read("tableaux/informations-complementaires.csv").decode("utf-8-sig")
            .splitlines(), delimiter=";"))  # fmt: skip
    for secret in SECRETS:
        assert secret.encode() in whole, secret
    assert fact["nom"] == "metier"
    assert [event["kind"] for event in data["consent_event"]] == [
        "granted",
        "withdrawn",
        "objected",
    ]
    assert data["consent_event"][0]["text"] == "Oui."
    for other in (b"Ana", b"ana@example.org", b"C-000002"):
        assert other not in whole
    assert run("erase", jo.reference).json["plan"]["files"] == [done["path"]]
    assert not path.exists()


def test_a_profile_that_does_not_see_everything_makes_no_partial_copy(any_ctx, jo):
    marketer = replace(any_ctx, actor=Actor("ti", "Ti", "marketer"))
    with pytest.raises(RefusedError):
        person_access.copy(marketer, jo.reference)


def test_every_table_that_names_a_contact_is_known_to_access_and_to_erasure():
    """A new table is erased unless somebody writes why it is kept."""
    tables = {holder.table.name for holder in personal.holders()}
    assert set(personal.KEPT) <= tables
    personal_words = {"first_name", "last_name", "email", "street", "birth_date", "phone"}
    for table in all_tables().sorted_tables:
        if personal_words & set(table.c.keys()):
            assert table.name == "contact" or table.name in tables


# Erasure


def test_nothing_of_an_erased_person_is_left_in_the_base(any_ctx, jo, run):
    assert "Le Bihan-ville" in whole_base(any_ctx)
    done = run("erase", jo.reference).json
    assert done["objections"] > 0
    left = whole_base(any_ctx)
    assert "ana@example.org" in left
    for secret in (*SECRETS[1:], "'Jo'", "couture", "metier", "+33639980112"):
        assert secret not in left, secret
    with reading(any_ctx) as db:
        assert db.execute(select(consent_event_value)).first() is None
        row = db.execute(select(contact).where(contact.c.id == jo.id)).one()
    assert (row.reference, row.last_name, row.email) == (jo.reference, "", "")
    assert row.erased_at is not None
    assert all(verdict.holds for verdict in audits.verify(any_ctx))
    assert run("erase", jo.reference, code=2).json["errors"]


def test_audit_values_of_an_erased_person_go_and_others_stay(any_ctx, jo, run):
    run("erase", jo.reference)
    with reading(any_ctx) as db:
        values = [row.new for row in db.execute(select(audit_value))]
    assert "ana@example.org" in values
    assert "jo@example.org" not in values


def test_an_objection_outlives_the_person_and_meets_them_again(any_ctx, jo, run, comptoir):
    run("erase", jo.reference)
    with reading(any_ctx) as db:
        kept = {row.purpose_class for row in db.execute(select(suppression))}
    assert kept == {"commercial", "associative"}  # the letter they left is of that class
    [again] = add(any_ctx, draft())
    asked = ("consent", "show", again.reference, "--explain", "--project", str(any_ctx.root))
    offers = comptoir(*asked, "--purpose", "offres", "--channel", "post")
    assert "liste d’opposition" in offers.out
    gifts = comptoir(*asked, "--purpose", "dons", "--channel", "email")
    assert "liste d’opposition" in gifts.out
    dues = comptoir(*asked, "--purpose", "cotisations", "--channel", "email")
    assert dues.out.startswith("Oui")


def test_the_books_are_whole_and_archived_after_an_erasure(any_ctx, run, comptoir):
    shop(any_ctx)
    number = sell(any_ctx)
    refused = run("erase", JO, code=3).json
    assert number in refused["errors"][0]["found"]  # to be paid first
    comptoir("payment", "record", "--from", JO, "--amount", "39.00", "--method", "cheque",
             "--invoice", number, "--project", str(any_ctx.root), code=0)  # fmt: skip
    [quote, invoice] = sorted(run("erase", JO).json["plan"]["kept"], key=lambda k: k["what"],
                              reverse=True)  # fmt: skip
    assert (quote["what"], invoice["numbers"], invoice["until"]) == (
        "quote",
        [number],
        "2036-12-31",
    )
    assert comptoir("ledger", "check", "--project", str(any_ctx.root), code=0)
    assert all(verdict.holds for verdict in audits.verify(any_ctx))
    show = ("invoice", "show", number, "--project", str(any_ctx.root))
    assert "archivé" in comptoir(*show, code=3).err  # the assistant does not read archives
    assert "Jo Le Bihan" in comptoir(*show, code=0, COMPTOIR_LOGIN="yannick").out
    listed = ("invoice", "list", "--project", str(any_ctx.root))
    assert number in comptoir(*listed).out
    assert number not in comptoir(*listed, COMPTOIR_LOGIN="soizic").out


def test_recipients_to_tell_are_named(any_ctx, jo, run):
    contacts.export(any_ctx, purpose="envoi des reçus", recipient="Imprimerie FICTIVE")
    done = run("erase", jo.reference).json
    assert done["plan"]["told"][0]["recipient"] == "Imprimerie FICTIVE"
    assert len(done["plan"]["files"]) == 1  # the export named Jo


def test_messages_of_an_erased_person_leave_the_outbox(any_ctx, jo, run):
    folder = any_ctx.var / "outbox" / "lettre"
    folder.mkdir(parents=True)
    (folder / "M-000001.eml").write_text("To: jo@example.org", "utf-8")
    (folder / "M-000002.eml").write_text("To: ana@example.org", "utf-8")
    with begin(any_ctx, act="test.queue") as tx:
        tables = all_tables().tables
        tx.db.execute(tables["campaign_run"].insert().values(
            id=1, campaign="lettre", channel="email", purpose="dons", purpose_class="associative",
            segment="tous", segment_size=2, segment_hash="", source="{}", source_hash="",
            everyone=False, on=TODAY, queued_at=tx.now, login="soizic"))  # fmt: skip
        for number, who in enumerate((1, 2), 1):
            tx.db.execute(tables["outbox"].insert().values(
                run_id=1, campaign="lettre", channel="email", contact_id=who, position=number,
                reference=f"M-{number:06d}", state="queued", reason="associative", basis="",
                updated_at=tx.now))  # fmt: skip
    assert run("erase", jo.reference).json["stopped"] == 1
    assert [path.name for path in folder.iterdir()] == ["M-000002.eml"]


# Restriction, requests


def test_a_restriction_stops_every_message_but_those_that_are_due(any_ctx, jo, run, comptoir):
    run("restrict", jo.reference, code=2)
    run("restrict", jo.reference, "--because", "adresse contestée")
    asked = (
        "consent", "show", jo.reference, "--explain", "--channel", "email",
        "--project", str(any_ctx.root),
    )  # fmt: skip
    assert "limitation" in comptoir(*asked, "--purpose", "dons").out
    assert comptoir(*asked, "--purpose", "cotisations").out.startswith("Oui")
    run("restrict", jo.reference, "--because", "encore", code=3)
    run("restrict", jo.reference, "--because", "corrigée", "--lift")
    assert run("list", "--all").json["requests"][0]["right"] == "restriction"


def test_a_request_has_one_month_and_is_due(any_ctx, jo, run, comptoir):
    made = run("request", jo.reference, "--right", "accès", "--on", "2026-11-02").json
    assert (made["number"], made["due_on"]) == ("DD-2026-0001", "2026-12-02")
    told = comptoir("due", "--json", "--project", str(any_ctx.root)).json["due"]
    [task] = [one for one in told if "DD-2026-0001" in one["what"]]
    assert task["on"] == "2026-11-22"  # twenty days later, ten before the end
    run("access", jo.reference)
    assert run("list").json["requests"] == []
    run("answer", made["number"], "--said", "encore", code=3)


def test_a_request_may_be_extended_once_and_in_time(any_ctx, jo, run):
    number = run("request", jo.reference, "--right", "rectification").json["number"]
    run("extend", number, code=2)
    assert run("extend", number, "--because", "trois bases à relire").json["due_on"] == "2027-02-24"
    run("extend", number, "--because", "encore", code=3)
    assert run("answer", number, "--said", "adresse corrigée").json["answered_on"] == "2026-11-24"
    late = run("request", jo.reference, "--right", "access", "--on", "2026-09-01").json
    run("extend", late["number"], "--because", "tard", code=3)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("request", "C-000001", "--right", "acces"), "droit"),
        (("request", "C-000001", "--right", "accès", "--on", "2031-01-01"), "à venir"),
        (("request", "C-000099", "--right", "accès"), "référence"),
        (("answer", "DD-2026-0009", "--said", "oui"), "DD-2026-0009"),
        (("erase", "C-000099"), "référence"),
        (("breach", "VD-2026-0009", "--nature", "vol"), "registre"),
        (("breach", "--nature", "vol", "--risk", "fort"), "risque"),
        (("breach", "--nature", "vol", "--known-at", "hier"), "date"),
        (("breach", "--measures", "rien"), "ce qui s’est passé"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said(any_ctx, jo, run, arguments, said):
    assert said in run(*arguments, code=2).json["errors"][0]["found"]


# Breaches


def test_a_breach_has_72_hours_and_a_list_of_what_is_left(any_ctx, run):
    known = f"{any_ctx.local(datetime.now(UTC) - timedelta(hours=10)):%Y-%m-%d %H:%M}"
    made = run("breach", "--nature", "ordinateur volé", "--known-at", known).json
    assert made["hours_left"] in (61, 62)
    left = [item["what"] for item in made["checklist"] if not item["done"]]
    assert any("CNIL" in what for what in left)
    done = run(
        "breach", made["number"], "--people", "600 adhérents", "--data", "coordonnées",
        "--consequences", "hameçonnage", "--measures", "mots de passe changés", "--risk", "high",
        "--authority-told-at", known, "--persons-told-at", known,
    ).json  # fmt: skip
    assert done["hours_left"] is None
    assert all(item["done"] for item in done["checklist"])


def test_without_risk_nobody_is_to_be_told_and_the_register_keeps_all(any_ctx, run):
    number = run("breach", "--nature", "clé perdue, chiffrée", "--risk", "none").json["number"]
    run("breach", number, "--nature", "clé perdue puis retrouvée")
    [one] = run("breach").json["breaches"]
    assert one["hours_left"] is None
    assert one["said"]["nature"] == "clé perdue puis retrouvée"
    verdicts = {verdict.chain: verdict for verdict in audits.verify(any_ctx)}
    assert verdicts["breach_entry"].rows == 4  # both natures are there


def test_an_access_is_noted_with_its_purpose(any_ctx, jo, run):
    run("access", jo.reference)
    with reading(any_ctx) as db:
        rows = db.execute(select(all_tables().tables["access_log"])).all()
    assert (rows[-1].act, rows[-1].purpose) == ("privacy.access", "droit d’accès")


def test_a_register_says_what_is_declared_and_what_is_held(any_ctx, jo, run):
    done = run("register").json
    assert (any_ctx.root / done["path"]).read_bytes().startswith(b"%PDF")
    assert ["rôle adhérent", 2] in done["held"]
    assert any("metier" in gap for gap in done["gaps"])


def events(any_ctx, one, kind, on):
    with begin(any_ctx, act="test.said") as tx:
        event = ConsentEvent(kind=kind, scope="offres", channel="email", on=on)
        consents.record(tx, [NewEvent(contact_id=one.id, event=event, method="papier")])


# Retention


def test_row_42_each_contact_has_one_outcome_and_apply_leaves_the_books(any_ctx, run, comptoir):
    shop(any_ctx)
    with begin(any_ctx, act="test.series") as tx:
        next_references(tx.db, "C", 3)  # the shop's people took theirs by hand
    old = draft(email="vieux@example.org", source_on=date(2020, 1, 1))
    said = replace(old, email="dit@example.org")
    [_, spoke] = add(any_ctx, old, said, roles=())
    events(any_ctx, spoke, EventKind.GRANTED, date(2026, 5, 1))
    found = run("retention").json
    fates = {one["reference"]: one["outcome"]["fate"] for one in found["contacts"]}
    assert found["total"] == len(fates) == 5
    assert fates["C-000004"] == "erase"
    assert fates["C-000005"] == "keep"  # the person spoke since
    run("request", "C-000004", "--right", "accès")
    blocked = {one["reference"]: one["outcome"] for one in run("retention").json["contacts"]}
    assert (blocked["C-000004"]["fate"], blocked["C-000004"]["rule"]) == ("blocked", "CTC014")
    run("answer", "DD-2026-0001", "--said", "copie remise")
    assert run("retention", "--apply").json["applied"]
    left = {one["reference"] for one in run("retention").json["contacts"]}
    assert left == set(fates) - {"C-000004"}
    with reading(any_ctx) as db:
        [log] = db.execute(select(all_tables().tables["purge_log"])).all()
    assert (log.rule, log.outcome, log.count) == ("RET001", "erase", 1)
    assert all(verdict.holds for verdict in audits.verify(any_ctx))
    comptoir("ledger", "check", "--project", str(any_ctx.root), code=0)


def test_a_public_body_erases_nothing_without_its_visa(any_ctx, run):
    path = any_ctx.root / "legal" / "organisation.toml"
    path.write_text(path.read_text("utf-8").replace('kind = "association"', 'kind = "public-body"'))
    add(any_ctx, draft(source_on=date(2020, 1, 1)), roles=())
    [one] = run("retention", "--apply").json["contacts"]
    assert (one["outcome"]["fate"], one["outcome"]["rule"]) == ("blocked", "RET023")
    assert "visa" in one["outcome"]["why"]
    assert run("retention", "--apply", "--visa", "AD35-2026-17").json["applied"]


# What came by other ways


def test_what_was_merged_or_received_goes_too(any_ctx, jo, run):
    tables = all_tables().tables
    [other] = add(any_ctx, draft(first_name="Joël", email="joel@example.org"))
    with begin(any_ctx, act="test.forms") as tx:
        tx.db.execute(tables["inbox_entry"].insert().values(
            entry="0" * 32, kind="form", form="contact", at=tx.now, taken_at=tx.now,
            said='{"message": "Appelez-moi au fournil"}', agreements="[]", ip="192.0.2.45",
            contact_id=jo.id))  # fmt: skip
    with begin(any_ctx, act="contact.merge") as tx:
        merges.merge(tx, by_reference(tx.db, jo.reference), other, today=TODAY)
    assert "joel@example.org" in whole_base(any_ctx)
    run("erase", jo.reference)
    left = whole_base(any_ctx)
    for secret in ("joel@example.org", "fournil", "192.0.2.45"):
        assert secret not in left, secret
    assert "0" * 32 in left  # so that it is not taken in again
    assert all(verdict.holds for verdict in audits.verify(any_ctx))


# What is read or leaves is noted, and forgotten in time


def test_old_exports_and_old_accesses_are_forgotten(any_ctx, jo):
    folder = any_ctx.var / "exports"
    folder.mkdir(parents=True)
    old, young = "contacts-20261110-093000.csv", "contacts-20261120-093000-2.csv"
    for name in (old, young, "FEC20261231.txt"):
        (folder / name).write_text("x", "utf-8")
    last_year = replace(any_ctx, now=lambda: any_ctx.now() - timedelta(days=400))
    contact_files.show(last_year, jo.reference)
    contacts.export(any_ctx, purpose="envoi", recipient="Imprimerie FICTIVE")
    left = sorted(path.name for path in folder.iterdir())
    assert left == [
        "FEC20261231.txt", "contacts-20261120-093000-2.csv", "contacts-20261124-093000.csv",
    ]  # fmt: skip
    with reading(any_ctx) as db:
        [row] = db.execute(select(all_tables().tables["access_log"])).all()
    assert (row.act, row.purpose) == ("contact.export", "envoi")
    assert row.recipient == "Imprimerie FICTIVE"
    assert row.rows == 2


def test_a_file_that_is_held_is_neither_erased_nor_purged_and_says_why(any_ctx, comptoir):
    [old] = add(any_ctx, draft(source_on=date(2019, 1, 1)), roles=[Role.PROSPECT])

    def run(*words, code=0):
        return comptoir("privacy", *words, "--yes", "--project", str(any_ctx.root), code=code)

    assert "à quel jour" in run("freeze", old.reference, "--because", "litige", code=2).err
    run("freeze", old.reference, "--until", "2027-06-30", "--because", "litige avec un voisin")
    refused = run("erase", old.reference, code=3).err
    assert "litige avec un voisin" in refused and "30 juin 2027" in refused
    [group] = run("retention", "--json").json["groups"]
    assert (group["fate"], group["rule"]) == ("blocked", "RET022")
    assert "litige avec un voisin" in group["example"]
    told = comptoir("due", "--json", "--within", "365", "--project", str(any_ctx.root)).json["due"]
    assert any(old.reference in one["what"] and one["on"] == "2027-06-30" for one in told)
    run("freeze", old.reference, "--lift")
    assert "n’est pas gelé" in run("freeze", old.reference, "--lift", code=3).err
    assert run("erase", old.reference)


def test_a_document_kept_for_a_dispute_holds_the_file_of_its_person(any_ctx, jo, run):
    paper = any_ctx.root / "bail.txt"
    paper.write_text("bail")
    told = adding.Adding(path=paper, kind="statuts", dated=TODAY, contact=jo.reference)
    number = adding.add(any_ctx, told).document.reference
    adding.hold(any_ctx, number, until=date(2028, 1, 1), because="contrôle fiscal")
    assert "contrôle fiscal" in run("erase", jo.reference, code=3).json["errors"][0]["found"]
