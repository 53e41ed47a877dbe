"""Sales from files: one in TOML or JSON, many in CSV or JSON lines; all of them, or none."""

import json

import pytest

from comptoir.desk import invoices, ledger_check, sale_files
from comptoir.errors import InputError, RefusedError

from make_books import ATELIER, JO, euros, shop

TOML = f"""\
to = "{ATELIER}"
subject = "Atelier de printemps"
term = "45 fin de mois"
net = true
allowances = ["Remise:10%"]
charges = ["Port:4.90"]
days = 15

[[lines]]
item = "KIT-VELO"
quantity = 2

[[lines]]
item = "STAGE-BOIS"
price = "60,00"
"""
CSV = f"""\
client;article;quantité;prix;objet;vente
{JO};KIT-VELO;2;;Commande de novembre;a
{JO};GUIDE;1;15,00;;a
{ATELIER};STAGE-BOIS;1;;;
{JO};GUIDE;3;;;
"""


def write(ctx, name, text):
    path = ctx.root / name
    path.write_text(text, "utf-8")
    return path


def test_a_quote_is_read_from_a_file(ctx, comptoir):
    shop(ctx)
    where = ("--json", "--project", str(ctx.root))
    made = comptoir("quote", "new", "--from", str(write(ctx, "devis.toml", TOML)), *where).json
    assert (made["net"], made["valid_to"]) == ("117.40", "2026-12-09")
    same = {"to": ATELIER, "lines": [{"item": "KIT-VELO", "quantity": 2}]}
    path = write(ctx, "devis.json", json.dumps(same))
    assert comptoir("devis", "nouveau", "--depuis", str(path), *where).json["gross"] == "78.00"


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("d.toml", TOML.replace("quantity", "quantite"), "quantity"),
        ("d.toml", TOML.replace("quantity = 2", "quantity = -2"), "quantity"),
        ("d.toml", 'to = "C-000001"\nlines = []\n', "aucune ligne"),
        ("d.json", "[1]", "objet JSON"),
        ("d.json", "{", "bien formé"),
    ],
)
def test_a_wrong_file_is_said_with_its_place(ctx, comptoir, name, text, why):
    path = write(shop(ctx), name, text)
    said = comptoir("devis", "nouveau", "--depuis", str(path), "--project", str(ctx.root), code=2)
    assert why in said.err
    assert name in said.err


def test_many_invoices_are_issued_from_one_file(ctx, comptoir):
    shop(ctx)
    path = write(ctx, "ventes.csv", CSV)
    where = ("--project", str(ctx.root))
    asked = comptoir("facture", "émettre", "--depuis", str(path), *where)
    assert "3 factures, 231,00" in asked.err
    assert "Rien n’a été émis" in asked.out
    said = comptoir("facture", "émettre", "--depuis", str(path), "--yes", *where).out
    assert "3 factures émises, de F-2026-0001 à F-2026-0003 : 231,00" in said
    grosses = [one.invoice.gross for one in reversed(invoices.invoices(ctx))]
    assert grosses == [euros("93.00"), euros("90.00"), euros("48.00")]
    assert ledger_check.check(ctx).findings == ()


def test_json_lines_say_all_that_a_quote_can(ctx):
    shop(ctx)
    sale = {"to": ATELIER, "lines": [{"item": "KIT-VELO", "quantity": "1.5"}], "net": True}
    path = write(ctx, "ventes.jsonl", f"{json.dumps(sale)}\n\n{json.dumps(sale)}\n")
    made = invoices.issue_many(ctx, path)
    assert [one.net for one in made] == [euros("48.75")] * 2


def test_one_wrong_row_stops_the_file_and_every_wrong_row_is_named(ctx):
    shop(ctx)
    path = write(ctx, "ventes.csv", CSV + f"{JO};VIS;1;;;\n{JO};GUIDE;beaucoup;;;\n")
    with pytest.raises(InputError) as caught:
        invoices.issue_many(ctx, path)
    assert {fault.at.line for fault in caught.value.faults} == {7}
    path = write(ctx, "ventes.csv", CSV + f"{JO};VIS;1;;;\nC-999999;GUIDE;1;;;\n")
    with pytest.raises(InputError) as caught:
        invoices.issue_many(ctx, path)
    assert [fault.at.line for fault in caught.value.faults] == [6, 7]
    assert invoices.invoices(ctx) == []


def test_a_row_that_the_law_refuses_gives_every_number_back(ctx):
    shop(ctx)
    lines = [{"item": "KIT-VELO"}]
    good, bad = {"to": JO, "lines": lines}, {"to": ATELIER, "lines": lines, "untaxed": "AE"}
    path = write(ctx, "ventes.jsonl", f"{json.dumps(good)}\n{json.dumps(bad)}\n")
    with pytest.raises(RefusedError, match=r"ventes\.jsonl.*2.*numéros de TVA"):
        invoices.issue_many(ctx, path)
    assert invoices.invoices(ctx) == []
    path = write(ctx, "ventes.jsonl", json.dumps(good))
    assert invoices.issue_many(ctx, path)[0].number == "F-2026-0001"


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("v.csv", "client;quantité\nC-000001;2\n", "colonne article"),
        ("v.jsonl", "\n", "aucune vente"),
    ],
)
def test_a_file_that_is_no_sale_is_said(ctx, name, text, why):
    with pytest.raises(InputError, match=why):
        sale_files.many(write(ctx, name, text))


def test_without_a_client_or_an_order_it_says_what_to_give(ctx, comptoir):
    where = ("--project", str(shop(ctx).root))
    assert "--pour C-000123" in comptoir("devis", "nouveau", *where, code=2).err
    assert "BC-2026-0001" in comptoir("facture", "émettre", *where, code=2).err
