"""Each indicator counts what its definition says, and its list adds up to it."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import insert, update

from comptoir.dashboard import BY_ID, INDICATORS, Period
from comptoir.dashboard.measures import count
from comptoir.desk import donations, members, payments, quotes
from comptoir.desk.dashboards import building
from comptoir.desk.dashboards.gathering import gather
from comptoir.desk.project import load
from comptoir.ledger import FiscalYear
from comptoir.members import Level
from comptoir.payments import Method
from comptoir.store import begin, reading
from comptoir.store.tables.contacts import contact_role
from comptoir.store.tables.members import membership
from comptoir.store.tables.sales import quote

from make_books import ATELIER, JO, SANS_ADRESSE, euros, sell, shop

YEAR = FiscalYear.starting(2026, start_month=9)


@pytest.fixture
def lived(any_ctx):
    ctx = shop(any_ctx)
    first = sell(ctx, "KIT-VELO:2", "GUIDE", allowances=["Remise:5.00"], charges=["Port:4.90"])
    sell(ctx, "STAGE-BOIS", to=ATELIER)
    payments.record(ctx, payer=JO, amount=euros("93.90"), method=Method.CHEQUE, invoices=[first])
    donations.record(ctx, donor=SANS_ADRESSE, amount=euros("30.00"), method=Method.CARD)
    return ctx


def gathered(ctx):
    period = Period.of(YEAR, ctx.today)
    with reading(ctx) as db:
        found = gather(ctx, db, load(ctx), period)
        lists = {one.of.id: list(found.lines(one.of.id, period)) for one in found.measures}
    return {one.of.id: one for one in found.measures}, lists


def test_row_65_indicators_are_in_volume_and_in_value_with_chart_and_table(lived, comptoir):
    """Pieces, orders, baskets, € HT; title, unit, alternative text, data table; sums equal."""
    made = comptoir("dashboard", "build", "--project", str(lived.root), "--json", code=0).json
    totals = {total["id"]: total for total in made["totals"]}
    assert (totals["articles"]["volume"], totals["articles"]["volume_unit"]) == ("4.0000", "unités")
    assert totals["devis"]["volume"] == "2"
    assert (totals["ventes"]["rate"], totals["ventes"]["rate_unit"]) == ("77.54", "€ HT")
    for one in ("articles", "canaux", "lieux"):
        assert totals[one]["value"] == totals["ventes"]["value"] == totals[one]["booked"]
    page = LexborHTMLParser((lived.root / "var/dashboard/index.html").read_text("utf-8"))
    for section in page.css("main section"):
        assert section.css_first("h2").text()
        drawn = len(section.css("svg")) + len(section.css(".nothing"))  # no complaint: no chart
        assert drawn == len(section.css(".unit")) == 2
        assert section.css_first("[role=img]").attributes["aria-label"]
        rows = [row.css("td") for row in section.css("tbody tr")]
        volumes = [
            Decimal(cells[0].text().replace("\u202f", "").replace(",", ".")) for cells in rows
        ]
        (total,) = section.css("tfoot tr")
        assert count(sum(volumes, Decimal(0))) == total.css("td")[0].text()


def test_the_list_of_an_indicator_adds_up_to_it(lived):
    measures, lists = gathered(lived)
    listed = [one for one in INDICATORS if one.listed and not measures_empty(measures, one.id)]
    assert {one.id for one in listed} >= {"ventes", "articles", "reglements", "creances", "delais"}
    for one in listed:
        measure, lines = measures[one.id], lists[one.id]
        assert sum((line.value for line in lines), Decimal(0)) == measure.now.value, one.id
        assert sum((line.volume for line in lines), Decimal(0)) == measure.now.volume, one.id
        assert all(line.number for line in lines)
    assert [line.number for line in lists["creances"]] == ["F-2026-0002"]


def measures_empty(measures, name):
    return name not in measures or measures[name].empty


def test_quotes_are_counted_by_what_became_of_them(lived):
    made = quotes.new(lived, _asked())
    quotes.refuse(lived, made.number)
    quotes.new(lived, _asked())
    with begin(lived, act="test.late") as tx:
        late = update(quote).where(quote.c.number == "D-2026-0004")
        tx.db.execute(late.values(valid_to=date(2026, 10, 1)))
    measures, _ = gathered(lived)
    rows = {row.label: row.now.volume for row in measures["devis"].rows}
    assert rows == {"accepté": 2, "refusé": 1, "expiré": 1}
    assert list(rows) == ["accepté", "refusé", "expiré"]
    assert measures["devis"].rate(measures["devis"].now) == Decimal("50.0")


def _asked():
    from comptoir.desk import offers

    return offers.Request(to=JO, lines=[offers.wanted("GUIDE")])


def test_a_prospect_who_buys_is_converted(lived):
    with begin(lived, act="test.roles") as tx:
        for who in (1, 3):
            tx.db.execute(
                insert(contact_role).values(
                    contact_id=who, role="prospect", since=date(2026, 10, 3)
                )
            )
    measures, _ = gathered(lived)
    found = measures["prospects"]
    assert found.now.volume == 2
    assert found.now.value == measures["ventes"].now.value - euros("75.00")
    assert found.rate(found.now) == Decimal("50.0")


def test_members_who_come_back_are_told_from_new_ones(lived):
    for who, season in ((JO, "2025-2026"), (ATELIER, "2025-2026"), (JO, "2026-2027"),
                        (SANS_ADRESSE, "2026-2027")):  # fmt: skip
        members.record(lived, to=who, season=season, level=Level.FULL, method=Method.CASH)
    with begin(lived, act="test.past") as tx:
        past = update(membership).where(membership.c.season == "2025-2026")
        tx.db.execute(past.values(recorded_on=date(2025, 10, 1)))
    measures, _ = gathered(lived)
    found = measures["adherents"]
    assert {row.label: row.now.volume for row in found.rows} == {"renouvelées": 1, "nouvelles": 1}
    assert found.rate(found.now) == Decimal("50.0")


def test_the_delay_of_payment_weighs_amounts(lived):
    measures, _ = gathered(lived)
    found = measures["delais"]
    assert (found.now.volume, found.now.value) == (1, euros("93.90"))
    assert found.rate(found.now) == 0


def test_a_log_of_the_web_server_counts_visits_and_keeps_nobody(lived, tmp_path, comptoir):
    log = tmp_path / "access.log"
    line = '{ip} - - [{day}/Nov/2026:10:00:00 +0100] "GET {path} HTTP/2" 200 512 "-" "{agent}"\n'
    firefox = "Mozilla/5.0 Firefox/131"
    log.write_text(
        "".join(
            line.format(ip=ip, day=day, path=path, agent=agent)
            for ip, day, path, agent in (
                ("192.0.2.7", "02", "/", firefox),
                ("192.0.2.7", "02", "/agenda/", firefox),
                ("192.0.2.7", "02", "/theme/style.css", firefox),
                ("192.0.2.8", "02", "/", "Googlebot/2.1"),
                ("192.0.2.9", "03", "/?q=1", firefox),
            )
        )
        + "ligne abîmée\n"
    )
    made = comptoir("tableau-de-bord", "construire", "--journal-web", str(log), "--project",
                    str(lived.root), "--json", code=0).json  # fmt: skip
    visits = next(total for total in made["totals"] if total["id"] == "visites")
    assert (visits["volume"], visits["value"], visits["rate"]) == ("2", "3", "1.5")
    written = (lived.var / "dashboard").rglob("*")
    assert not any(b"192.0.2" in path.read_bytes() for path in written if path.is_file())


def test_a_file_that_is_no_log_is_refused(lived, tmp_path, comptoir):
    for name, content in (("a.log", b"bonjour\n"), ("b.gz", b"\x1f\x8bnon")):
        (tmp_path / name).write_bytes(content)
        said = comptoir("dashboard", "build", "--log", str(tmp_path / name), "--project",
                        str(lived.root), code=2)  # fmt: skip
        assert name in said.err
    assert not (lived.var / "dashboard").exists()


def test_targets_and_comments_are_written_kept_and_shown(lived, comptoir):
    root = str(lived.root)
    comptoir("tableau-de-bord", "noter", "ventes", "--valeur", "1000", "--taux", "50",
             "--project", root, code=0)  # fmt: skip
    comptoir("tableau-de-bord", "noter", "ventes", "--commentaire", 'Un « bon » "début"\nà suivre',
             "--project", root, code=0)  # fmt: skip
    comptoir("tableau-de-bord", "noter", "dons", "--volume", "2", "--project", root, code=0)
    page = building.build(lived).path.read_text("utf-8")
    assert "1\u202f000,00\xa0€</strong>, 16\xa0% à ce jour" in page
    assert "50,00\xa0€ HT</strong>, atteint" in page
    assert "2 dons</strong>, 50\xa0% à ce jour" in page
    assert "<p>Un « bon » &#34;début&#34;</p><p>à suivre</p>" in page
    listed = comptoir("tableau-de-bord", "lister", "--project", root, code=0).out
    assert all(one.definition in listed for one in INDICATORS)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("vente", "--valeur", "1"), "Vouliez-vous"),
        (("ventes",), "rien à noter"),
        (("creances", "--taux", "1"), "pas de taux"),
        (("ventes", "--valeur", "mille"), "montant"),
    ],
)
def test_a_note_that_says_nothing_possible_is_refused(ctx, comptoir, words, said):
    found = comptoir("tableau-de-bord", "noter", *words, "--project", str(ctx.root), code=2)
    assert said in found.err
    assert not (ctx.root / "legal/dashboard.toml").exists()


def test_a_note_of_no_indicator_is_refused_with_the_nearest(ctx, comptoir):
    path = ctx.root / "legal/dashboard.toml"
    path.write_text('[[note]]\nindicator = "vente"\nyear = "2026-2027"\nvolume = 1\n', "utf-8")
    assert "ventes" in comptoir("dashboard", "build", "--project", str(ctx.root), code=2).err


def test_the_workbook_holds_the_figures_and_a_chart_a_sheet(lived):
    from python_calamine import CalamineWorkbook

    made = building.build(lived)
    book = CalamineWorkbook.from_path(str(made.workbook))
    assert book.sheet_names[0] == "Synthèse"
    summary = {row[0]: row for row in book.get_sheet_by_name("Synthèse").to_python()[1:]}
    totals = {total.title: total for total in made.totals if total.title in summary}
    assert len(totals) == len(summary)
    for title, total in totals.items():
        assert Decimal(str(summary[title][3])) == total.value
    with zipfile.ZipFile(io.BytesIO(made.workbook.read_bytes())) as packed:
        charts = [name for name in packed.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == len(summary)


def test_the_paper_says_each_indicator_and_its_source(lived):
    from pypdf import PdfReader

    made = building.build(lived)
    text = " ".join(page.extract_text() for page in PdfReader(made.pdf).pages)
    words = " ".join(text.split())
    for total in made.totals:
        if total.volume or total.value:
            assert " ".join(BY_ID[total.id].title.split()) in words
            assert BY_ID[total.id].source[:30] in words


def test_what_is_no_longer_measured_leaves_no_list_behind(lived):
    folder = building.build(lived).path.parent
    (folder / "listes" / "anciens.csv").write_text("x")
    building.build(lived)
    assert not (folder / "listes" / "anciens.csv").exists()
    with (folder / "listes" / "ventes.csv").open(encoding="utf-8-sig") as lines:
        rows = list(csv.reader(lines, delimiter=";"))
    assert rows[0] == ["mois", "numéro", "date", "factures", "€ HT"]
    assert rows[1][:4] == ["novembre 2026", "F-2026-0001", "2026-11-24", "1"]
