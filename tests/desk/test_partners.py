"""Partners: their papers end, and their tariffs compare."""

from datetime import date
from decimal import Decimal

import pytest

from comptoir.desk import partners
from comptoir.desk.due import due
from comptoir.errors import RefusedError
from comptoir.settings.partners import Partner

FILE = """
[[partner]]
name = "Atelier FICTIF"
type = "subcontractor"
owner = "soizic"
amount = 5000.00
vigilance = 2026-06-01
[[partner.paper]]
what = "assurance"
ends = 2027-01-31
[[partner]]
name = "Nouveau FICTIF"
type = "subcontractor"
[[partner]]
name = "Lent FICTIF"
type = "carrier"
amount = 100
[[partner.tariff]]
zone = "France"
up_to = 5
price = 8
[[partner]]
name = "Vite FICTIF"
type = "carrier"
amount = 100
cut_off = 15:30:00
[[partner.tariff]]
zone = "france"
up_to = 2
price = 9.5
[[partner.tariff]]
zone = "France"
up_to = 20
price = 7
"""


@pytest.fixture
def desk(ctx):
    (ctx.root / "contacts").mkdir(exist_ok=True)
    (ctx.root / "contacts/partners.toml").write_text(FILE, "utf-8")
    return ctx


@pytest.fixture
def run(desk, comptoir):
    def command(*arguments, code=0):
        return comptoir("partner", *arguments, "--project", str(desk.root), code=code)

    return command


def test_row_61_what_expires_is_due_and_tariffs_compare(desk, run):
    told = [
        (task.on, task.what, task.owner) for task in due(desk, within=90) if "FICTIF" in task.what
    ]
    assert told == [
        (date(2026, 11, 24), "Demander à Nouveau FICTIF : attestation de vigilance", ""),
        (date(2026, 12, 1), "Redemander à Atelier FICTIF : attestation de vigilance", "soizic"),
        (date(2027, 1, 31), "Redemander à Atelier FICTIF : assurance", "soizic"),
    ]
    assert "MANQUE" in run("list").out and "avant le 01/12/2026" in run("list").out
    assert "D8222-5" in run("show", "atelier fictif").out
    rows = run("tariff", "--zone", "France", "--poids", "3").out.splitlines()[2:]
    assert [row.split("  ")[0] for row in rows] == ["Vite FICTIF", "Lent FICTIF"]
    assert "15 h 30" in rows[0] and "7,00 €" in rows[0]
    [best, _] = partners.offers(desk, zone="FRANCE", weight=Decimal("1.5"))
    assert (best.carrier, best.price) == ("Lent FICTIF", Decimal(8))


def test_what_no_carrier_takes_is_refused_and_a_name_is_looked_for(desk, run):
    with pytest.raises(RefusedError, match="aucun transporteur"):
        partners.offers(desk, zone="France", weight=Decimal(30))
    assert "Atelier FICTIF" in run("show", "Atelier FICTI", code=2).err


@pytest.mark.parametrize(
    ("amount", "asked"), [(None, True), ("4999.99", False), ("5000", True), ("0", False)]
)
def test_vigilance_is_asked_from_five_thousand_euros_on(amount, asked):
    one = Partner(name="X", type="subcontractor", amount=amount)
    assert partners.needs_vigilance(one) is asked


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('siret = "123"', "SIRET"),
        ('[[partner.tariff]]\nzone = "F"\nup_to = 1\nprice = 1', "carrier"),
    ],
)
def test_a_bad_file_says_where(desk, run, text, why):
    bad = f'[[partner]]\nname = "X"\ntype = "supplier"\n{text}\n'
    (desk.root / "contacts/partners.toml").write_text(bad, "utf-8")
    said = run("list", code=2).err
    assert "contacts/partners.toml" in said and why in said
