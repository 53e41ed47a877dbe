"""Measures in volume and in value; their totals are those of the journal, to the cent."""

import csv
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import text

from comptoir.dashboard import INDICATORS, Period, Point, measures
from comptoir.desk import donations, members, payments
from comptoir.desk.dashboards import building
from comptoir.errors import RefusedError
from comptoir.ledger import FiscalYear
from comptoir.members import Level
from comptoir.payments import Method
from comptoir.store import begin

from make_books import ATELIER, JO, SANS_ADRESSE, euros, sell, shop

YEAR = FiscalYear.starting(2026, start_month=9)


def a_little_life(ctx):
    shop(ctx)
    first = sell(ctx, "KIT-VELO:2", "GUIDE", allowances=["Remise:5.00"], charges=["Port:4.90"])
    sell(ctx, "STAGE-BOIS", to=ATELIER)
    payments.record(ctx, payer=JO, amount=euros("93.90"), method=Method.CHEQUE, invoices=[first])
    members.record(
        ctx, to=JO, season="2026-2027", level=Level.FULL, method=Method.CASH,
        received_on=date(2026, 10, 2),
    )  # fmt: skip
    donations.record(ctx, donor=SANS_ADRESSE, amount=euros("30.00"), method=Method.CARD)
    return ctx


def test_totals_are_those_of_the_journal(any_ctx):
    made = building.build(a_little_life(any_ctx))
    checked = [total for total in made.totals if total.booked is not None]
    assert [total.id for total in checked] == [
        "ventes", "articles", "canaux", "lieux", "cotisations", "dons", "reglements", "creances",
    ]  # fmt: skip
    assert all(total.value == total.booked for total in checked)
    values = {total.id: total.value for total in made.totals}
    assert values["cotisations"] == euros("22.00")
    assert values["dons"] == euros("30.00")
    assert values["reglements"] == euros("145.90")
    assert values["ventes"] == values["articles"]


def test_a_measure_that_is_not_the_journal_s_is_refused(ctx):
    a_little_life(ctx)
    with begin(ctx, act="test.attack") as tx:
        tx.db.execute(text("DROP TRIGGER payment_part_keep_update"))
        tx.db.execute(text("UPDATE payment_part SET amount = 1 WHERE kind = 'donation'"))
    with pytest.raises(RefusedError, match="Dons"):
        building.build(ctx)
    assert not (ctx.var / "dashboard").exists()


@pytest.fixture
def page(ctx):
    return building.build(a_little_life(ctx)).path


def test_the_page_is_private_and_asks_nothing_of_the_outside(page):
    assert page.stat().st_mode & 0o777 == 0o600
    html = page.read_text("utf-8")
    assert "default-src 'none'" in html
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", html)
    assert "<script" not in html
    assert "url(" not in html


def test_each_measure_has_title_units_words_source_and_table(page):
    tree = LexborHTMLParser(page.read_text("utf-8"))
    sections = tree.css("main section")
    assert [section.attributes["id"] for section in sections] == [
        "contacts", "devis", "ventes", "articles", "canaux", "lieux", "cotisations", "adherents",
        "dons", "reglements", "delais", "creances", "reclamations", "erreurs",
    ]  # fmt: skip
    for section in sections:
        assert section.css_first("h2").text()
        assert section.css_first(".definition").text()
        assert len(section.css("svg")) + len(section.css(".nothing")) == 2
        assert len(section.css_first("[role=img]").attributes["aria-label"]) > 20
        assert section.css_first(".source").text()
        assert len(section.css(".unit")) == 2
        assert section.css_first("table caption").text()
        assert section.css("thead th[scope=col]")
    assert tree.css_first(".specimen").text() == "SPÉCIMEN"
    identifiers = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(identifiers) == len(set(identifiers))


def test_no_name_of_a_person_is_on_the_page(page):
    html = page.read_text("utf-8")
    lists = "".join(path.read_text("utf-8") for path in (page.parent / "listes").iterdir())
    assert "F-2026-0001" in lists
    assert not any(name in html + lists for name in ("Le Bihan", "Tanguy", "C-000001"))


def test_the_figures_are_also_a_spreadsheet(page):
    with (page.parent / "dons.csv").open(encoding="utf-8-sig") as lines:
        table = list(csv.reader(lines, delimiter=";"))
    assert table[0][:4] == ["mois", "dons", "€", "Don moyen"]
    assert table[-1][:4] == ["novembre 2026", "1", "30,00", "30,00"]


def test_a_year_that_is_over_has_twelve_months(ctx):
    a_little_life(ctx)
    later = replace(ctx, today=date(2028, 1, 1))
    path = building.build(later, "2026-2027").path
    tree = LexborHTMLParser(path.read_text("utf-8"))
    assert len(tree.css("#dons tbody tr")) == 12


def test_an_empty_base_has_an_empty_dashboard(ctx):
    made = building.build(ctx)
    assert {total.value for total in made.totals} == {Decimal("0.00")}
    html = made.path.read_text("utf-8")
    assert "Rien à montrer sur la période" in html
    assert "<section" not in html


def test_the_command_says_what_it_measured(ctx, comptoir):
    a_little_life(ctx)
    said = comptoir("tableau-de-bord", "construire", "--project", str(ctx.root), code=0)
    assert "var/dashboard/index.html" in said.out
    data = comptoir("dashboard", "build", "--project", str(ctx.root), "--json", code=0).json
    assert {total["id"] for total in data["totals"]} >= {"ventes", "canaux", "creances"}


days = st.dates(date(2025, 9, 1), date(2026, 11, 24))
points = st.lists(
    st.builds(
        Point,
        days,
        st.integers(0, 9).map(Decimal),
        st.integers(-9999, 99_999).map(lambda cents: Decimal(cents).scaleb(-2)),
    ),
    max_size=30,
)


@given(points)
def test_no_point_of_the_period_is_lost_nor_counted_twice(made):
    period = Period.of(YEAR, date(2026, 11, 24))

    def source(wanted):
        return [p for p in made if wanted.starts <= p.key <= wanted.ends]

    for measure in measures(dict.fromkeys((one.id for one in INDICATORS), source), period):
        assert measure.now.value == sum((p.value for p in source(period)), Decimal(0))
        assert measure.text.startswith(measure.of.title)
        if measure.of.compared:
            before = sum((p.value for p in source(period.before)), Decimal(0))
            assert measure.before.value == before


def test_the_year_before_a_leap_day_is_the_28th():
    assert Period(date(2028, 2, 29), date(2028, 2, 29)).before.starts == date(2027, 2, 28)
