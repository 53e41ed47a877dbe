"""The quality indicators: delay of answers, invoices redone, complaints; trend and target."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.dashboard import measures
from comptoir.dashboard.period import Period
from comptoir.dashboard.quality import Trend, judge, trend
from comptoir.desk import crediting
from comptoir.desk.crediting import Wanted
from comptoir.desk.dashboards import quality
from comptoir.desk.requests import answering, following, opening
from comptoir.requests.model import Channel, Kind
from comptoir.store import begin
from comptoir.store.tables.requests import request
from comptoir.store.tables.sales import invoice

from make_books import JO, sell
from make_requests import ASKED, COMPLAINED, desk


def on(ctx, day):
    return replace(
        ctx, today=day, now=lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    )


def answered(ctx, *, received, given_, told=ASKED, kind=Kind.INFORMATION):
    asked = opening.Told(kind=kind, contact=JO, owner="soizic", received_on=received, answers=told)
    number = opening.new(on(ctx, received), asked).number
    following.take(on(ctx, given_), number)
    reply = answering.Reply(channel=Channel.PHONE, text="Oui, samedi.")
    answering.answer(on(ctx, given_), number, reply)


@pytest.fixture
def lived(any_ctx):
    """Four sales, one of them taken back; one answer in two days, another in six; a complaint."""
    ctx = desk(any_ctx)
    numbers = [sell(ctx, "GUIDE") for _ in range(4)]
    crediting.new(ctx, numbers[0], reason="Erreur d’article", wanted=Wanted())
    plain = {k: v for k, v in ASKED.items() if k not in ("delai", "coordonnees")} | {"delai": "10"}
    answered(ctx, received=date(2026, 10, 5), given_=date(2026, 10, 7), told=plain)
    answered(ctx, received=date(2026, 11, 9), given_=date(2026, 11, 18), told=plain)  # the 11th off
    complaint = opening.Told(kind=Kind.COMPLAINT, contact=JO, owner="soizic", answers=COMPLAINED)
    opening.new(ctx, complaint)
    (ctx.root / "legal/dashboard.toml").write_text(
        '[[note]]\nindicator = "reponses"\nyear = "2026-2027"\nrate = 3\n'
        '[[note]]\nindicator = "reclamations"\nyear = "2026-2027"\nrate = 30\n', "utf-8",
    )  # fmt: skip
    return ctx


def test_row_46_quality_is_measured_with_its_trend_and_its_target(lived, comptoir):
    def said(*more, code=0):
        return comptoir("dashboard", "quality", "--project", str(lived.root), *more, code=code)

    told = {one["id"]: one for one in said("--json").json["indicators"]}
    assert list(told) == ["reponses", "reclamations", "erreurs"]
    assert (told["reponses"]["rate"], told["reponses"]["volume"]) == ("4.0", "2")  # (2 + 6) / 2
    assert (told["reponses"]["target"], told["reponses"]["met"]) == ("3", False)
    assert told["reclamations"]["rate"] == "25.0" and told["reclamations"]["met"] is True
    assert told["erreurs"]["rate"] == "25.0" and told["erreurs"]["met"] is None
    assert {one["trend"] for one in told.values()} == {"unknown"}
    by_month = dict(told["reponses"]["months"])
    assert (by_month["octobre 2026"], by_month["novembre 2026"]) == ("2.0", "6.0")
    text = said("--échec", code=1).out
    assert "PAS TENU" in text and "25\xa0pour 100" in text and "Délai de réponse" in text


def test_a_year_earlier_says_which_way_it_goes(lived):
    with begin(lived, act="test.past") as tx:
        for number, on_ in enumerate((date(2025, 10, 1), date(2025, 10, 2)), 901):
            tx.db.execute(invoice.insert().values(
                id=number, number=f"F-2025-0{number}", contact_id=1, issued_on=on_, due_on=on_,
                net=Decimal(16), tax=Decimal(1), gross=Decimal(17), amount_due=Decimal(0),
                content="{}"))  # fmt: skip
        tx.db.execute(request.insert().values(
            id=901, number="DEM-2025-0901", kind="information", form="accueil", channel="phone",
            at=tx.now, received_on=date(2025, 10, 1), agent="soizic", owner="soizic",
            state="answered", answered_on=date(2025, 10, 3)))  # fmt: skip
    found = {one.id: one for one in quality.judged(lived)[1]}
    assert (found["reponses"].before, found["reponses"].trend) == (Decimal("2.0"), Trend.WORSE)
    assert (found["erreurs"].before, found["erreurs"].trend) == (Decimal("0.0"), Trend.WORSE)
    assert found["reclamations"].trend is Trend.WORSE


def test_a_year_without_anything_is_no_error(any_ctx, comptoir):
    desk(any_ctx)
    out = comptoir("dashboard", "quality", "--project", str(any_ctx.root), "--échec", code=0).out
    assert "Délai de réponse" in out and "–" in out


def test_an_indicator_without_facts_is_left_out():
    assert judge(measures({}, Period(date(2026, 9, 1), date(2026, 11, 24))), {}) == []


rates = st.none() | st.decimals(0, 100, places=1)


@given(rates, rates, st.booleans())
def test_the_trend_turns_with_what_is_better(now, before, more):
    opposite = {Trend.BETTER: Trend.WORSE, Trend.WORSE: Trend.BETTER}
    one, other = (trend(now, before, more_is_better=m) for m in (more, not more))
    assert opposite.get(one, one) == other
    assert (one is Trend.UNKNOWN) == (now is None or before is None)
