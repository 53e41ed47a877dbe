"""Rows of the mission that cross several rooms, observed from the command line.

A test named after a row proves what `docs/features.md` says of it.
"""

import shutil
import sqlite3
from contextlib import closing
from decimal import Decimal

import pytest

from make import ROOT
from make_books import JO, shop


@pytest.fixture
def desk(ctx, comptoir):
    """Run a command on a small shop and return its JSON."""
    shop(ctx)

    def run(*arguments, code=0):
        return comptoir(*arguments, "--json", "--project", str(ctx.root), code=code).json

    return run


def sold(desk, *lines):
    """Quote, accept, invoice; return the number of the invoice."""
    quote = desk("quote", "new", "--to", JO, *(part for one in lines for part in ("--line", one)))
    order = desk("quote", "accept", quote["number"])
    return desk("invoice", "issue", order["number"])["number"]


def by_account(desk, voucher):
    """Return the sum of each account in the entries of a voucher."""
    sums: dict[str, Decimal] = {}
    for entry in desk("ledger", "entries", "--voucher", voucher)["entries"]:
        for posting in entry["entry"]["postings"]:
            amount = Decimal(posting["amount"])
            sums[posting["account"]] = sums.get(posting["account"], Decimal(0)) + amount
    return sums


def test_row_28_each_invoice_gives_one_balanced_entry(desk):
    number = sold(desk, "KIT-VELO:1", "GUIDE:2")
    assert len(desk("ledger", "entries", "--voucher", number)["entries"]) == 1
    sums = by_account(desk, number)
    assert sum(sums.values()) == 0
    assert sums["411"] == Decimal("71.00")
    assert any(account.startswith("70") for account in sums)
    assert any(account.startswith("44571") for account in sums)
    assert desk("ledger", "check")["findings"] == []


def test_row_36_the_dashboard_is_static_and_equals_the_ledger(desk, ctx):
    sold(desk, "KIT-VELO:3")
    made = desk("dashboard", "build", "--year", "2026-2027")
    page = (ctx.root / "var" / "dashboard" / "index.html").read_text("utf-8")
    assert "<svg" in page
    assert "<script" not in page
    assert list((ctx.root / "var" / "dashboard").glob("*.csv"))
    for total in made["totals"]:
        assert total["booked"] in (None, total["value"])


def test_cheques_wait_for_their_day_reach_the_bank_on_a_slip_and_may_come_back(desk):
    number = sold(desk, "KIT-VELO")
    paid = desk("payment", "record", "--from", JO, "--amount", "39.00", "--method", "cheque",
                "--invoice", number, "--cheque", "0000101:20:2026-11-24",
                "--cheque", "0000102:19:2026-12-24", "--bank", "Banque Fictive")  # fmt: skip
    held = desk("payment", "deposit", "--dry-run")
    assert [(one["cheque"]["number"], one["cheque"]["planned_on"]) for one in held["later"]] == [
        ("0000102", "2026-12-24")
    ]
    assert by_account(desk, paid["number"])["5112"] == Decimal("39.00")
    slip = desk("payment", "deposit")
    assert by_account(desk, slip["number"]) == {"512": Decimal("20.00"), "5112": Decimal("-20.00")}
    back = desk("payment", "bounce", paid["number"], "--reason", "opposition", "--cheque",
                "0000101")  # fmt: skip
    assert back["reopened"] == [[number, "20.00"]]
    desk("ledger", "check")


def test_row_31_refunds_take_two_people_gaps_are_said_and_no_card_is_kept(desk, monkeypatch):
    given = ("--from", JO, "--amount", "15.00", "--method", "cash")
    paid = desk("donation", "record", *given)
    desk("payment", "record", *given, "--gift", "15.00", "--reference", "4970101234567893", code=3)
    asked = desk("payment", "refund", paid["number"], "--reason", "erreur", "--method", "cash")
    desk("payment", "approve", asked["number"], code=3)
    assert desk("payment", "count", "--counted", "14.00")["gap"] == "-1.00"
    monkeypatch.setenv("COMPTOIR_LOGIN", "yannick")
    back = desk("payment", "approve", asked["number"])["payment"]
    assert by_account(desk, back["number"]) == {"530": Decimal("-15.00"), "754": Decimal("15.00")}
    assert desk("payment", "cash")["closing"] == "0.00"


def test_row_57_dues_gifts_and_sales_never_mix(desk):
    invoice = sold(desk, "KIT-VELO:1")
    paid = desk(
        "payment", "record", "--from", JO, "--amount", "101.00", "--method", "cheque",
        "--invoice", invoice, "--dues", "2026-2027:full", "--gift", "40.00",
    )  # fmt: skip
    sums = by_account(desk, paid["number"])
    assert sums["756"] == Decimal("-22.00")
    assert sums["754"] == Decimal("-40.00")
    assert sums["411"] == Decimal("-39.00")
    assert not any(account.startswith("70") for account in sums)


def test_row_57_a_mixed_payment_that_does_not_split_exactly_is_refused(desk):
    invoice = sold(desk, "KIT-VELO:1")
    desk(
        "payment", "record", "--from", JO, "--amount", "110.00", "--method", "cheque",
        "--invoice", invoice, "--dues", "2026-2027:full", "--gift", "40.00", code=3,
    )  # fmt: skip
    assert desk("ledger", "entries", "--voucher", invoice)["entries"]
    assert desk("payment", "list")["payments"] == []


def test_row_58_quotes_and_orders_stay_outside_the_ledger(desk):
    quote = desk("quote", "new", "--to", JO, "--line", "KIT-VELO:1")
    order = desk("quote", "accept", quote["number"])
    assert desk("ledger", "entries")["entries"] == []
    desk("invoice", "issue", order["number"])
    assert len(desk("ledger", "entries")["entries"]) == 1


def test_row_71_an_image_whose_release_ended_is_held_back_and_never_shown(project_dir, comptoir):
    for part in ("content", "legal"):
        shutil.copytree(ROOT / part, project_dir / part, dirs_exist_ok=True)
    checked = comptoir("check", "--project", str(project_dir), code=1)
    assert "R-2024-002" in checked.out
    comptoir("site", "build", "--project", str(project_dir), code=0)
    output = project_dir / "output"
    pages = "".join(page.read_text("utf-8") for page in output.rglob("*.html"))
    assert "Image retirée" in pages
    assert not [path for path in output.rglob("*") if "portrait-ancien-tresorier" in path.name]


def attacked(ctx, *commands):
    """Write in the base behind its back, triggers and all."""
    with closing(sqlite3.connect(ctx.root / "var" / "comptoir.db")) as base:
        for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            base.execute(f"DROP TRIGGER {name}")
        for command in commands:
            base.execute(command)
        base.commit()


def broken(checked):
    return [one["chain"] for one in checked["chains"] if one["broken_at"] or one["lost_anchors"]]


def test_row_44_any_edit_of_the_trail_is_found(desk, ctx):
    sold(desk, "KIT-VELO:1")
    assert broken(desk("audit", "verify")) == []
    shown = desk("audit", "show")["events"]
    assert {one["login"] for one in shown} == {"soizic"}
    assert any("invoice" in field for one in shown for field in one["fields"])
    attacked(ctx, "UPDATE audit_event SET login = 'autre' WHERE id = 2")
    assert broken(desk("audit", "verify", code=1)) == ["audit_event"]


def test_row_44_truncation_is_found_against_the_last_anchor_and_a_new_base_by_its_seal(desk, ctx):
    sold(desk, "KIT-VELO:1")
    seal = desk("audit", "anchor", "--reason", "clôture")["seal"]
    assert broken(desk("audit", "verify", "--seal", seal)) == []
    attacked(
        ctx,
        "PRAGMA foreign_keys = OFF",
        "DELETE FROM audit_event WHERE id > 1",
    )
    assert broken(desk("audit", "verify", code=1)) == ["audit_event"]
    attacked(ctx, "DELETE FROM anchor")
    desk("audit", "verify", "--seal", seal, code=3)
