"""The invoices that a promotion brought, or that answer a mailing."""

import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from comptoir.desk import campaign_effect, crediting, promoted
from comptoir.errors import InputError

from make import ROOT
from make_books import ATELIER, sell, shop

CODE = "BOIS-HIVER"  # the workshop of the example, from 16 November to 18 December


@pytest.fixture
def office(ctx):
    shop(ctx)
    offers = ctx.root / "content" / "offres"
    offers.mkdir(parents=True)
    shutil.copy(ROOT / "content/offres/stage-menuiserie.md", offers)
    (ctx.root / "legal" / "catalogue.toml").write_text(
        '[[item]]\nsku = "KIT-VELO"\nname = "Kit"\nprice = "39.00"\nvat = "20.0"\n'
        'nature = "goods"\n',
        "utf-8",
    )
    return ctx


def test_a_promotion_lists_what_sold_its_items_while_it_ran(office):
    before = sell(replace(office, today=date(2026, 11, 10)), "STAGE-BOIS")
    both = sell(office, "STAGE-BOIS", "KIT-VELO", to=ATELIER)
    sell(office, "KIT-VELO")
    found = promoted.promoted(office, CODE)
    assert [one.invoice.number for one in found.invoices] == [both]
    assert before not in found.amounts and found.total == found.amounts[both] > Decimal(60)
    crediting.new(office, both, reason="annulé", wanted=crediting.Wanted())
    assert promoted.promoted(office, CODE).invoices == ()


def test_a_code_that_is_nobody_s_is_refused(office):
    with pytest.raises(InputError, match="aucun envoi"):
        promoted.promoted(office, "RIEN")


def test_an_invoice_tied_to_a_mailing_is_among_its_own(office):
    shutil.copytree(ROOT / "content/campagnes", office.root / "content" / "campagnes")
    number = sell(office, "KIT-VELO")
    name = sorted(path.stem for path in (office.root / "content/campagnes").glob("*.md"))[0]
    campaign_effect.tie(office, name, [number])
    found = promoted.promoted(office, name)
    assert found.amounts == {number: Decimal("32.50")}


def test_the_command_prints_the_total(office, comptoir):
    number = sell(office, "STAGE-BOIS")
    told = comptoir("facture", "lister", "--promotion", CODE, "--project", str(office.root)).out
    assert number in told and "Total" in told
    told = comptoir("invoice", "list", "--promotion", CODE, "--json", "--project",
                    str(office.root)).json  # fmt: skip
    assert told["total"] == told["invoices"][0]["promoted"]
