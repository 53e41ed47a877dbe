"""What is issued is judged first: an error refuses it, a warning is told, a waiver is heard."""

import pytest

from make_books import ATELIER, JO, shop

NAMELESS = """
[[item]]
sku = "VAGUE"
name = "Prestation"
price = "40.00"
vat = "20.0"
nature = "services"
"""
FREE = """\
[[item]]
sku = "COURS"
name = "Cours de couture"
price = "12.00"
vat = "0"
nature = "services"
"""


@pytest.fixture
def typed(ctx, comptoir):
    shop(ctx)
    return lambda *words, code=0: comptoir(*words, "--project", str(ctx.root), code=code)


def catalogue(ctx, text, *, more=True):
    path = ctx.root / "legal" / "catalogue.toml"
    path.write_text((path.read_text("utf-8") if more else "") + text, "utf-8")


def vat(ctx, lines):
    """Give the organisation another [vat] table."""
    path = ctx.root / "legal" / "organisation.toml"
    before, _, after = path.read_text("utf-8").partition("[vat]\n")
    path.write_text(f"{before}[vat]\n{lines}\n[sells]{after.partition('[sells]')[2]}", "utf-8")


def test_a_vague_line_refuses_a_quote_and_takes_no_number(ctx, typed):
    catalogue(ctx, NAMELESS)
    refused = typed("quote", "new", "--to", JO, "--line", "VAGUE", code=3)
    assert "DOC008" in refused.err
    assert "Donnez une désignation précise." in refused.err
    assert typed("quote", "new", "--to", JO, "--line", "GUIDE", "--json").json["number"] == (
        "D-2026-0001"
    )


def test_a_waiver_lets_it_through(ctx, typed):
    catalogue(ctx, NAMELESS)
    (ctx.root / "legal" / "waivers.toml").write_text(
        '[[waiver]]\ncode = "DOC008"\nreason = "nom du contrat-cadre"\n'
        'owner = "trésorerie"\nuntil = 2027-06-30\n',
        "utf-8",
    )
    made = typed("quote", "new", "--to", JO, "--line", "VAGUE", "--json").json
    assert made["number"] == "D-2026-0001"


def test_a_customer_without_siren_is_told_before_the_gate(ctx, typed):
    from sqlalchemy import delete

    from comptoir.store import begin
    from comptoir.store.tables.contacts import contact_fact

    with begin(ctx, act="test.fact") as tx:
        tx.db.execute(delete(contact_fact))
    quote = typed("quote", "new", "--to", ATELIER, "--line", "GUIDE", "--json").json
    made = typed("invoice", "issue", quote["number"])
    assert "Facture F-2026-0001" in made.out
    assert "DOC018 : le SIREN du client manque. Complétez sa fiche." in made.err


def test_ordinary_sales_and_receipts_have_nothing_to_tell(typed):
    quote = typed("quote", "new", "--to", ATELIER, "--line", "KIT-VELO", "--json").json
    made = typed("invoice", "issue", quote["number"], "--json").json
    paid = typed(
        "payment", "record", "--from", JO, "--amount", "72.00", "--method", "chèque",
        "--dues", "2026-2027:full", "--gift", "50.00", "--json",
    ).json  # fmt: skip
    assert (quote["notices"], made["notices"], paid["notices"]) == ([], [], [])


def test_an_exempt_invoice_says_which_article_exempts_it(ctx, typed):
    catalogue(ctx, FREE, more=False)
    vat(ctx, 'regime = "exempt"\n')
    quote = typed("quote", "new", "--to", JO, "--line", "COURS", "--json").json
    assert "DOC022" in typed("invoice", "issue", quote["number"], code=3).err
    sector = '[[vat.sectors]]\nname = "Cours"\nregime = "exempt"\nbasis = "CGI, art. 261, 7-1°"\n'
    vat(ctx, f'regime = "exempt"\n{sector}')
    issued = typed("invoice", "issue", quote["number"], "--json").json
    shown = typed("invoice", "show", issued["number"], "--json").json
    assert "Exonération de TVA : CGI, art. 261, 7-1°." in [m["text"] for m in shown["mentions"]]


def test_row_67_a_document_that_lacks_a_mention_is_not_issued_and_the_law_is_named(ctx, typed):
    catalogue(ctx, FREE, more=False)
    vat(ctx, 'regime = "exempt"\n')
    quote = typed("quote", "new", "--to", JO, "--line", "COURS", "--json").json
    refused = typed("invoice", "issue", quote["number"], code=3)
    table = [r for r in typed("rule", "list", "--json").json["rules"] if r["family"] == "DOC"]
    assert all(r["title"] and r["source"] and {"since", "until"} <= set(r) for r in table)
    (rule,) = [r for r in table if r["code"] == "DOC022"]
    assert "DOC022" in refused.err
    assert rule["source"] in typed("rule", "show", "DOC022").out
    assert typed("invoice", "list", "--json").json["invoices"] == []
    assert not list((ctx.root / "var").rglob("*facture*.pdf"))


def test_a_small_business_prints_its_mention_and_no_vat(ctx, typed):
    catalogue(ctx, FREE, more=False)
    vat(ctx, 'regime = "franchise"\n')
    quote = typed("quote", "new", "--to", ATELIER, "--line", "COURS", "--json").json
    issued = typed("invoice", "issue", quote["number"], "--json").json
    assert issued["notices"] == []
    shown = typed("invoice", "show", issued["number"], "--json").json
    assert "TVA non applicable, art. 293 B du CGI." in [m["text"] for m in shown["mentions"]]


@pytest.mark.parametrize(
    ("territory", "rate", "account"),
    [
        ("guadeloupe-martinique-reunion", "8.5", "44571085"),
        ("guadeloupe-martinique-reunion", "1.75", "445710175"),
        ("corse", "13.0", "44571130"),
    ],
)
def test_a_rate_of_the_territory_is_issued_and_booked(ctx, typed, territory, rate, account):
    catalogue(ctx, FREE.replace('"0"', f'"{rate}"').replace("services", "goods"), more=False)
    vat(ctx, f'regime = "real"\nnumber = "FR15999140353"\nterritory = "{territory}"\n')
    quote = typed("quote", "new", "--to", ATELIER, "--line", "COURS", "--json").json
    typed("invoice", "issue", quote["number"])
    assert account in typed("ledger", "entries", "--voucher", "F-2026-0001").out
    assert typed("ledger", "check", "--json").json["findings"] == []


def test_a_rate_of_elsewhere_is_refused_with_those_of_the_place(ctx, typed):
    vat(ctx, 'regime = "real"\nnumber = "FR15999140353"\nterritory = "guyane-mayotte"\n')
    refused = typed("quote", "new", "--to", JO, "--line", "GUIDE", code=3)
    assert "VAT001" in refused.err
    assert "aucun, ni TVA" in refused.err


def test_an_unknown_territory_is_a_clear_error(ctx, typed):
    vat(ctx, 'regime = "real"\nterritory = "reunion"\n')
    said = typed("quote", "new", "--to", JO, "--line", "GUIDE", code=2).err
    assert "territory" in said
    assert "guadeloupe-martinique-reunion" in said


@pytest.mark.parametrize(("until", "told"), [("2027-12-31", 0), ("2026-06-30", 1)])
def test_a_compulsory_insurance_is_printed_and_its_end_is_told(ctx, typed, until, told):
    path = ctx.root / "legal" / "organisation.toml"
    cover = (
        '\n[[insurances]]\nkind = "décennale"\ninsurer = "Assurance Fictive"\n'
        f'contact = "2 rue de l’Exemple, 35000 Rennes"\nvalid_to = {until}\n'
    )
    path.write_text(path.read_text("utf-8") + cover, "utf-8")
    quote = typed("quote", "new", "--to", JO, "--line", "GUIDE", "--json").json
    assert [one[:6] for one in quote["notices"]] == ["DOC039"] * told
    number = typed("invoice", "issue", quote["number"], "--json").json["number"]
    shown = typed("invoice", "show", number, "--json").json
    assert (
        "Assurance (décennale) : Assurance Fictive, 2 rue de l’Exemple, 35000 Rennes. "
        "Couverture : France." in [m["text"] for m in shown["mentions"]]
    )
