"""What an import says of the columns of its file: lines and counts, never values."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from comptoir.desk.contact_imports import import_file
from comptoir.desk.dashboards import building

from make_books import sell, shop
from make_contacts import write

LIST = """Nom;Prénom;Mél;CP;Téléphone;Né(e) le;Points;Rôle
Le Bihan;Jo;jo@example.org;35600;01 99 00 12 34;1980-05-04;10;adhérent
Tanguy;Ana;;44460;;1975-02-01;12;adhérent
Roux;Lou;lou@example.org;35600;;hier;11;adhérent
Diallo;Awa;awa@example.org;97400;;1990-01-01;13;adhérent
Morel;Zoé;pas une adresse;35600;;1991-01-01;12;adhérent
Prigent;Noé;noe@example.org;35600;;1984-01-01;9999;adhérent
Garcia;Inès;ines@example.org;35600;;1986-01-01;11;adhérent
Hervé;Gaël;gael@example.org;35600;;1987-01-01;10;adhérent
Riou;Lise;lise@example.org;35600;;1988-01-01;12;adhérent
Cariou;Paul;paul@example.org;35600;;1989-01-01;11;adhérent
Cariou;Rose;rose@example.org;35600;;1989-02-01;12;adhérent
Cariou;Rose;rose@example.org;35600;;1989-02-01;12;adhérent
"""


@pytest.fixture
def listed(ctx) -> Path:
    return write(ctx.root, "liste.csv", LIST)


def test_row_85_an_import_reports_types_outliers_duplicates_and_missing_values(
    ctx, listed, comptoir
):
    held = import_file(ctx, listed, dry_run=True).held
    assert held is not None and (held.rows, held.repeated) == (12, (13,))
    found = {one.name: one for one in held.columns}
    assert [found[name].kind for name in ("Nom", "Mél", "CP", "Téléphone", "Né(e) le", "Points")] \
        == ["texte", "mél", "code postal", "téléphone", "date", "nombre"]  # fmt: skip
    assert found["Mél"].missing == 1 and found["Mél"].odd == (6,)
    assert found["Né(e) le"].odd == (4,)
    assert found["Points"].outliers == (7,)
    assert found["CP"].outliers == ()
    shown = comptoir("contact", "import", str(listed), "--dry-run", "--project", str(ctx.root)).out
    assert "Ce que contiennent les colonnes :" in shown
    assert "Lignes répétées : ligne 13." in shown
    assert "pas une adresse" not in shown and "9999" not in shown


def test_row_85_a_taken_over_journal_reports_its_columns_too(ctx, tmp_path, comptoir):
    shop(ctx)
    path = tmp_path / "journal.csv"
    lines = ["JournalCode;EcritureDate;CompteNum;CompteLib;EcritureLib;Debit;Credit"]
    for day in range(1, 13):
        amount = "100000,00" if day == 7 else f"{day},00"
        for account, debit, credit in (("512000", amount, ""), ("101000", "", amount)):
            lines.append(f"BQ;202601{day:02d};{account};Compte;Apport;{debit};{credit}")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    told = ("ledger", "import", str(path), "--dry-run", "--project", str(ctx.root))
    held = comptoir(*told, "--json").json["report"]
    columns = {one["name"]: one for one in held["columns"]}
    assert columns["EcritureDate"]["kind"] == "date"
    assert columns["Debit"]["missing"] == 12 and columns["Debit"]["outliers"]


def test_row_85_every_chart_carries_its_source(ctx):
    shop(ctx)
    sell(ctx)
    page = LexborHTMLParser(building.build(ctx).path.read_text("utf-8"))
    charts = [one for one in page.css("main section") if one.css("svg")]
    assert charts
    for one in charts:
        assert one.css_first(".source").text().startswith("Source : ")
