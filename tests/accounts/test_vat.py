"""The VAT return at the desk: by period, explained, recorded once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from comptoir.desk import due, payments
from comptoir.payments import Method

from make_books import JO, sell, shop

D = Decimal


@pytest.fixture
def desk(ctx, comptoir):
    """October: a kit (goods), a course not paid; November: the course is paid."""
    shop(ctx)
    october = replace(ctx, today=date(2026, 10, 5))
    sell(october, "KIT-VELO:2", "GUIDE")
    course = sell(october, "STAGE-BOIS")
    payments.record(
        replace(ctx, today=date(2026, 11, 3)),
        payer=JO, amount=D("90.00"), method=Method.TRANSFER, invoices=[course],
    )  # fmt: skip

    def run(*words, code=0, **settings):
        path = ctx.root / "legal" / "organisation.toml"
        text = path.read_text("utf-8")
        for key, value in settings.items():
            text = text.replace("[vat]\n", f'[vat]\n{key} = "{value}"\n')
        path.write_text(text, "utf-8")
        return comptoir("ledger", "vat", *words, "--project", str(ctx.root), code=code)

    return run


def boxes(done):
    return done.json["euros"]


def test_row_56_the_return_is_the_ledger(desk):
    october = desk("--json").json
    assert october["return"]["period"]["name"] == "2026-10"
    assert october["euros"] == {"A1": 80, "08": 13, "09": 1, "16": 14, "23": 0, "32": 14}
    assert (october["gap"], october["waiting"]) == ("0.00", "15.00")
    assert boxes(desk("--period", "2026-11", "--json"))["08"] == 15
    said = desk("--period", "2026-11", "--explain", "08").out
    assert "P-2026-0001" in said
    assert "F-2026" not in said


def test_a_return_is_recorded_once_and_leaves_due(desk, ctx):
    assert any("TVA d’octobre" in task.what for task in due.due(ctx, within=0))
    assert "TVA-2026-10" in desk("--record", "--yes").out
    assert "déjà au journal" in desk("--record", "--yes", code=3).err
    assert boxes(desk("--json"))["32"] == 14
    assert not any("TVA" in task.what for task in due.due(ctx, within=0))


def test_a_period_that_is_not_over_is_shown_and_not_recorded(desk):
    assert "14 €" in desk("--period", "2026-10").out
    assert "pas fini" in desk("--period", "2026-11", "--record", "--yes", code=3).err


def test_quarters_and_years_have_their_form(desk):
    assert desk("--period", "2026-T4", "--json", filing="quarterly").json["euros"]["08"] == 28
    desk("--period", "2026-10", code=2)


def test_the_yearly_return_ends_with_2026(desk):
    done = desk("--period", "2025-2026", "--json", filing="yearly").json
    assert done["return"]["form"] == "CA12"
    assert "31 décembre 2026" in desk("--period", "2026-2027", code=3).err


def test_who_charges_no_vat_declares_none(desk, ctx):
    path = ctx.root / "legal" / "organisation.toml"
    text = path.read_text("utf-8").replace('regime = "mixed"', 'regime = "franchise"')
    path.write_text(text, "utf-8")
    assert "rien à déclarer" in desk(code=3).err


@pytest.mark.parametrize("wrong", [("--period", "octobre"), ("--explain", "99")])
def test_a_wrong_period_or_box_is_said(desk, wrong):
    desk(*wrong, code=2)
