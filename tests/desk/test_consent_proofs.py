"""Old lists: proofs attached by a named person, agreements without proof counted, and why."""

from datetime import date

import pytest

from comptoir.consent import ConsentEvent, EventKind
from comptoir.consent.model import ALL_CLASSES
from comptoir.store import begin, chain, consents, reading
from comptoir.store.consents import NewEvent
from comptoir.store.tables.consents import consent_event

from make_contacts import add, draft, write

TEXT = "Oui, je veux recevoir la lettre."
LETTER = ("--purpose", "lettre-infos", "--channel", "email")


def say(ctx, contact_id, kind, *, scope="lettre-infos", channel="email", on=date(2024, 3, 1)):
    with begin(ctx, act="test.consent") as tx:
        event = ConsentEvent(kind=kind, scope=scope, channel=channel, on=on)
        consents.record(tx, [NewEvent(contact_id=contact_id, event=event, method="import")])


@pytest.fixture
def people(ctx):
    """Three people said to have agreed; the third has objected since."""
    jo, ana, luc = add(
        ctx,
        draft(),
        draft(first_name="Ana", email="ana@example.org"),
        draft(first_name="Luc", email="luc@example.org", street="", postcode="", city=""),
    )
    for one in (jo, ana, luc):
        say(ctx, one.id, EventKind.UNPROVEN)
    say(ctx, luc.id, EventKind.OBJECTED, scope=ALL_CLASSES, channel="*", on=date(2025, 1, 1))
    return jo, ana, luc


@pytest.fixture
def adopt(ctx, comptoir, tmp_path):
    def run(listed, *more, code=0, **claim):
        path = write(tmp_path, "liste.csv", listed)
        scan = tmp_path / "bulletins.pdf"
        scan.write_bytes(b"%PDF-1.4 FICTIF")
        said = {"signed-by": "Maëlle Le Guennec", "text": TEXT} | claim
        options = [part for name, value in said.items() for part in (f"--{name}", value)]
        return comptoir(
            "consent", "adopt", str(path), "--evidence", str(scan), *LETTER, *options, *more,
            "--json", "--project", str(ctx.root), code=code,
        ).json  # fmt: skip

    return run


def standing(ctx, one):
    with reading(ctx) as db:
        return consents.current(db, one)["lettre-infos", "email"]


def test_a_paper_proves_the_agreements_of_a_list(ctx, people, adopt):
    jo, ana, _ = people
    done = adopt("mél;date\njo@example.org;2023-05-04\nana@example.org;\n")
    assert (done["rows"], done["proven"], done["reasons"]) == (2, 2, {})
    assert standing(ctx, jo).kind is EventKind.GRANTED
    assert standing(ctx, jo).since == date(2023, 5, 4)
    assert standing(ctx, ana).since == date(2024, 3, 1)  # the day that the list had noted
    with reading(ctx) as db:
        proof = consents.events(db, jo.id)[0]
        assert chain.verify(db, consent_event).holds
    assert proof.text == TEXT
    assert "Maëlle Le Guennec" in proof.evidence
    kept = ctx.root / done["evidence"]
    assert kept.read_bytes().startswith(b"%PDF")
    assert kept.stat().st_mode & 0o077 == 0


def test_a_second_time_nothing_is_left_to_prove(people, adopt):
    adopt("mél\njo@example.org\n")
    again = adopt("mél\njo@example.org\n", code=1)
    assert again["proven"] == 0
    assert "aucun accord sans preuve" in next(iter(again["reasons"]))


def test_an_objection_is_never_lifted_by_an_old_proof(ctx, people, adopt, comptoir):
    adopt("mél\nluc@example.org\n")
    said = comptoir(
        "consent", "show", people[2].reference, "--explain", *LETTER, "--project", str(ctx.root)
    )
    assert said.out.startswith("Non : ")
    assert "opposée" in said.out


def test_a_form_needs_its_address_and_its_period(ctx, people, adopt):
    form = {"method": "formulaire", "page": "https://exemple.example.org/lettre"}
    wrong = adopt("mél\njo@example.org\n", code=2, **form)
    assert "période" in wrong["errors"][0]["found"]
    period = {"from": "2024-01-01", "until": "2024-02-28"}
    late = adopt("mél\njo@example.org\n", code=1, **form, **period)
    assert "période" in next(iter(late["reasons"]))
    done = adopt("mél;date;ip\njo@example.org;2024-02-01;192.0.2.7\n", **form, **period)
    assert done["proven"] == 1
    with reading(ctx) as db:
        proof = consents.events(db, people[0].id)[0]
    assert (proof.page, proof.ip) == (form["page"], "192.0.2.7")


@pytest.mark.parametrize(
    ("listed", "why"),
    [
        ("mél\ninconnue@example.org\n", "personne"),
        ("mél;date\njo@example.org;2031-01-01\n", "à venir"),
        ("mél;date\njo@example.org;hier\n", "se lit"),
        ("référence\nC-000001\nC-000001\n", "autre ligne"),
    ],
)
def test_a_row_that_proves_nothing_is_left_with_its_reason(people, adopt, ctx, listed, why):
    done = adopt(listed, code=1)
    assert why in next(iter(done["reasons"]))
    assert why in (ctx.root / done["rejects_file"]).read_text("utf-8-sig")


def test_a_signature_is_a_name_and_a_dry_run_writes_nothing(ctx, people, adopt):
    nobody = adopt("mél\njo@example.org\n", code=2, **{"signed-by": "moi"})
    assert "prénom" in nobody["errors"][0]["found"]
    assert adopt("mél\njo@example.org\n", "--dry-run")["proven"] == 1
    assert standing(ctx, people[0]).kind is EventKind.UNPROVEN


def test_the_unproven_are_counted_and_asked_again_by_post_only(ctx, people, comptoir):
    told = comptoir("consent", "unproven", "--export", "--json", "--project", str(ctx.root)).json
    [count] = told["counts"]
    assert (count["count"], count["by_post"], count["at_desk"]) == (3, 2, 1)
    listed = (ctx.root / told["path"]).read_text("utf-8-sig")
    assert "Le Bihan" in listed
    assert "Luc" not in listed
    assert "example.org" not in listed  # no e-mail: it would be a message without consent


# What a wording is proven by


def grant(comptoir, ctx, *more, code=0):
    return comptoir(
        "consent", "grant", "C-000001", *LETTER, "--text", TEXT, "--method", "formulaire", *more,
        "--json", "--project", str(ctx.root), code=code,
    )  # fmt: skip


def test_a_consent_keeps_its_page_and_its_address(ctx, comptoir):
    [jo] = add(ctx, draft())
    page = ctx.root / "content" / "pages" / "lettre.md"
    page.parent.mkdir(parents=True)
    page.write_text(f"# Lettre\n\n{TEXT}\n", "utf-8")
    grant(comptoir, ctx, "--page", "content/pages/lettre.md", "--ip", "2001:db8::7")
    with reading(ctx) as db:
        [kept] = consents.events(db, jo.id)
    assert (kept.page, kept.ip) == ("content/pages/lettre.md", "2001:db8::7")
    assert len(kept.text_hash) == 64
    page.write_text("# Lettre\n", "utf-8")
    assert (
        "ne contient pas" in grant(comptoir, ctx, "--page", "content/pages/lettre.md", code=2).out
    )
    assert "IP" in grant(comptoir, ctx, "--ip", "999.1.1.1", code=2).out


def test_a_parent_agrees_for_a_child(ctx, comptoir):
    add(ctx, draft(birth_date=date(2014, 5, 1)))
    ask = ("consent", "show", "C-000001", "--explain", *LETTER, "--project", str(ctx.root))
    grant(comptoir, ctx)
    assert "15 ans" in comptoir(*ask).out
    grant(comptoir, ctx, "--by-parent")
    assert comptoir(*ask).out.startswith("Oui")


def test_what_was_known_on_a_day_is_what_counts_that_day(ctx, people, comptoir):
    luc = people[2].reference
    ask = ("consent", "show", luc, "--explain", "--purpose", "dons", "--channel", "email")
    before = comptoir(*ask, "--on", "2024-12-31", "--project", str(ctx.root))
    assert before.out.startswith("Oui")
    assert comptoir(*ask, "--project", str(ctx.root)).out.startswith("Non")
