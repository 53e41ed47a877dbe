"""Requests from the first word to the answer, as the desk lives them."""

import csv
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from comptoir.desk.requests import from_inbox, opening
from comptoir.errors import RefusedError
from comptoir.requests.form import Form, advice, broken
from comptoir.requests.model import MOVES, State, moved
from comptoir.store import begin, reading
from comptoir.store import requests as store
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.requests import request, request_event

from make_books import ATELIER, JO, sell
from make_requests import ASKED, COMPLAINED, answers, desk


@pytest.fixture
def run(ctx, comptoir):
    """Run `comptoir request` on a desk; return its JSON, or what it says."""
    desk(ctx)

    def run(*arguments, code=0, said=False):
        options = () if said or code else ("--json",)
        done = comptoir(*map(str, arguments), *options, "--project", str(ctx.root), code=code)
        return done.out + done.err if said or code else done.json

    return run


def opened(run, *more, given=ASKED, **changed):
    return run("request", "new", *answers(given, **changed), *more)["number"]


def test_row_01_a_request_is_taken_down_by_a_form(run):
    made = run("request", "new", "--channel", "phone", "--form", "accueil", "--contact", JO,
               *answers(ASKED, coordonnees=None), said=True)  # fmt: skip
    assert made.splitlines()[0] == "DEM-2026-0001"
    kept = run("request", "show", "DEM-2026-0001")
    one = kept["request"]
    assert (one["contact"], one["channel"], one["agent"]) == (JO, "phone", "soizic")
    assert one["received_on"] == "2026-11-24"
    assert ["Quel atelier ?"] not in kept["answers"]
    assert dict(kept["answers"])["Réponse promise sous"] == "5 jours ouvrés"
    said = run("request", "new", *answers(ASKED, besoin=None), code=2)
    assert "« besoin »" in said and "il manque la réponse" in said
    told = opened(run, reponse_par="none", coordonnees=None, delai=None, reponse="Samedi, 10 h")
    at_once = run("request", "show", told)["request"]
    assert (at_once["state"], at_once["answer"]) == ("answered", "Samedi, 10 h")


def test_row_02_states_have_their_legal_jumps_and_late_ones_are_listed(run):
    first = opened(run, "--on", "2026-11-02", "--owner", "Trésorerie")
    second = opened(run)
    late = run("request", "list", "--open", "--late")["requests"]
    assert [one["number"] for one in late] == [first]
    assert first in run("due", "--late", "--owner", "yannick", "--fail", code=1)
    assert "nouveau" in run("request", "close", first, code=3)
    assert "nouveau" in run("request", "answer", first, "--text", "Oui.", code=3)
    for verb, more in (("take", ()), ("answer", ("--text", "Oui, samedi.")), ("close", ())):
        run("request", verb, first, *more)
    states = {one["number"]: one["state"] for one in run("request", "list")["requests"]}
    assert states == {first: "closed", second: "new"}
    assert "close" in run("request", "resume", first, "--note", "encore", code=3)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", MOVES)
def test_an_act_leads_on_from_one_state_only(state, act):
    start, end = MOVES[act]
    if state is start:
        assert moved("DEM-2026-0001", state, act) is end
        return
    with pytest.raises(RefusedError, match="DEM-2026-0001"):
        moved("DEM-2026-0001", state, act)


def test_row_07_answers_are_typed_and_leave_as_csv(run, ctx):
    opened(run, nature="devis", article="kit couture", quantite="3", pour_le="05/12/2026")
    one = run("request", "show", "1")["request"]["answers"]
    assert (one["article"], one["quantite"], one["pour_le"]) == ("KIT-COUT", 3, "2026-12-05")
    assert one["accord"] is True
    made = run("request", "export", "--form", "accueil", "--purpose", "bilan de l’accueil")
    text = (ctx.root / made["path"]).read_text("utf-8-sig")
    [row] = csv.DictReader(text.splitlines(), delimiter=";")
    assert (row["quantite"], row["pour_le"], row["accord"]) == ("3", "2026-12-05", "oui")
    assert "à quoi servira" in run("request", "export", code=2)
    for wrong in ({"quantite": "51"}, {"quantite": "trois"}, {"article": "VELO"}):
        said = run("request", "new", *answers(ASKED, nature="devis", **wrong), code=2)
        assert "accueil.toml" in said
    said = run("request", "new", *answers(ASKED, article="GUIDE"), code=2)
    assert "ne se pose pas" in said


def test_row_08_a_reply_fits_the_motive_and_is_filed(run, ctx):
    number = opened(run, reponse_par="email", coordonnees="jo@example.org")
    run("request", "take", number)
    done = run("request", "answer", number, "--channel", "email")
    assert done["in_time"] is True
    sent = Path(done["path"]).read_bytes()
    assert b"To: jo@example.org" in sent
    assert run("request", "show", number)["request"]["answer_path"] in done["path"]
    other = opened(run)
    run("request", "take", other)
    said = run("request", "answer", other, "--to", "jo@example.org", "--channel", "email",
               "--text", "Bonjour, {{ request.referense }}.", code=2)  # fmt: skip
    assert "request.reference" in said, "the nearest field is said"
    assert run("request", "show", other)["request"]["state"] == "taken"
    said = run("request", "answer", other, "--channel", "letter", code=2)
    assert "aucun modèle" in said


def test_row_73_demand_and_need_are_kept_apart_with_the_yes(run):
    number = opened(run)
    one = run("request", "show", number)["request"]
    assert one["demand"] == "Mon grille-pain fume"
    assert one["need"] == "Savoir si on peut le réparer samedi"
    assert one["confirmed"] is True
    unsure = run("request", "show", opened(run, accord="non"))["request"]
    assert unsure["confirmed"] is False


def test_row_74_forms_start_open_and_end_with_the_reformulation(run, ctx):
    assert "rien à redire" in run("request", "check", said=True)
    path = ctx.root / "contacts" / "forms" / "accueil.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace('style = "open"', 'style = "closed"'), "utf-8")
    said = run("request", "check", "accueil", code=1, said=True)
    assert "« demande »" in said and "question ouverte" in said
    made = run("request", "guide", "accueil")
    assert Path(made["path"]).read_bytes().startswith(b"%PDF")


def form(*questions):
    return Form.model_validate({"title": "Essai", "purpose": "demandes", "question": questions})


OPEN = {"id": "a", "label": "Quoi ?", "type": "text", "style": "open", "fills": "demand"}
SAID = {"id": "b", "label": "Donc ?", "type": "text", "style": "reformulation", "fills": "need"}
YES = {"id": "c", "label": "Oui ?", "type": "yes_no", "style": "closed", "fills": "confirmed"}
PICK = {"id": "p", "label": "Lequel ?", "type": "choice", "style": "closed", "fills": "motive",
        "choices": [{"value": "x", "label": "x"}, {"value": "y", "label": "y"}]}  # fmt: skip


def test_a_form_that_listens_has_no_advice():
    assert list(advice(form(OPEN, PICK, SAID, YES))) == []


@pytest.mark.parametrize(
    "questions, found",
    [
        ((PICK, OPEN, SAID, YES), "ne commence pas"),
        ((OPEN, PICK), "ne finit pas"),
        ((OPEN, PICK, SAID), "n’attend pas de oui"),
        ((OPEN, SAID, YES, PICK), "vient après la reformulation"),
    ],
)
def test_what_a_form_lacks_to_listen_is_said(questions, found):
    assert any(found in one.found for one in advice(form(*questions)))


@pytest.mark.parametrize(
    "change, found, remedy",
    [
        ({"when": {"question": "q", "in": ["x"]}}, "aucune question", ""),
        ({"when": {"question": "c", "in": ["oui"]}}, "vient après", ""),
        ({"when": {"fact": "rôle", "in": ["member"]}}, "le fait « rôle »", "role"),
        ({"when": {"fact": "role", "in": ["menber"]}}, "menber", "member"),
        ({"when": {"question": "p", "in": ["z"]}}, "« z »", ""),
        ({"id": "p"}, "deux fois", ""),
        ({"fills": "motive"}, "deux questions", ""),
        ({"type": "choice"}, "n’a pas de choix", ""),
    ],
)
def test_a_form_that_names_what_does_not_exist_is_refused(change, found, remedy):
    told = [one for one in broken(form(PICK, {**OPEN, **change}, YES)) if found in one.found]
    assert told and remedy in told[0].remedy


def test_an_unknown_fact_is_said_with_its_line(run, ctx):
    path = ctx.root / "contacts" / "forms" / "accueil.toml"
    text = path.read_text("utf-8")
    wrong = 'when = { question = "nature", in = ["reparation"] }'
    line = text[: text.index(wrong)].count("\n") + 1
    path.write_text(text.replace(wrong, 'when = { fact = "rolle", in = ["member"] }'), "utf-8")
    said = run("request", "new", *answers(ASKED), code=2)
    assert f"accueil.toml, ligne {line}" in said and "« role »" in said


def test_a_fact_opens_a_question(run, ctx):
    path = ctx.root / "contacts" / "forms" / "accueil.toml"
    text = path.read_text("utf-8").replace(
        'id = "objet"\n', 'id = "objet"\nrequired = true\n'
    ).replace('when = { question = "nature", in = ["reparation"] }\nmax_length = 160',
              'when = { fact = "channel", in = ["visit"] }\nmax_length = 160')  # fmt: skip
    path.write_text(text, "utf-8")
    assert "objet" in run("request", "new", "--channel", "visit", *answers(ASKED), code=2)
    opened(run)


def test_a_message_is_handed_over_in_writing(run, ctx):
    made = run("request", "new", "--form", "message-telephonique", "--owner", "yannick",
               "--caller", "Ann, 01 99 00 12 34", "--answer", "message=Son reçu ?",
               "--answer", "suite=rappelle", "--answer", "besoin=Le renvoyer",
               "--answer", "accord=oui")  # fmt: skip
    assert Path(made["message"]).read_bytes().startswith(b"%PDF")
    assert made["sent_to"] == "yannick"
    mails = list((ctx.var / "outbox" / "messages").glob("*.eml"))
    assert len(mails) == 1 and b"yannick@" in mails[0].read_bytes()


def test_who_calls_is_looked_for_while_it_is_typed(run, ctx):
    with begin(ctx, act="test.search") as tx:
        tx.db.execute(update(contact).where(contact.c.id == 1).values(search="jo le bihan redon"))
    assert [one.reference for one in opening.who(ctx, "le bih")] == [JO]
    assert opening.who(ctx, "x") == ()
    said = run("request", "new", "--caller", "Jo Le Bihan", *answers(ASKED, coordonnees=None),
               said=True)  # fmt: skip
    assert f"Est-ce {JO}" in said
    assert run("request", "show", "1")["request"]["contact"] == ""


def complained(run, invoice, *more, kind="complaint", code=0, **changed):
    nature = "reclamation" if kind == "complaint" else "litige"
    return run("request", "new", "--kind", kind, "--contact", JO, "--invoice", invoice, *more,
               *answers(COMPLAINED, nature=nature, **changed), code=code)  # fmt: skip


FACTS = ("--facts", "La rustine manquait", "--responsibility", "ours", "--remedy",
         "Nous l’envoyons", "--remedy-on", "2026-12-04")  # fmt: skip


def test_row_25_a_complaint_is_answered_with_its_facts_and_remedy(run, ctx):
    invoice = sell(ctx, "KIT-VELO:1")
    later = replace(ctx, today=date(2027, 1, 20))
    made = complained(run, invoice, "--delay", "10", delai=None)
    assert (made["due_on"], made["held"]) == ("2026-12-08", invoice)
    assert "réclamation DEM-2026-0001" in run("reminder", "plan", "--today", later.today, said=True)
    run("request", "take", "1")
    lacking = run("request", "answer", "1", "--facts", "Vrai", code=2)
    assert "--remedy" in lacking and "--facts" not in lacking.split(":")[0]
    assert run("request", "answer", "1", "--interim", "--text", "Bien reçue.")["interim"] is True
    credit = run("credit", "new", invoice, "--reason", "pièce manquante",
                 "--line", "KIT-VELO:1")["number"]  # fmt: skip
    assert "n’est ni un avoir" in run(
        "request", "answer", "1", *FACTS, "--document", invoice, code=2
    )
    done = run("request", "answer", "1", *FACTS, "--document", credit)
    assert "La rustine manquait." in done["text"] and "4 décembre 2026" in done["text"]
    kept = run("request", "show", "1")
    outcome = kept["request"]["outcome"]
    assert (outcome["document"], outcome["responsibility"]) == (credit, "ours")
    assert (outcome["remedy_on"], kept["days_taken"]) == ("2026-12-04", 0)
    assert "tenue" in run("request", "show", "1", said=True)
    assert "il manque l’issue" in run("request", "close", "1", code=2)
    run("request", "close", "1", "--outcome", "pièce envoyée")
    rows = run("request", "report", "--kind", "complaint")["rows"]
    assert [(r["motive"], r["count"], r["promised"], r["kept"]) for r in rows] == [
        ("reclamation", 1, 1, 1), ("", 1, 1, 1),
    ]  # fmt: skip


def test_row_26_a_disputed_invoice_leaves_reminders_and_stands_apart(run, ctx):
    disputed, other = sell(ctx, "KIT-VELO:1"), sell(ctx, "GUIDE:1")
    assert "laquelle" in run("request", "new", "--kind", "dispute", "--contact", JO,
                             *answers(COMPLAINED, nature="litige"), code=2)  # fmt: skip
    run("request", "new", "--contact", JO, *answers(COMPLAINED, nature="litige", piece=disputed))
    aged = run("ledger", "aged")
    assert [(row["party"], row["dispute"]) for row in aged["rows"]] == [
        (JO, ""), (JO, "DEM-2026-0001"),
    ]  # fmt: skip
    assert aged["apart"] == {}
    late = run("reminder", "plan", "--today", "2027-03-01")["overdue"]
    assert {one["invoice"]: bool(one["channel"]) for one in late} == {disputed: False, other: True}
    done = run("request", "escalate", "1", "--to", "médiation")
    assert done["mediator"][0] == "Médiation Fictive de la Consommation"
    assert done["until"] == "2027-11-24"
    assert "déjà" in run("request", "escalate", "1", "--to", "conciliation", code=3)
    run("request", "take", "1")
    run("request", "answer", "1", "--text", "Nous maintenons le prix convenu.")
    assert run("request", "close", "1", "--outcome", "accord")["resumed"] == disputed
    assert {row["dispute"] for row in run("ledger", "aged")["rows"]} == {""}


def test_mediation_hears_consumers_only(run, ctx):
    invoice = sell(ctx, "KIT-VELO:1", to=ATELIER)
    run("request", "new", "--kind", "complaint", "--contact", ATELIER, "--invoice", invoice,
        *answers(COMPLAINED))  # fmt: skip
    assert "consommateurs" in run("request", "escalate", "1", "--to", "mediation", code=3)


def test_an_invoice_of_somebody_else_is_refused(run, ctx):
    invoice = sell(ctx, "KIT-VELO:1", to=ATELIER)
    assert "n’est pas celle" in complained(run, invoice, code=2)


def test_requests_follow_their_contact_and_go_with_them(run, ctx):
    number = opened(run, "--contact", JO, coordonnees=None)
    run("request", "take", number)
    run("request", "answer", number, "--channel", "letter", "--text", "Venez samedi.")
    assert number in run("contact", "show", JO, said=True)
    held = run("privacy", "access", JO)
    assert held["tables"]["Demandes, réclamations et litiges"] == 1
    letter = next((ctx.var / "outbox" / "reponses").glob("*.pdf"))
    run("privacy", "erase", JO, "--yes")
    assert not letter.exists()
    with reading(ctx) as db:
        row = db.execute(select(request)).one()
        assert (row.number, row.demand, row.answers) == (number, "", "{}")
        assert {event.detail for event in db.execute(select(request_event))} == {""}


def test_nobody_is_erased_in_the_middle_of_a_complaint(run, ctx):
    run("request", "new", "--kind", "complaint", "--contact", JO, *answers(COMPLAINED))
    assert "DEM-2026-0001" in run("privacy", "erase", JO, "--yes", code=3)


def test_the_words_of_old_requests_are_forgotten_and_their_delays_stay(run, ctx):
    number = opened(run, "--contact", JO, coordonnees=None)
    for verb, more in (("take", ()), ("answer", ("--text", "Oui.")), ("close", ())):
        run("request", verb, number, *more)
    later = ("--today", "2029-01-10")
    assert run("privacy", "retention", *later)["requests"] == 1
    assert run("privacy", "retention", "--apply", "--yes", *later)["requests"] == 1
    one = run("request", "show", number)["request"]
    assert (one["demand"], one["contact"], one["answered_on"]) == ("", "", "2026-11-24")


def test_numbers_follow_each_other_on_both_engines(any_ctx):
    desk(any_ctx)
    told = opening.Told(answers=ASKED)
    numbers = [opening.new(any_ctx, told).number for _ in range(3)]
    assert numbers == [f"DEM-2026-000{n}" for n in (1, 2, 3)]
    with reading(any_ctx) as db:
        found = store.listing(db, states=[State.NEW])
    assert [one.number for one in found] == numbers


def test_a_profile_that_sees_no_address_sees_no_words(run, ctx):
    number = opened(run, "--contact", JO, coordonnees=None)
    blind = replace(ctx, actor=replace(ctx.actor, profile="editor"))
    from comptoir.desk.requests import lists

    seen = lists.show(blind, number).request
    assert "grille-pain" not in f"{seen.demand}{seen.answers}{seen.caller}"
    with pytest.raises(RefusedError):
        opening.new(blind, opening.Told(answers=ASKED))


def test_messages_of_the_site_become_requests_once(ctx):
    from comptoir.store import inbox

    desk(ctx)
    with begin(ctx, act="test.inbox") as tx:
        inbox.take(
            tx, entry="a" * 32, kind="form", form="contact", at=tx.now,
            said={"nom": "Jo", "message": "Êtes-vous ouverts samedi ?"}, agreements=[], ip="",
            contact_id=1, answer="",
        )  # fmt: skip
    [made] = from_inbox.pull(ctx)
    assert made.number == "DEM-2026-0001"
    assert from_inbox.pull(ctx) == []
    with reading(ctx) as db:
        one = store.numbered(db, made.number, year=2026)
        assert inbox.waiting(db) == []
    assert "samedi" in one.demand and one.contact == JO and one.due_on == date(2026, 11, 26)


def test_a_message_is_of_the_day_of_the_house(ctx):
    from comptoir.store import inbox

    desk(ctx)
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # half past midnight in France
    with begin(ctx, act="test.inbox") as tx:
        inbox.take(
            tx, entry="b" * 32, kind="form", form="contact", at=late,
            said={"nom": "Jo", "message": "Bonsoir"}, agreements=[], ip="",
            contact_id=1, answer="",
        )  # fmt: skip
    [made] = from_inbox.pull(ctx)
    with reading(ctx) as db:
        assert store.numbered(db, made.number, year=2026).received_on == date(2026, 11, 24)
