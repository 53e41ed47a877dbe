"""The example organisation's base is what its script writes, and nobody real is in it."""

import csv
import io
import re
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from comptoir.dates import holidays
from comptoir.desk.demo_sales import LATE_MEMBER
from example.make_contacts import __doc__ as header
from example.make_contacts import files
from example.population.counts import counts
from example.population.memberships import FEES
from example.population.sales import ITEMS
from example.population.world import World, draw

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "contacts" / "demo"
FICTION = re.compile(r"(\+33|0)(26191|19900|63998)\d{4}")


@pytest.fixture(scope="module")
def world() -> World:
    return draw()


def rows(name: str, encoding: str = "utf-8") -> list[dict[str, str]]:
    text = (DEMO / name).read_bytes().decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def dated(name: str, column: str) -> list[date]:
    return [date.fromisoformat(row[column]) for row in rows(name) if row[column]]


def test_the_committed_files_are_what_the_script_writes(world):
    written = files(world)
    assert {path.name for path in DEMO.glob("*.csv")} == set(written)
    for name, content in written.items():
        assert (DEMO / name).read_bytes() == content, f"run make_contacts.py: {name} differs"


def test_the_header_of_the_script_says_the_counts(world):
    for label, number in counts(world):
        assert f"{label:<42}{number:>10}" in header


def test_there_are_two_thousand_rows_with_a_reference_each():
    references = [row["Référence externe"] for row in rows("adherents-FICTIF.csv")]
    assert len(references) == len(set(references)) == 2000


def test_612_living_people_known_once_are_members_of_the_season(world):
    of_season = [
        row["Référence externe"]
        for row in rows("adhesions-FICTIF.csv")
        if row["Saison"] == "2026-2027"
    ]
    known = {c.reference: c for c in world.rows}
    of_season.append(LATE_MEMBER)  # the demonstration records the last dues itself
    members = [known[reference] for reference in of_season]
    assert world.late_member == LATE_MEMBER
    assert len(set(of_season)) == len(of_season) == 612
    assert not any(member.deceased_on for member in members)
    assert not {member.key for member in members} & (set(world.doubles) | world.refused)
    assert all("adhérent" in member.roles for member in members)


def test_every_history_is_about_a_row_that_can_be_imported(world):
    refused = {c.reference for c in world.rows if c.key in world.refused}
    known = {c.reference for c in world.rows} - refused
    for name in ("adhesions-FICTIF.csv", "dons-FICTIF.csv", "ventes-FICTIF.csv"):
        assert {row["Référence externe"] for row in rows(name)} <= known


def test_nothing_happens_after_a_death(world):
    death = {c.reference: c.deceased_on for c in world.rows if c.deceased_on}
    for name in ("adhesions-FICTIF.csv", "dons-FICTIF.csv", "ventes-FICTIF.csv"):
        for row in rows(name):
            if row["Référence externe"] in death:
                assert date.fromisoformat(row["Date"]) < death[row["Référence externe"]]


@pytest.mark.parametrize(
    ("name", "encoding", "column"),
    [
        ("adherents-FICTIF.csv", "utf-8", "Mél"),
        ("contacts-salon-FICTIF-latin1.csv", "latin-1", "Courriel"),
    ],
)
def test_every_mailbox_is_under_example_org(name, encoding, column):
    for row in rows(name, encoding):
        if row[column]:
            assert re.search(r"[@.,]example\.org$", row[column].strip().casefold())


@pytest.mark.parametrize(
    ("name", "encoding", "columns"),
    [
        ("adherents-FICTIF.csv", "utf-8", ("Téléphone", "Portable")),
        ("contacts-salon-FICTIF-latin1.csv", "latin-1", ("Tél.",)),
    ],
)
def test_every_telephone_is_in_a_range_for_fiction(name, encoding, columns):
    for row in rows(name, encoding):
        for number in (row[column] for column in columns if row[column]):
            assert FICTION.fullmatch(re.sub(r"[ .\-]", "", number))


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("adhesions-FICTIF.csv", "Date"),
        ("dons-FICTIF.csv", "Date"),
        ("ventes-FICTIF.csv", "Date"),
        ("ventes-FICTIF.csv", "Date de règlement"),
    ],
)
def test_no_money_comes_in_august_on_sundays_or_public_holidays(name, column):
    for day in dated(name, column):
        assert day.month != 8
        assert day.weekday() != 6
        assert day not in holidays(day.year)
        assert date(2024, 9, 1) <= day <= date(2026, 11, 24)


def test_dues_have_the_price_and_the_dates_of_their_season():
    levels = {"plein": "full", "réduit": "reduced"}
    for row in rows("adhesions-FICTIF.csv"):
        assert Decimal(row["Montant"]) == FEES[row["Saison"]][levels[row["Niveau"]]]
        assert row["Saison"][:4] + "-09-01" <= row["Date"] <= row["Saison"][5:] + "-07-31"


def test_nobody_pays_a_season_twice():
    paid = Counter((r["Référence externe"], r["Saison"]) for r in rows("adhesions-FICTIF.csv"))
    assert max(paid.values()) == 1


def test_sales_have_the_price_and_rate_of_their_item():
    for row in rows("ventes-FICTIF.csv"):
        assert (Decimal(row["Prix TTC"]), row["Taux"]) == ITEMS[row["Article"]]


def test_cash_never_exceeds_three_hundred_euros():
    cash: Counter[str] = Counter()
    for row in rows("ventes-FICTIF.csv"):
        if row["Mode"] == "espèces":
            cash[row["Pièce"]] += Decimal(row["Prix TTC"]) * int(row["Quantité"])
    gifts = [Decimal(r["Montant"]) for r in rows("dons-FICTIF.csv") if r["Mode"] == "espèces"]
    assert max([*cash.values(), *gifts]) <= 300


def test_sales_grow_from_one_autumn_to_the_next():
    days = dated("ventes-FICTIF.csv", "Date")
    autumns = [
        sum(date(year, 9, 1) <= day <= date(year, 11, 24) for day in days)
        for year in (2024, 2025, 2026)
    ]
    assert autumns == sorted(autumns)


def test_december_is_the_month_of_gifts():
    months = Counter(day.month for day in dated("dons-FICTIF.csv", "Date"))
    assert months.most_common(1)[0][0] == 12


def test_some_firms_pay_late_or_not_yet(world):
    unpaid = {line.voucher for line in world.sales if line.paid_on is None}
    late = {
        line.voucher
        for line in world.sales
        if line.paid_on and line.paid_on - line.on > timedelta(days=30)
    }
    slow = {line.key for line in world.sales if line.voucher in unpaid | late}
    assert len(unpaid | late) == 12
    assert all(world.contacts[key].organisation for key in slow)


def test_minors_have_a_birth_date_and_are_members(world):
    for minor in (contact for contact in world.contacts if contact.minor):
        assert minor.birth_known
        assert "adhérent" in minor.roles


def test_every_origin_says_that_it_is_fictional():
    for row in rows("adherents-FICTIF.csv"):
        assert row["Origine"] == "" or row["Origine"].startswith("FICTIF - ")


def test_no_agreement_is_older_than_the_contact(world):
    for contact in world.contacts:
        if contact.consent.on and contact.source_on:
            assert contact.source_on <= contact.consent.on <= date(2026, 11, 24)


def test_cash_and_cards_come_only_when_the_desk_is_open():
    for name in ("adhesions-FICTIF.csv", "dons-FICTIF.csv", "ventes-FICTIF.csv"):
        for row in rows(name):
            if row["Mode"] in ("espèces", "carte"):
                assert date.fromisoformat(row["Date"]).weekday() in (2, 4, 5)


def test_the_workshop_is_let_on_mondays_tuesdays_and_thursdays():
    for row in rows("ventes-FICTIF.csv"):
        if row["Article"] == "LOC-ATEL":
            assert date.fromisoformat(row["Date"]).weekday() in (0, 1, 3)
