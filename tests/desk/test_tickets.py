"""Tickets of a paid show: numbered, priced, sold within the capacity, used once."""

import multiprocessing
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.agenda import tickets as pure
from comptoir.desk.events import registering, reporting, ticketing
from comptoir.errors import RefusedError
from comptoir.readers.document_text import document_words
from comptoir.store import events, reading, tickets

from make import context_on
from make_contacts import add, draft

SLUG = "concert"
PAGE = """---
title: "Concert au bord de l’eau"
date: 2026-11-01
summary: "Trois groupes."
owner: coordination
starts: "2026-12-05 20:00"
ends: "2026-12-05 23:00"
place: Quai des Haleurs
price: "12.00"
capacity: 6
---

Venez.
"""
PLAN = """
[[ticket]]
name = "plein"
what = "Plein tarif"
price = "12.00"
[[ticket]]
name = "reduit"
what = "Tarif réduit"
price = "6.00"
quota = 2
[[ticket]]
name = "invite"
what = "Invitation"
price = "0"
[[budget]]
name = "sono"
what = "Sonorisation"
amount = "120.00"
"""


@pytest.fixture
def desk(ctx):
    (ctx.root / "content/agenda").mkdir(parents=True)
    (ctx.root / f"content/agenda/2026-12-05-{SLUG}.md").write_text(PAGE, "utf-8")
    (ctx.root / "contacts/events").mkdir(parents=True)
    (ctx.root / f"contacts/events/{SLUG}.toml").write_text(PLAN, "utf-8")
    add(ctx, draft())
    return ctx


@pytest.fixture
def run(desk, comptoir):
    def command(*arguments, code=0):
        return comptoir("event", *arguments, "--project", str(desk.root), code=code)

    return command


def that_evening(ctx):
    return replace(ctx, today=date(2026, 12, 5),
                   now=lambda: datetime(2026, 12, 5, 20, tzinfo=UTC))  # fmt: skip


def test_tickets_are_numbered_priced_printed_and_enter_once(desk, run):
    sold = run("sell", SLUG, "--nombre", "2", "--json").json
    assert [one["number"] for one in sold["tickets"]] == [1, 2] and sold["amount"] == "24.00"
    text = document_words(desk.root / sold["path"]).text
    for words in ("Les Ateliers du Halage", "Plein tarif", "12,00", "0001", "0002",
                  sold["tickets"][0]["code"], "Partie conservée à l’entrée"):  # fmt: skip
        assert words in text
    assert "billet (0003), Tarif réduit : 6,00 €" in run("sell", SLUG, "--catégorie", "reduit").out
    gone = run("sell", SLUG, "--catégorie", "invite", "--json").json
    assert "gratuit" in document_words(desk.root / gone["path"]).text
    assert "0004 annulé" in run("void", SLUG, "4").out
    evening = that_evening(desk)
    first = sold["tickets"][0]["code"]
    done = ticketing.admit(evening, SLUG, [first.lower().replace("-", " "), "AAAA-AAAA", first])
    assert [one.number for one in done.entered] == [1]
    assert done.refused == (
        "aucun billet ne porte le code « AAAA-AAAA ».",
        "billet 0001 : il est déjà entré.",
    )
    assert "est annulé" in ticketing.admit(
        evening, SLUG, [gone["tickets"][0]["code"]]).refused[0]  # fmt: skip
    said = run("tickets", SLUG).out
    assert "Recette : 30,00 €" in said and "0001 à 0002" in said
    assert "0005" in run("sell", SLUG).out  # the number of a cancelled ticket is not given again
    told = reporting.report(evening, SLUG)
    assert (told.tickets, told.takings, told.attended) == (4, Decimal("42.00"), 1)
    assert told.received == Decimal("42.00")


def test_seats_are_not_sold_twice(desk, run):
    registered = registering.register(desk, SLUG, "C-1", seats=3)
    run("sell", SLUG, "--nombre", "3", "--inscription", registered.reference)
    assert "a 3 place(s), dont 3 avec billet" in run(
        "sell", SLUG, "--inscription", registered.reference, code=3).err  # fmt: skip
    assert "il reste 3 place(s) sur 6" in run("sell", SLUG, "--nombre", "4", code=3).err
    assert "2 place(s) « Tarif réduit » sur 2" in run(
        "sell", SLUG, "--nombre", "3", "--catégorie", "reduit", code=3).err  # fmt: skip
    run("sell", SLUG, "--nombre", "3")
    with reading(desk) as db:
        assert events.taken(db, SLUG) == 6
        code = next(t.code for t in tickets.of_event(db, SLUG) if t.registration)
    ticketing.admit(that_evening(desk), SLUG, [code])
    assert registering.listed(desk, SLUG)[0].state is events.State.ATTENDED


def test_what_is_badly_asked_is_refused(desk, run):
    assert "n’est pas une catégorie" in run("sell", SLUG, "--catégorie", "plien", code=2).err
    assert "de 1 à 500" in run("sell", SLUG, "--nombre", "0", code=2).err
    assert "pas lieu aujourd’hui" in run("admit", SLUG, "ABCD-2345", code=3).err
    assert "aucun code" in run("admit", SLUG, code=2).err
    assert "pas de billet 9" in run("void", SLUG, "9", code=2).err
    assert "pas de billet valable" in run("tickets", SLUG, "--imprimer", code=3).err
    path = desk.root / f"content/agenda/2026-12-05-{SLUG}.md"
    path.write_text(PAGE.replace('price: "12.00"\n', ""), "utf-8")
    (desk.root / f"contacts/events/{SLUG}.toml").unlink()
    assert "n’a pas de prix" in run("sell", SLUG, code=2).err


def test_a_ticket_of_another_show_does_not_enter(desk, run):
    other = PAGE.replace("Concert", "Bal")
    (desk.root / "content/agenda/2026-12-05-bal.md").write_text(other, "utf-8")
    code = run("sell", "bal", "--json").json["tickets"][0]["code"]
    assert "d’un autre évènement, bal" in ticketing.admit(
        that_evening(desk), SLUG, [code]).refused[0]  # fmt: skip


def _sell(root, ready):
    ready.wait()
    try:
        ticketing.sell(context_on(root), SLUG, count=2)
    except RefusedError:
        raise SystemExit(3) from None


def test_tickets_sold_at_once_never_pass_the_capacity_nor_share_a_number(desk):
    forked = multiprocessing.get_context("fork")
    ready = forked.Barrier(5)
    workers = [forked.Process(target=_sell, args=(desk.root, ready)) for _ in range(5)]
    for each in workers:
        each.start()
    for each in workers:
        each.join(120)
    assert sorted(each.exitcode for each in workers) == [0, 0, 0, 3, 3]
    with reading(desk) as db:
        assert [one.number for one in tickets.of_event(db, SLUG)] == [1, 2, 3, 4, 5, 6]


def test_what_an_event_cost_is_read_from_the_books(desk, run, comptoir):
    comptoir("purchase", "record", "--supplier", "C-1", "--number", "S-77", "--date", "2026-11-20",
             "--line", "613:100@20", "--deductible", "100",
             "--project", str(desk.root), code=0)  # fmt: skip
    assert "100,00 € noté sur sono, lu dans le journal" in run(
        "spend", SLUG, "--ligne", "sono", "--pièce", "ac-2026-0001").out  # fmt: skip
    assert "déjà compté" in run(
        "spend", SLUG, "--ligne", "sono", "--pièce", "AC-2026-0001", code=3).err  # fmt: skip
    assert "n’a pas de pièce" in run("spend", SLUG, "--pièce", "AC-2026-0009", code=2).err
    assert "combien" in run("spend", SLUG, code=2).err
    assert reporting.report(desk, SLUG).spent == Decimal("100.00")


@given(st.lists(st.integers(0, 255), min_size=8, max_size=8))
def test_a_code_is_read_back_whatever_separates_its_letters(drawn):
    code = pure.code_of(drawn)
    assert pure.read_code(code) == pure.read_code(code.lower().replace("-", " ")) == code
