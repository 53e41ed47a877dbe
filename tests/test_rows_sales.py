"""Rows of the mission about allowances, charges and terms, observed from the command line."""

import shutil
import subprocess
from decimal import Decimal

import pytest

from make_books import ATELIER, JO, shop
from needs import need


@pytest.fixture
def desk(ctx, comptoir):
    """Run a command on a small shop and return its JSON."""
    shop(ctx)

    def run(*arguments, code=0):
        return comptoir(*arguments, "--json", "--project", str(ctx.root), code=code).json

    return run


def invoiced(desk, *asked, to=JO):
    quote = desk("quote", "new", "--to", to, *asked)
    order = desk("quote", "accept", quote["number"])
    number = desk("invoice", "issue", order["number"])["number"]
    return desk("invoice", "show", number)


def text_of(path):
    need("pdftotext (poppler-utils)", shutil.which("pdftotext") is not None)
    command = ["pdftotext", "-layout", path, "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def booked(desk, voucher):
    sums: dict[str, Decimal] = {}
    for entry in desk("ledger", "entries", "--voucher", voucher)["entries"]:
        for posting in entry["entry"]["postings"]:
            sums[posting["account"]] = sums.get(posting["account"], Decimal(0)) + Decimal(
                posting["amount"]
            )
    return sums


REDUCED = (
    "--line", "KIT-VELO:2", "--line", "GUIDE:1",
    "--allowance", "KIT-VELO/Remise fidélité:10%", "--allowance", "Rabais:5%",
    "--allowance", "Ristourne:2.00", "--charge", "Port:6.00", "--charge", "Assurance:3.00",
)  # fmt: skip


def test_row_53_remise_rabais_and_ristourne_follow_each_other_by_line_and_in_all(desk):
    shown = invoiced(desk, *REDUCED)
    (kit, _) = shown["lines"]
    assert [(a["reason"], a["amount"]) for a in kit["allowances"]] == [("Remise fidélité", "7.80")]
    # 5 % of what the first one left (70.20 + 16.00), then 2.00 €
    told = [(a["reason"], a["amount"]) for a in shown["allowances"]]
    assert told == [("Rabais", "4.31"), ("Ristourne", "2.00")]
    assert shown["gross"] == "88.89"
    printed = text_of(shown["path"])
    places = [
        printed.index(word) for word in ("Kit de réparation", "Rabais", "Ristourne", " Port  ")
    ]
    assert places == sorted(places)
    assert "58,50" in printed  # net of the first line, once reduced
    assert "−2,93" in printed  # of the rabais, without tax
    sums = booked(desk, shown["number"])
    assert sums["411"] == Decimal("88.89")
    assert sum(sums.values()) == 0


def test_row_55_charges_stand_alone_follow_the_rates_of_the_supply_and_go_to_7085(desk):
    shown = invoiced(desk, *REDUCED)
    assert [(c["reason"], c["amount"]) for c in shown["charges"]] == [
        ("Port", "6.00"), ("Assurance", "3.00"),
    ]  # fmt: skip
    assert {one["rate"] for one in shown["vat"]} == {"20.0", "5.5"}  # no rate of their own
    sums = booked(desk, shown["number"])
    taxed = sum(Decimal(one["tax_amount"]) for one in shown["vat"])
    assert -(sums["44571200"] + sums["44571055"]) == taxed
    assert Decimal("7.00") < -sums["7085"] < Decimal("9.00")  # 9.00 € with their tax
    alone = invoiced(desk, "--line", "GUIDE:1", "--charge", "Port:6.00")
    assert [one["rate"] for one in alone["vat"]] == ["5.5"]
    assert booked(desk, alone["number"])["7085"] == Decimal("-5.68")


@pytest.mark.parametrize(
    ("issued", "term", "due"),
    [
        ("2026-11-24", "réception", "2026-11-24"),
        ("2026-11-24", "30", "2026-12-24"),
        ("2027-01-30", "30", "2027-03-01"),
        ("2028-01-30", "30", "2028-02-29"),  # a leap year
        ("2026-11-24", "60", "2027-01-23"),
        ("2026-11-24", "45 fin de mois", "2027-01-31"),  # 8 January, then its end
        ("2026-11-24", "fin de mois 45", "2027-01-14"),  # 30 November, then 45 days
        ("2028-01-15", "45 fin de mois", "2028-02-29"),
        ("2027-01-15", "45 fin de mois", "2027-03-31"),
        ("2028-01-15", "fin de mois 45", "2028-03-16"),
    ],
)
def test_row_62_terms_give_exact_days_and_businesses_are_told_of_late_payment(
    ctx, comptoir, issued, term, due
):
    shop(ctx)

    def desk(*arguments):
        given = (*arguments, "--json", "--project", str(ctx.root), "--today", issued)
        return comptoir(*given, code=0).json

    firm = invoiced(desk, "--line", "KIT-VELO:1", "--term", term, to=ATELIER)
    assert firm["due_on"] == due
    said = " ".join(one["text"] for one in firm["mentions"])
    assert "40,00" in said
    assert "pénalités" in said.lower()
    consumer = invoiced(desk, "--line", "KIT-VELO:1", "--term", term)
    assert "40,00" not in " ".join(one["text"] for one in consumer["mentions"])


def moved(desk, folder, *rows):
    path = folder / "releve.csv"
    path.write_text("\n".join(("Date;Libellé;Montant", *rows)), "utf-8")
    desk("payment", "import", str(path))
    return desk("payment", "match")


def test_row_63_matching_goes_by_reference_amount_then_sum_and_only_balanced(desk, tmp_path):
    first, second, third, fourth = (
        invoiced(desk, "--line", item, to=ATELIER)["number"]
        for item in ("KIT-VELO:1", "KIT-VELO:2", "GUIDE:1", "STAGE-BOIS:1")
    )
    told = moved(
        desk, tmp_path,
        f"24/11/2026;VIR {first};39,00",
        "24/11/2026;VIR ATELIER FICTIF SARL;90,00",
        "24/11/2026;VIR ATELIER FICTIF SARL LOT;94,00",
    )  # fmt: skip
    assert [one["proposal"]["invoices"] for one in told["posted"]] == [
        [first], [fourth], [second, third],
    ]  # fmt: skip
    lines = desk("ledger", "matching", ATELIER)["lines"]
    codes = {line["voucher"]: line["code"] for line in lines}
    assert [codes[number] for number in (first, fourth, second, third)] == ["AA", "AB", "AC", "AD"]
    for code in {line["code"] for line in lines}:
        assert sum(Decimal(line["amount"]) for line in lines if line["code"] == code) == 0
    assert desk("ledger", "matching", ATELIER, "--undo", "AA")["lines"] == 2
    desk("ledger", "matching", ATELIER, "--undo", "AA", code=3)
    desk("ledger", "matching", ATELIER, first, code=3)  # alone, it does not balance
    paid = next(
        line["voucher"] for line in lines if line["code"] == "AA" and line["amount"][0] == "-"
    )
    assert desk("ledger", "matching", ATELIER, first, paid)["code"]
    assert desk("ledger", "matching", ATELIER)["balance"] == "0.00"
    desk("ledger", "check")
