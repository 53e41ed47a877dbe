"""Events of the agenda: prepared, filled, held, reckoned."""

import multiprocessing
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from comptoir.desk.due import due
from comptoir.desk.events import planning, registering, reporting
from comptoir.readers.document_text import document_words
from comptoir.store import begin, events, reading
from comptoir.store.tables.members import donation

from make import ROOT
from make_campaigns import write_campaign
from make_contacts import add, draft

SLUG = "fete-du-quai"
PAGE = """---
title: "Fête du quai"
date: 2026-11-01
summary: "Musique et réparations."
owner: coordination
starts: "2026-12-05 14:00"
ends: "2026-12-05 18:00"
place: Quai des Haleurs
capacity: 3
---

Venez.
"""
PLAN = """
invitation = "fete"
[[task]]
name = "salle"
what = "Réserver la salle"
days = 30
owner = "soizic"
[[task]]
name = "merci"
what = "Remercier les bénévoles"
days = -3
[[budget]]
name = "sono"
what = "Sonorisation"
amount = "120.00"
[[budget]]
name = "buvette"
what = "Buvette"
amount = "200.00"
income = true
"""


@pytest.fixture
def desk(ctx):
    (ctx.root / "content/agenda").mkdir(parents=True)
    (ctx.root / f"content/agenda/2026-12-05-{SLUG}.md").write_text(PAGE, "utf-8")
    (ctx.root / "contacts/events").mkdir(parents=True)
    (ctx.root / f"contacts/events/{SLUG}.toml").write_text(PLAN, "utf-8")
    write_campaign(ctx.root, name="fete")
    add(
        ctx,
        *(
            draft(first_name=f"P{n}", last_name=f"Nom{9 - n}", email=f"p{n}@example.org")
            for n in range(6)
        ),
    )
    return ctx


@pytest.fixture
def run(desk, comptoir):
    def command(*arguments, code=0):
        return comptoir("event", *arguments, "--project", str(desk.root), code=code)

    return command


def later(ctx):
    return replace(ctx, today=date(2026, 12, 6), now=lambda: datetime(2026, 12, 6, 9, tzinfo=UTC))


def test_an_event_is_prepared_filled_held_and_reckoned(desk, run):
    assert "EN RETARD" in run("plan", SLUG).out  # the room, 30 days before
    told = [task for task in due(desk, within=60) if "Fête du quai" in task.what]
    assert (told[0].on, told[0].owner) == (date(2026, 11, 5), "soizic")
    run("done", SLUG, "salle")
    assert "fait le 24/11/2026" in run("plan", SLUG).out
    assert (
        "INS-2026-0001 : C-000001, 2 places, inscrit"
        in run("enrol", SLUG, "C-1", "--places", "2").out
    )
    assert "inscrit" in run("enrol", SLUG, "C-2").out
    assert "liste d’attente" in run("enrol", SLUG, "C-3").out
    assert "liste d’attente" in run("enrol", SLUG, "C-4", "--places", "2").out
    assert "3 / 3" in run("list").out
    said = run("cancel", "INS-2026-0001").out
    assert "INS-2026-0003 (C-000003) quitte la liste d’attente" in said
    assert "INS-2026-0004" not in said  # two seats do not fit
    sheet = document_words(desk.root / run("sheet", SLUG, "--json").json["path"]).text
    assert sheet.index("Nom7") < sheet.index("Nom8") and "Nom9" not in sheet
    run("spend", SLUG, "135,50", "--ligne", "sono", "--pièce", "HA-2026-0001")
    run("spend", SLUG, "80", "--ligne", "buvette")
    run("spend", SLUG, "10", "--objet", "rallonge")
    after = later(desk)
    assert registering.attend(after, SLUG, ["C-3", "C-6"], all_others_missed=True) == (2, 1)
    with begin(after, act="test.gift") as tx:
        tx.db.execute(donation.insert().values(
            contact_id=3, amount=Decimal("25.00"), received_on=date(2026, 12, 20)))  # fmt: skip
    told = reporting.report(after, SLUG)
    assert (told.registered, told.attended, told.missed, told.waiting) == (3, 2, 1, 2)
    assert (told.spent, told.received) == (Decimal("145.50"), Decimal("80.00"))
    assert told.cost_per_attendee == Decimal("32.75")
    assert (told.gifts, told.gifts_amount) == (1, Decimal("25.00"))
    out = run("report", SLUG).out
    assert "Imprévus" in out and "Coût par personne venue : 32,75 €" in out


def _enrol(root, number, ready):
    from make import context_on

    ready.wait()
    registering.register(context_on(root), SLUG, f"C-{number}")


def test_registrations_in_parallel_never_pass_the_capacity(desk):
    forked = multiprocessing.get_context("fork")
    ready = forked.Barrier(6)
    workers = [forked.Process(target=_enrol, args=(desk.root, n, ready)) for n in range(1, 7)]
    for each in workers:
        each.start()
    for each in workers:
        each.join(120)
        assert each.exitcode == 0
    with reading(desk) as db:
        states = sorted(one.state.value for one in events.registrations(db, SLUG))
    assert states == ["registered"] * 3 + ["waiting"] * 3


def test_an_import_twice_is_one_and_what_is_wrong_is_said_by_line(run, tmp_path):
    path = tmp_path / "inscrits.csv"
    path.write_text(
        "Email;Places\r\np1@example.org;2\r\nx@example.org;1\r\np2@example.org;deux\r\n", "utf-8"
    )
    said = run("import", SLUG, str(path), code=1).out
    assert "3 lignes = 1 nouvelle (dont 0 en attente) + 0 déjà là + 2 rejetées." in said
    assert "ligne 3 : aucun contact n’a cette adresse" in said and "ligne 4 : un nombre" in said
    assert (
        "= 0 nouvelle (dont 0 en attente) + 1 déjà là" in run("import", SLUG, str(path), code=1).out
    )
    path.write_text("nom\r\nLe Bihan\r\n", "utf-8")
    assert "colonne contact ou email" in run("import", SLUG, str(path), code=2).err


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("enrol", "fete-du-quay", "C-1"), 2, SLUG),
        (("enrol", SLUG, "C-1", "--places", "0"), 2, "1 à 50"),
        (("enrol", SLUG, "C-99"), 2, "C-000099"),
        (("attend", SLUG, "C-1"), 3, "pas encore eu lieu"),
        (("done", SLUG, "sale"), 2, "salle"),
        (("spend", SLUG, "10", "--ligne", "son"), 2, "sono"),
        (("spend", SLUG, "0"), 2, "positif"),
        (("cancel", "INS-2026-0009"), 2, "INS-2026-0009"),
    ],
)
def test_bad_acts_are_said(run, arguments, code, why):
    assert why in run(*arguments, code=code).err


def test_who_came_back_stands_last_and_twice_is_refused(desk, run):
    for number in (1, 2, 3, 4):
        run("enrol", SLUG, f"C-{number}")
    assert "déjà sur la liste" in run("enrol", SLUG, "C-1", code=3).err
    run("cancel", "INS-2026-0001")  # C-4 takes the seat
    assert "liste d’attente" in run("enrol", SLUG, "C-1").out
    assert run("show", SLUG, "--json").json[-1]["contact"] == "C-000001"


def test_an_event_that_is_cancelled_or_gone_takes_nobody(desk, run):
    page = desk.root / f"content/agenda/2026-12-05-{SLUG}.md"
    page.write_text(PAGE.replace("capacity: 3", "state: cancelled"), "utf-8")
    assert "annulé" in run("enrol", SLUG, "C-1", code=3).err
    page.write_text(PAGE.replace("2026-12-05", "2026-11-05"), "utf-8")
    assert "passé" in run("enrol", SLUG, "C-1", code=3).err


def test_the_example_has_its_events(ctx):
    slugs = {one.slug for one in planning.known(replace(ctx, root=ROOT))}
    assert "balade-aux-lampions-2026" in slugs


def test_row_05_an_event_invites_and_leaves_its_segments(desk, run, comptoir):
    said = run("plan", SLUG).out
    assert "segment tous : 6 contacts, pas partie" in said
    for verb in (("approve", "fete", "--by", "Jo", "--all"), ("queue", "fete"), ("send", "fete")):
        comptoir("campaign", *verb, "--yes", "--project", str(desk.root))
    for number in (1, 2, 3):
        run("enrol", SLUG, f"C-{number}")
    after = later(desk)
    registering.attend(after, SLUG, ["C-1", "C-2"], all_others_missed=True)
    with begin(after, act="test.gift") as tx:
        tx.db.execute(donation.insert().values(
            contact_id=2, amount=Decimal("25.00"), received_on=date(2026, 12, 20)))  # fmt: skip
    assert "partie à 6 personnes, dont 3 inscrites" in run("report", SLUG).out
    found = {one["name"]: one["people"] for one in run("segments", SLUG, "--json").json}
    assert found == {
        f"{SLUG}-venus": 2,
        f"{SLUG}-absents": 1,
        f"{SLUG}-sans-don": 1,
        f"{SLUG}-a-relancer": 3,
    }
    path = desk.root / f"contacts/segments/{SLUG}-absents.toml"
    path.write_text(path.read_text("utf-8").replace("missed", "attended"), "utf-8")
    again = run("segments", SLUG).out  # what was edited stays
    assert "écrit" not in again and path.read_text("utf-8").count("attended") == 1
    assert comptoir("segment", "check", "--project", str(desk.root), code=0)


def test_an_invitation_that_is_no_campaign_is_said_with_the_nearest(desk, run):
    path = desk.root / f"contacts/events/{SLUG}.toml"
    path.write_text(PLAN.replace('"fete"', '"fette"'), "utf-8")
    assert "fete" in run("plan", SLUG, code=2).err


def test_a_page_that_says_full_puts_who_asks_on_the_waiting_list(desk, run):
    page = desk.root / f"content/agenda/2026-12-05-{SLUG}.md"
    page.write_text(PAGE.replace("capacity: 3", "capacity: 3\nstate: full"), "utf-8")
    assert "attente" in run("enrol", SLUG, "C-1").out
