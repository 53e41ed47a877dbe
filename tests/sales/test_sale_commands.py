"""The sale of the tour, typed: quote, order, invoice, one payment for three things, books, FEC."""

import pytest

from make_books import JO, shop


@pytest.fixture
def typed(ctx, comptoir):
    shop(ctx)
    return lambda *words, code=0: comptoir(*words, "--project", str(ctx.root), code=code)


QUOTE = (
    "quote", "new", "--to", JO, "--line", "KIT-VELO:2", "--line", "GUIDE:1", "--line",
    "STAGE-BOIS", "--allowance", "Remise adhérent:5.00", "--charge", "Port:4.90",
)  # fmt: skip


def test_the_whole_sale_in_english_names(typed):
    quote = typed(*QUOTE, "--json").json
    assert (quote["number"], quote["gross"]) == ("D-2026-0001", "183.90")
    order = typed("quote", "accept", quote["number"], "--json").json
    assert order["number"] == "BC-2026-0001"
    invoice = typed("invoice", "issue", order["number"], "--json").json
    assert (invoice["number"], invoice["gross"]) == ("F-2026-0001", "183.90")
    paid = typed(
        "payment", "record", "--from", JO, "--amount", "255.90", "--method", "chèque",
        "--invoice", invoice["number"], "--dues", "2026-2027:full", "--gift", "50.00", "--json",
    ).json  # fmt: skip
    assert paid["matched"] == [["F-2026-0001", "AA"]]
    assert [receipt["number"] for receipt in paid["receipts"]] == ["R-2026-0001", "RF-2026-0001"]
    shown = typed("invoice", "show", "F-2026-0001", "--json").json
    assert (shown["state"], shown["amount_due"]) == ("paid", "0.00")
    assert [vat["rate"] for vat in shown["vat"]] == ["20.0", "5.5"]
    checked = typed("ledger", "check", "--json").json
    assert (checked["entries"], checked["findings"]) == (2, [])
    balance = typed("ledger", "balance", "--json").json
    assert balance["debit"] == balance["credit"]
    sums = {one["account"]: one["closing"] for one in balance["accounts"]}
    assert (sums["411"], sums["756"], sums["754"]) == ("0.00", "-22.00", "-50.00")
    made = typed("ledger", "fec", "--json").json
    assert made["name"] == "999140353FEC20270831.txt"


def test_the_whole_sale_in_french_names(typed):
    typed("devis", "nouveau", "--pour", JO, "--ligne", "GUIDE:2", "--frais", "Port:4,90")
    assert "commande BC-2026-0001" in typed("devis", "accepter", "D-2026-0001").out
    issued = typed("facture", "émettre", "BC-2026-0001")
    assert "Facture F-2026-0001" in issued.out
    assert "var/documents/2026/2026-11-24_facture_F-2026-0001_C-000001.pdf" in issued.out
    assert "à payer" in typed("facture", "lister", "--impayees").out
    said = typed(
        "règlement", "enregistrer", "--de", JO, "--montant", "36,90 €", "--mode", "carte",
        "--facture", "F-2026-0001",
    )  # fmt: skip
    assert "facture F-2026-0001 soldée, lettrée AA" in said.out
    assert "Aucune facture" in typed("facture", "lister", "--impayees").out
    assert "Tout concorde, au centime." in typed("journal", "vérifier").out
    assert "44571055" in typed("journal", "écritures", "--piece", "F-2026-0001").out
    assert "Le Bihan" not in typed("journal", "écritures").out


def test_membership_and_donation_have_their_own_words(typed):
    said = typed(
        "adhésion", "enregistrer", "--pour", JO, "--saison", "2026-2027", "--tarif", "réduit",
        "--mode", "espèces",
    )  # fmt: skip
    assert "Reçu de cotisation R-2026-0001" in said.out
    said = typed("don", "enregistrer", "--de", JO, "--montant", "30", "--mode", "virement")
    assert "Reçu fiscal RF-2026-0001" in said.out
    assert typed("membership", "list", "--json").json["seasons"][0]["members"] == 1
    assert typed("donation", "list", "--json").json["donations"][0]["amount"] == "30.00"
    assert "cotisation" in typed("payment", "list").out


def test_items_come_from_the_catalogue(typed):
    items = typed("item", "list", "--json").json["items"]
    assert [item["sku"] for item in items] == ["GUIDE", "KIT-VELO", "STAGE-BOIS"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("quote", "new", "--to", JO), 2, "--line"),
        (("quote", "new", "--to", "C-424242", "--line", "GUIDE"), 2, "C-424242"),
        (("quote", "show", "D-2026-0009"), 2, "Aucun devis"),
        (("invoice", "issue", "D-2026-0009"), 2, "Aucun devis"),
        (("payment", "record", "--from", JO, "--amount", "12", "--method", "carte"), 3, "explique"),
        (("payment", "record", "--from", JO, "--amount", "x", "--method", "carte"), 2, "montant"),
        (("payment", "record", "--from", JO, "--amount", "5", "--method", "troc"), 2, "espèces"),
        (("membership", "record", "--to", JO, "--season", "2031", "--level", "full", "--method",
          "carte"), 2, "2026-2027"),
        (("ledger", "balance", "--year", "2026-2028"), 2, "2026-2027"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_french_with_its_code(typed, words, code, said):
    assert said in typed(*words, code=code).err


def test_a_broken_journal_ends_in_exit_code_1(typed, ctx):
    from sqlalchemy import text

    from comptoir.store import begin

    typed("membership", "record", "--to", JO, "--season", "2026-2027", "--level", "full",
          "--method", "carte")  # fmt: skip
    with begin(ctx, act="test.attack") as tx:
        tx.db.execute(text("DROP TRIGGER posting_keep_update"))
        tx.db.execute(text("UPDATE posting SET account = '754' WHERE account = '756'"))
    assert "JRN004" in typed("ledger", "check", code=1).out


def test_a_public_body_has_no_fec(typed, ctx):
    path = ctx.root / "legal" / "organisation.toml"
    path.write_text(path.read_text("utf-8").replace('"complete"', '"follow-up"'), "utf-8")
    assert "pas de journal ici" in typed("ledger", "fec", code=3).err


def test_an_auxiliary_journal_is_not_named_fec(typed, ctx):
    path = ctx.root / "legal" / "organisation.toml"
    path.write_text(path.read_text("utf-8").replace('"complete"', '"auxiliary"'), "utf-8")
    typed(*QUOTE)
    typed("invoice", "issue", "D-2026-0001")
    made = typed("ledger", "fec", "--json").json
    assert (made["name"], made["official"]) == ("journal-auxiliaire-20270831.txt", False)
