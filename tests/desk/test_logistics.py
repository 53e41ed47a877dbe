"""Deliveries to come, the load of a week, and reserves on what carriers bring."""

import csv
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from icalendar import Calendar

from comptoir.desk import due, orders, payments, quotes
from comptoir.desk import offers as asking
from comptoir.payments import Cheque, Method
from comptoir.readers.document_text import document_words

from make import ROOT
from make_books import ATELIER, JO, sell, shop

CARRIER = "Messageries des Deux Rives (FICTIF)"


@pytest.fixture
def desk(ctx, comptoir):
    """A small shop with the partners of the example."""
    shop(ctx)
    (ctx.root / "contacts").mkdir(exist_ok=True)
    shutil.copy(ROOT / "contacts/partners.toml", ctx.root / "contacts/partners.toml")

    def run(*arguments, code=0, **env):
        return comptoir(*arguments, "--project", str(ctx.root), code=code, **env)

    return run


def ordered(ctx, *lines, to=JO):
    wanted = [asking.wanted(line) for line in lines]
    quote = quotes.new(ctx, asking.Request(to=to, lines=wanted))
    return quotes.accept(ctx, quote.number).number


def on(ctx, day):
    return replace(
        ctx, today=day, now=lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    )


def test_row_60_a_week_gives_its_load_late_orders_cut_offs_and_cheques(desk, ctx):
    late = ordered(on(ctx, date(2026, 10, 20)), "KIT-VELO:2")  # nobody said when: thirty days
    planned = ordered(ctx, "GUIDE:3")
    said = desk("order", "plan", planned, "--le", "2026-11-26", "--transporteur", CARRIER,
                "--colis", "2", "--poids", "3,5")  # fmt: skip
    assert "jeudi 26 novembre 2026" in said.out and "colis prêts avant 16 h 00" in said.err
    ordered(ctx, "GUIDE:1", to=ATELIER)  # a firm to which no day was promised
    payments.record(
        ctx, payer=JO, amount=Decimal("30.00"), method=Method.CHEQUE, gift=Decimal("30.00"),
        by_cheques=[Cheque(amount=Decimal("30.00"), planned_on=date(2026, 11, 25))],
    )  # fmt: skip
    done = desk("due", "--week", "48", "--csv", "--ics")
    lines = done.out.splitlines()
    thursday = next(line for line in lines if line.startswith("jeudi 26/11"))
    assert thursday.split()[2:5] == ["1", "2", "1"] and f"16 h 00, {CARRIER}" in thursday
    assert "1 (30,00 €)" in next(line for line in lines if line.startswith("mercredi 25/11"))
    assert "samedi 28/11 (non ouvré)" in done.out
    assert f"{late} (C-000001), promise le 19/11/2026 (5 j) : 2 × Kit" in done.out
    assert "Sans jour promis\n  BC-2026-0003 (C-000002) : 1 × Guide" in done.out
    told = desk("due", "--week", "48", "--csv", "--ics", "--json").json
    assert [day["on"] for day in told["week"]["days"]][3] == "2026-11-26"
    calendar = Calendar.from_ical(Path(told["calendar"]).read_bytes()).walk("VEVENT")
    assert [one.decoded("dtstart") for one in calendar if "Livrer" in one["summary"]] == [
        date(2026, 11, 26)
    ]
    rows = list(csv.DictReader(
        Path(told["csv"]).read_text("utf-8-sig").splitlines(), delimiter=";"))  # fmt: skip
    load = {row["jour"]: row for row in rows if row["sorte"] == "charge"}
    assert len(load) == 7
    assert (load["2026-11-26"]["livraisons"], load["2026-11-26"]["colis"]) == ("1", "2")
    assert load["2026-11-25"]["montant des chèques"] == "30,00"
    assert [row["quoi"] for row in rows if row["sorte"] == "en retard"] == [
        f"{late} : 2 × Kit de réparation vélo"
    ]


def test_what_is_delivered_leaves_the_week_and_the_rest_is_a_back_order(desk, ctx):
    number = ordered(ctx, "GUIDE:3")
    desk("order", "plan", number, "--le", "2026-11-26")
    assert "3 × Guide" in desk("order", "list", "--à-livrer").out
    desk("delivery", "new", number, "--line", "GUIDE:2")
    assert "reliquat : 1 × Guide" in desk("order", "list", "--à-livrer").out
    assert [t.what for t in due.due(ctx, within=10) if number in t.what] == [
        f"Livrer le reste de {number}"
    ]
    desk("delivery", "new", number)
    assert desk("order", "list", "--à-livrer").out == "Tout est livré.\n"
    assert "il ne reste rien à livrer" in desk(
        "order", "plan", number, "--le", "2026-11-27", code=3).err  # fmt: skip


def test_a_promise_that_cannot_be_kept_is_refused(desk, ctx):
    number = ordered(ctx, "KIT-VELO:1")

    def said(*more, code=2):
        return desk("order", "plan", number, *more, code=code).err

    assert "pour hier" in said("--le", "2026-11-01")
    assert "quel jour" in said()
    assert "aucun partenaire" in said("--le", "2026-11-26", "--transporteur", "Messagerie")
    assert "n’est pas un transporteur" in said(
        "--le", "2026-11-26", "--transporteur", "Menuiserie du Quai (FICTIF)")  # fmt: skip
    assert "pas plus de 10 kg" in said(
        "--le", "2026-11-26", "--transporteur", CARRIER, "--poids", "12", code=3)  # fmt: skip
    assert "n’est pas un jour travaillé" in said("--le", "2026-12-25", code=0)
    desk("order", "plan", number, "--retirer")
    assert "délai légal" in desk("order", "list", "--à-livrer").out


def test_reserves_leave_by_registered_letter_within_three_days(desk, ctx):
    made = desk("partner", "reserve", CARRIER, "--reçu-le", "2026-11-23", "--dommage",
                "2 colis écrasés sur 5", "--bordereau", "LV-77", "--json").json  # fmt: skip
    number = made["reserve"]["number"]
    assert made["reserve"]["letter_by"] == "2026-11-26"
    text = document_words(Path(made["path"])).text
    assert "4 rue de l’Exemple" in text and "2 colis écrasés" in text and "L133-3" in text
    [task] = [t for t in due.due(ctx, within=10) if number in t.what]
    assert task.on == date(2026, 11, 26)
    assert "lettre partie." in desk("partner", "send", number, "--recommandé", "1A00").out
    assert "déjà partie" in desk("partner", "send", number, code=3).err
    assert not [t for t in due.due(ctx, within=10) if number in t.what]
    assert "partie le 24/11/2026" in desk("partner", "reserves").out


def test_reserves_that_are_badly_told_are_refused(desk):
    def said(*arguments, code=2):
        return desk("partner", "reserve", *arguments, code=code).err

    day = ("--reçu-le", "2026-11-23")
    assert "pas un transporteur" in said("Menuiserie du Quai (FICTIF)", *day, "--dommage", "x")
    assert "datée de demain" in said(CARRIER, "--reçu-le", "2026-11-25", "--dommage", "x")
    assert "que s’est-il passé" in said(CARRIER, *day, "--dommage", "  ")
    assert "délai est passé" in said(
        CARRIER, "--reçu-le", "2026-11-02", "--dommage", "Un carton mouillé", code=0)  # fmt: skip
    assert "aucune réserve" in desk("partner", "send", "RS-2026-0099", code=2).err


def _delivered(ctx, *lines):
    made = orders.deliver_order(ctx, ordered(ctx, *lines), [])
    return made.number


def test_row_60_what_comes_back_is_registered_and_settled(desk, ctx):
    note = _delivered(ctx, "KIT-VELO:3")
    told = ("--état", "intact", "--motif", "rétractation")
    assert (
        "RT-2026-0001 : 2 ×" in desk("delivery", "return", note, "--ligne", "kit-velo:2", *told).out
    )
    more = desk("delivery", "return", note, "--ligne", "KIT-VELO:2", *told, code=3).err
    assert "1 au plus peut revenir" in more
    [task] = [one for one in due.due(ctx, within=30) if "RT-2026-0001" in one.what]
    assert task.on == date(2026, 12, 8)
    assert "remis en stock" in desk("delivery", "settle", "RT-2026-0001", "--sort", "stock").out
    assert "déjà réglé" in desk("delivery", "settle", "RT-2026-0001", "--sort", "rebut", code=3).err
    assert not [one for one in due.due(ctx, within=30) if "RT-2026-0001" in one.what]
    [one] = desk("delivery", "returns", "--csv", "--json").json["returns"]
    assert (Decimal(one["quantity"]), one["fate"]) == (2, "stock")


def test_what_came_back_damaged_does_not_go_back_to_stock(desk, ctx):
    note = _delivered(ctx, "KIT-VELO:1")
    desk(
        "delivery", "return", note, "--ligne", "KIT-VELO", "--état", "abîmé", "--motif", "transport"
    )
    assert "abîmé" in desk("delivery", "settle", "RT-2026-0001", "--sort", "stock", code=3).err
    desk("delivery", "settle", "RT-2026-0001", "--sort", "fournisseur")


def test_a_return_knows_its_invoice_and_the_credit_note_of_its_customer(desk, ctx):
    sold, other = sell(ctx, "GUIDE:2"), sell(ctx, "GUIDE:1", to=ATELIER)
    told = ("--état", "incomplet", "--motif", "défaut")
    desk("delivery", "return", sold, "--ligne", "GUIDE", *told)
    mine, theirs = (
        desk("credit", "new", one, "--motif", "Rendu", "--montant", "10", "--json").json["number"]
        for one in (sold, other)
    )
    settled = ("delivery", "settle", "RT-2026-0001", "--sort", "rebut", "--avoir")
    assert "autre client" in desk(*settled, theirs, code=3).err
    assert f"avoir {mine}" in desk(*settled, mine).out


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("BL-2026-0099", "--ligne", "GUIDE"), 2, "Aucun bon de livraison"),
        (("F-2026-0099", "--ligne", "GUIDE"), 2, "Aucune facture"),
        (("BL-2026-0001", "--ligne", "GUIDE"), 2, "n’est pas sur cette pièce"),
        (("BL-2026-0001", "--ligne", "KIT-VELO:0"), 3, "1 au plus"),
        (("BL-2026-0001", "--ligne", "KIT-VELO", "--le", "2026-11-25"), 2, "pas demain"),
    ],
)
def test_a_return_that_cannot_be_is_said(desk, ctx, arguments, code, why):
    _delivered(ctx, "KIT-VELO:1")
    told = ("--état", "intact", "--motif", "autre")
    assert why in desk("delivery", "return", *arguments, *told, code=code).err
