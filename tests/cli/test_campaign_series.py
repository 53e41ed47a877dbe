"""Series: each step leaves on its day, to whom it is due, once."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.campaigns.steps import CATCH_UP, Step
from comptoir.consent import ConsentEvent, EventKind
from comptoir.store import begin, consents
from comptoir.store.consents import NewEvent

from make_campaigns import add_people, write_campaign

TODAY = date(2026, 11, 24)


@pytest.fixture
def club(ctx, comptoir, monkeypatch):
    """A project with four people, and what runs its series on a day."""
    monkeypatch.chdir(ctx.root)
    people = add_people(
        ctx, [{"first_name": f"Jo{n}", "email": f"jo{n}@example.org"} for n in range(4)]
    )
    return Club(ctx, comptoir, people)


class Club:
    def __init__(self, ctx, comptoir, people):
        self.ctx, self.comptoir, self.people = ctx, comptoir, people

    def joins(self, n: int, *, days_ago: int, season: str = "2026-2027"):
        from sqlalchemy import insert

        from comptoir.store.tables.members import membership

        on = TODAY - timedelta(days=days_ago)
        row = {"contact_id": self.people[n].id, "season": season, "level": "full",
               "amount": Decimal(22), "recorded_on": on}  # fmt: skip
        with begin(self.ctx, act="test.join") as tx:
            tx.db.execute(insert(membership), [row])

    def run(self, *words, code=0):
        return self.comptoir("campaign", "send", "--due", "--yes", "--json", *words, code=code).json

    def sent(self, name: str) -> int:
        return len(list((self.ctx.root / "var/outbox" / name).glob("*.eml")))


def step(club, name="bienvenue", **more):
    known = {"channels": "[email]", "event": "joined", "days": "7", "date": "2026-09-01"}
    write_campaign(club.ctx.root, name=name, **known | more)


def test_a_welcome_leaves_to_who_joined_a_week_ago_and_once(club):
    step(club)
    club.joins(0, days_ago=7)
    club.joins(1, days_ago=6)  # tomorrow
    club.joins(2, days_ago=9)  # the machine was off: still in time
    club.joins(3, days_ago=15)  # too long ago
    assert [one["queued"] for one in club.run()["queued"]] == [2]
    assert club.sent("bienvenue") == 2
    assert club.run() == {"queued": [], "sent": [], "troubles": []}
    assert club.sent("bienvenue") == 2


def test_who_joined_before_the_series_began_is_left_alone(club):
    step(club, date="2026-11-24", days="0")
    club.joins(0, days_ago=2)
    assert club.run()["queued"] == []


def test_consent_is_asked_on_the_day(club):
    step(club, purpose="lettre-infos", segment="tous", event="subscribed", days="0")
    events = [
        NewEvent(
            contact_id=person.id,
            event=ConsentEvent(kind=kind, scope="lettre-infos", channel="email", on=on),
            method="formulaire", text="Oui", evidence="fiche",
        )
        for person, kind, on in (
            (club.people[0], EventKind.GRANTED, TODAY - timedelta(days=1)),
            (club.people[1], EventKind.GRANTED, TODAY - timedelta(days=1)),
            (club.people[1], EventKind.WITHDRAWN, TODAY),
        )
    ]  # fmt: skip
    with begin(club.ctx, act="test.consent") as tx:
        consents.record(tx, events)
    [queued] = club.run()["queued"]
    assert queued["queued"] == 1
    assert sum(queued["excluded"].values()) == 1


def test_dues_are_recalled_each_season_to_who_has_not_renewed(club):
    facts = club.ctx.root / "legal" / "organisation.toml"
    text = facts.read_text("utf-8")
    ends = TODAY + timedelta(days=30)
    facts.write_text(
        text + f'\n[[seasons]]\nname = "2099"\nstarts = 2026-01-01\nends = {ends}\nfull = "10.00"\n'
        f'reduced = "5.00"\n\n[[seasons]]\nname = "2100"\nstarts = {ends + timedelta(days=1)}\n'
        'ends = 2027-12-31\nfull = "10.00"\nreduced = "5.00"\n',
        "utf-8",
    )
    step(club, name="rappel", event="dues_end", days="-30", date="2026-01-01")
    club.joins(0, days_ago=200, season="2099")
    club.joins(1, days_ago=200, season="2099")
    club.joins(1, days_ago=3, season="2100")
    told = club.run()["queued"]
    assert [(one["campaign"], one["queued"]) for one in told] == [("rappel@2099", 1)]
    assert club.run()["queued"] == []
    status = club.comptoir("campaign", "status", "rappel@2099", "--json", code=0).json
    assert status["channels"][0]["counts"] == {"sent": 1}
    assert "rappel@2099" in club.comptoir("campaign", "list", code=0).out


def test_a_faulty_step_is_told_and_the_others_leave(club):
    step(club, name="a-faute", segment="absent")
    step(club, name="b-bon")
    club.joins(0, days_ago=7)
    run = club.comptoir("campaign", "send", "--due", "--yes", code=2)
    assert "absent" in run.err


def test_due_names_the_steps_of_the_day(club):
    step(club)
    club.joins(0, days_ago=7)
    out = club.comptoir("due").out
    assert "Envoyer « bienvenue » à 1 personne (7 jours après la première adhésion)" in out
    club.run()
    assert "bienvenue" not in club.comptoir("due").out


def test_a_step_is_never_queued_to_its_whole_segment(club):
    step(club)
    run = club.comptoir("campaign", "queue", "bienvenue", code=3)
    assert "étape de série" in run.err


@pytest.mark.parametrize("words", [(), ("essai", "--due"), ("--due", "--limit", "3")])
def test_a_name_or_due_but_not_both(club, words):
    assert "--due" in club.comptoir("campaign", "send", *words, code=2).err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"event": "anniversaire"}, "joined"),
        ({"event": "joined", "days": "-3"}, "dues_end"),
        ({"event": '""', "days": "3"}, "event"),
    ],
)
def test_bad_steps_are_said(club, more, said):
    step(club, **more)
    assert said in club.comptoir("campaign", "check", "bienvenue", code=2).err


def test_a_mailing_whose_last_day_is_past_goes_no_further(club, monkeypatch):
    write_campaign(club.ctx.root, channels="[email]", expires="2026-11-24")
    club.comptoir("campaign", "queue", "essai", code=0)
    late = replace(club.ctx, today=TODAY + timedelta(days=1))
    from comptoir.desk import campaigns

    done = campaigns.send(late, "essai")
    assert (dict(done.counts), done.left) == ({"skipped": 4}, 0)
    assert club.sent("essai") == 0
    with pytest.raises(Exception, match="trop tard"):
        campaigns.queue(late, "essai", again=True)


days = st.integers(0, 400)


@given(days, st.lists(days, max_size=5, unique=True), st.integers(0, 60))
def test_each_step_is_due_within_its_days_and_on_no_other(delay, runs, happened):
    step = Step(event="joined", days=delay, starts=date.min)
    on = TODAY + timedelta(days=happened)
    due = step.due_on(on)
    for run in runs:
        today = TODAY + timedelta(days=run)
        assert step.is_due(on, today) == (due <= today <= due + CATCH_UP)
