"""The replies that a new project comes with: each motive of its form has its own."""

import shutil
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from comptoir.desk.requests import answering, following, opening, words
from comptoir.desk.requests.answering import Reply
from comptoir.requests.model import Channel, Kind, Outcome, Responsibility
from comptoir.requests.replies import fitting

from make import ROOT
from make_books import sell, shop

STARTER = ROOT / "pipeline/comptoir/starter/common/contacts"
SPOKEN = {"reponse_par": "email", "besoin": "Savoir quand venir", "accord": "oui", "delai": "5",
          "coordonnees": "jo@example.org", "demande": "Vos horaires ?"}  # fmt: skip
WISH = {"souhait": "Être remboursé"}


@pytest.fixture
def desk(ctx):
    shop(ctx)
    for name in ("forms", "replies"):
        shutil.copytree(STARTER / name, ctx.root / "contacts" / name)
    return ctx


def asked(ctx, motive, kind=Kind.INFORMATION):
    answers = {**SPOKEN, "nature": motive, **(WISH if kind is not Kind.INFORMATION else {})}
    invoice = sell(ctx, "GUIDE") if kind is Kind.DISPUTE else ""
    told = opening.Told(kind=kind, contact="C-1", answers=answers, invoice=invoice)
    number = opening.new(ctx, told).number
    following.take(ctx, number)
    return number


@pytest.mark.parametrize(
    ("motive", "kind", "given", "says"),
    [
        (
            "information",
            Kind.INFORMATION,
            {"reply.text": "Le mercredi, de 14 h à 18 h."},
            "mercredi",
        ),
        ("hors-objet", Kind.INFORMATION, {"reply.who": "la mairie"}, "la mairie"),
        ("reclamation", Kind.COMPLAINT, {}, "aucune relance"),
        ("litige", Kind.DISPUTE, {}, "suspendues"),
        ("donnees", Kind.INFORMATION, {}, "un mois"),
    ],
)
def test_each_motive_of_the_form_has_its_reply(desk, motive, kind, given, says):
    number = asked(desk, motive, kind)
    reply = Reply(
        channel=Channel.EMAIL, to="jo@example.org", given=given, interim=True, preview=True
    )
    told = answering.answer(desk, number, reply)
    assert says in told.text and number in told.subject + told.text
    assert "{{" not in told.text and "{%" not in told.text


def test_a_complaint_is_answered_with_facts_and_remedy(desk):
    number = asked(desk, "reclamation", Kind.COMPLAINT)
    outcome = Outcome(facts="Une pièce manquait", responsibility=Responsibility.OURS,
                      remedy="Nous vous l’envoyons", remedy_on=date(2026, 12, 4))  # fmt: skip
    told = answering.answer(
        desk, number, Reply(channel=Channel.EMAIL, to="jo@example.org", outcome=outcome)
    )
    assert "Une pièce manquait." in told.text and "Nous vous l’envoyons." in told.text
    assert "Médiation Fictive" in told.text


def test_no_two_replies_answer_the_same(desk):
    every = list(words.replies(desk))
    assert len(every) == 6
    for one in every:
        if one.motive:
            for channel in one.channels:
                found = fitting(every, motive=one.motive, roles=frozenset(), channel=channel)
                assert found.name == one.name


def test_the_replies_pass_the_check(desk, comptoir: Callable[..., Any]):
    said = comptoir("check", "--project", str(desk.root)).out
    assert "contacts/replies" not in said
