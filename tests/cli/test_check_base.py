"""`check --base`: people, consents, books and documents, by the rules, without naming anybody."""

import json
from datetime import date

import pytest
from sqlalchemy import insert, text, update

from comptoir.consent import ConsentEvent, EventKind
from comptoir.store import begin, consents, members
from comptoir.store.tables.contacts import contact, contact_fact

from make_books import JO, sell, shop
from make_campaigns import add_people, write_campaign

BOOKS = ("--select", "JRN,DOC,ARC,VAT")
NIR = "1 85 05 78 006 084 91"


@pytest.fixture
def check(comptoir, ctx):
    return lambda *words, code=0: comptoir(
        "check", "--base", *words, "--project", str(ctx.root), code=code
    )


def attack(ctx, statement):
    """Write behind the back of Comptoir: without its triggers."""
    with begin(ctx, act="test.attack") as tx:
        for trigger in tx.db.execute(text("SELECT name FROM sqlite_master WHERE type='trigger'")):
            tx.db.execute(text(f"DROP TRIGGER {trigger.name}"))
        tx.db.execute(text(statement))


def found(done):
    return {one["code"]: one for one in done.json["findings"]}


def sales(ctx, comptoir):
    """A sale of goods, services and carriage, dues and a gift, paid in two goes."""
    number = sell(
        shop(ctx), "KIT-VELO", "STAGE-BOIS", "GUIDE", charges=["Port:4.90"],
        allowances=["Remise:5.00"],
    )  # fmt: skip
    comptoir(
        "payment", "record", "--from", JO, "--amount", "216.90", "--method", "chèque",
        "--invoice", number, "--dues", "2026-2027:full", "--gift", "50.00",
        "--project", str(ctx.root), code=0,
    )  # fmt: skip


def test_our_own_books_and_documents_have_no_fault(check, ctx, comptoir):
    sales(ctx, comptoir)
    done = check(*BOOKS, "--ignore", "JRN033", "--strict")
    assert "Rien à signaler" in done.out
    assert "écritures" in done.out
    assert "JRN033" in found(check("--select", "JRN", "--json"))  # nobody attests the proof yet


def test_an_attested_proof_of_the_cash_software_is_heard(check, ctx, comptoir):
    sales(ctx, comptoir)
    (ctx.root / "legal" / "attestations.toml").write_text(
        '[[attestation]]\ncode = "JRN034"\nstatement = "Attestation de l’éditeur détenue."\n'
        'owner = "trésorerie"\nsigned_on = 2026-10-06\nuntil = 2027-10-06\n',
        "utf-8",
    )
    check("--select", "JRN", "--strict")


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE posting SET amount = amount + 1 WHERE account = '411'", "JRN004"),
        ("UPDATE posting SET amount = amount + 1 WHERE account = '411'", "JRN001"),
        ("UPDATE entry SET date = '2026-11-01'", "JRN008"),
        ("UPDATE entry SET number = number + 5", "JRN006"),
        ("UPDATE entry SET software = ''", "JRN040"),
        ("DELETE FROM document WHERE kind = 'invoice'", "JRN003"),
        ("UPDATE posting SET account = '990' WHERE account = '7085'", "JRN018"),
        ("UPDATE posting SET account = '44571200' WHERE account LIKE '44574%'", "JRN004"),
        ("UPDATE posting SET match_code = 'ZZ' WHERE amount > 0 AND account = '411'", "JRN020"),
        ("UPDATE payment SET method = ''", "JRN035"),
        ("UPDATE document SET content = '{}'", "DOC026"),
        ("UPDATE document SET keep_until = '2027-01-01'", "RET004"),
        ("UPDATE document SET path = '2026/Facture de Jo.pdf' WHERE kind = 'invoice'", "ARC006"),
    ],
)
def test_what_was_changed_behind_its_back_is_found(check, ctx, comptoir, statement, code):
    sales(ctx, comptoir)
    attack(ctx, statement)
    done = check("--select", "JRN,DOC,ARC,RET", "--json", code=None)
    assert code in found(done)
    assert done.code == int(any(one["severity"] == "error" for one in done.json["findings"]))


def test_a_lost_or_changed_pdf_is_found(check, ctx, comptoir):
    sales(ctx, comptoir)
    (path,) = (ctx.var / "documents").glob("*/*_facture_*.pdf")
    path.write_bytes(path.read_bytes() + b" ")
    assert "ARC002" in found(check(*BOOKS, "--json", code=1))


def test_people_are_judged_and_nobody_is_named(check, ctx):
    old, new = add_people(
        ctx,
        [
            {"email": "vieux@example.org", "source": "salon", "source_on": date(2020, 5, 2)},
            {"email": "neuf@example.org", "source": "salon", "source_on": date(2026, 10, 3)},
        ],
    )
    with begin(ctx, act="test.people") as tx:
        tx.db.execute(update(contact).values(source="salon", source_on=date(2026, 10, 3))
                      .where(contact.c.id == new.id))  # fmt: skip
        tx.db.execute(update(contact).values(source="salon", source_on=date(2020, 5, 2))
                      .where(contact.c.id == old.id))  # fmt: skip
        members.add_roles(tx, [(one.id, "prospect", date(2020, 5, 2)) for one in (old, new)])
        tx.db.execute(insert(contact_fact).values(contact_id=new.id, name="memo", value=NIR))
        event = ConsentEvent(
            kind=EventKind.GRANTED, scope="lettre-infos", channel="email", on=date(2026, 10, 3)
        )
        consents.record(tx, [consents.NewEvent(contact_id=new.id, event=event, method="import")])
    done = check("--json", code=1)
    assert {"RET001", "CTC006", "CNS001"} <= set(found(done))
    assert old.reference in found(done)["RET001"]["places"][0]["path"]
    assert new.reference in found(done)["CTC006"]["places"][0]["path"]
    for form in ("text", "json", "sarif", "github", "junit"):
        said = check("--format", form, code=1)
        for private in ("le bihan", "vieux@", "neuf@", "rue du port", "85 05 78", "halage"):
            assert private not in f"{said.out}{said.err}".lower(), form


def test_a_message_that_followed_a_refusal_is_found(check, ctx, comptoir):
    write_campaign(ctx.root, purpose="dons", channels="[email]")
    (person,) = add_people(ctx, [{"email": "x@example.org"}])
    with begin(ctx, act="test.roles") as tx:
        members.add_roles(tx, [(person.id, "member", date(2026, 10, 3))])
    where = ("--project", str(ctx.root))
    comptoir("campaign", "queue", "essai", *where, code=0)
    comptoir("campaign", "send", "essai", "--yes", *where, code=0)
    done = check("--select", "MLG", "--json", "--strict")
    assert done.json["checked"]["envoi"] == 1
    with begin(ctx, act="test.refusal") as tx:
        event = ConsentEvent(
            kind=EventKind.OBJECTED, scope="class:*", channel="*", on=date(2026, 9, 1)
        )
        consents.record(tx, [consents.NewEvent(contact_id=person.id, event=event, method="mail")])
    attack(ctx, "UPDATE consent_event SET at = '2026-09-01T08:00:00.000000+00:00'")
    late = found(check("--select", "MLG", "--json", code=1))
    assert list(late) == ["MLG011"]
    assert late["MLG011"]["places"][0]["path"] == "M-000001"


def test_places_are_counted_as_places_not_pages(check, ctx):
    people = add_people(ctx, [{"email": f"x{n}@example.org"} for n in range(5)])
    assert people
    said = check("--select", "CTC002", code=1).out
    assert "5 endroits : contact C-000001, contact C-000002, contact C-000003 (et 2 autres" in said
    assert " page" not in said


def test_a_waiver_of_the_base_is_heard(check, ctx):
    add_people(ctx, [{"email": "x@example.org"}])
    (ctx.root / "legal" / "waivers.toml").write_text(
        '[[waiver]]\ncode = "CTC002"\nreason = "fichier repris, tri en cours"\n'
        'owner = "coordination"\nuntil = 2027-06-30\n',
        "utf-8",
    )
    assert "1 dérogation" in check("--select", "CTC002").out


def test_no_base_and_mixed_options_say_what_to_do(comptoir, project_dir):
    where = ("--project", str(project_dir))
    assert "base" in comptoir("check", "--base", *where, code=2).err
    assert "--base" in comptoir("check", "--base", "content", *where, code=2).err


def test_follow_up_books_are_not_judged(check, ctx, comptoir):
    sales(ctx, comptoir)
    path = ctx.root / "legal" / "organisation.toml"
    words = path.read_text("utf-8").replace('books = "complete"', 'books = "follow-up"')
    path.write_text(words, "utf-8")
    counts = json.loads(check("--select", "JRN", "--json").out)
    assert "JRN001" not in {one["code"] for one in counts["findings"]}


def test_fields_are_named_in_french(check, ctx):
    add_people(ctx, [{"email": "x@example.org"}])
    said = check("--select", "CTC002", code=1).out
    assert "contact C-000001, « origine »" in said
