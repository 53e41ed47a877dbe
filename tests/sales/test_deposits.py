"""Deposits: invoiced, paid, deducted once; sales and VAT are counted when they should be."""

from importlib.util import find_spec

import pytest

from comptoir.desk import crediting, einvoices, invoices, ledger_check, offers, payments, quotes
from comptoir.desk.crediting import Wanted
from comptoir.errors import InputError, RefusedError
from comptoir.ledger import FiscalYear
from comptoir.payments import Method
from comptoir.store import reading
from comptoir.store.balances import trial_balance

from make_books import ATELIER, euros, shop
from needs import need


def ordered(ctx, *lines, charges=()):
    made = quotes.new(
        shop(ctx),
        offers.Request(
            to=ATELIER,
            lines=[offers.wanted(line) for line in lines or ("KIT-VELO:2", "GUIDE", "STAGE-BOIS")],
            charges=[offers.charge(text) for text in charges],
        ),
    )
    return quotes.accept(ctx, made.number).number


def pay(ctx, number, amount):
    return payments.record(
        ctx, payer=ATELIER, amount=euros(amount), method=Method.TRANSFER, invoices=[number]
    )


def balances(ctx):
    with reading(ctx) as db:
        rows = trial_balance(db, FiscalYear.starting(2026, start_month=9))
    return {row.account: row.closing for row in rows if row.closing}


def test_a_deposit_is_an_advance_and_the_final_invoice_deducts_it(any_ctx):
    order = ordered(any_ctx)  # 78 + 16 goods, 90 services: 184.00
    first = invoices.issue(any_ctx, order, deposit="30%")
    assert (first.number, first.gross) == ("F-2026-0001", euros("55.20"))
    assert {a for a in balances(any_ctx) if a.startswith("7")} == set()
    pay(any_ctx, first.number, "55.20")
    assert balances(any_ctx)["4191"] < 0
    assert not [a for a in balances(any_ctx) if a.startswith("44574")]
    final = invoices.issue(any_ctx, order)
    assert (final.gross, final.amount_due) == (euros("184.00"), euros("128.80"))
    pay(any_ctx, final.number, "128.80")
    left = balances(any_ctx)
    assert "4191" not in left
    assert "411" not in left
    vat = sum(amount for account, amount in left.items() if account.startswith("44571"))
    sales = sum(amount for account, amount in left.items() if account.startswith("7"))
    assert -vat - sales == euros("184.00")
    assert not [a for a in left if a.startswith("44574")]
    assert ledger_check.check(any_ctx).findings == ()


def test_several_deposits_never_exceed_the_order(ctx):
    order = ordered(ctx, "STAGE-BOIS")
    invoices.issue(ctx, order, deposit="60.00")
    with pytest.raises(RefusedError, match="30,00"):
        invoices.issue(ctx, order, deposit="30.01")
    with pytest.raises(InputError, match="part de la commande"):
        invoices.issue(ctx, order, deposit="120%")
    second = invoices.issue(ctx, order, deposit="30.00")
    pay(ctx, "F-2026-0001", "60.00")
    with pytest.raises(RefusedError, match="pas payée"):
        invoices.issue(ctx, order)
    pay(ctx, second.number, "30.00")
    final = invoices.issue(ctx, order)
    assert final.amount_due == 0
    assert invoices.show(ctx, final.number).state == "paid"
    assert ledger_check.check(ctx).findings == ()


def test_a_credited_deposit_is_not_deducted_and_a_deducted_one_is_not_credited(ctx):
    order = ordered(ctx)
    first = invoices.issue(ctx, order, deposit="50%").number
    crediting.new(ctx, first, reason="Erreur de taux", wanted=Wanted())
    second = invoices.issue(ctx, order, deposit="40.00").number
    pay(ctx, second, "40.00")
    final = invoices.issue(ctx, order)
    assert final.amount_due == euros("144.00")
    with pytest.raises(RefusedError, match=f"déjà déduit de {final.number}"):
        crediting.new(ctx, second, reason="Trop tard", wanted=Wanted())
    undone = crediting.new(ctx, final.number, reason="Vente annulée", wanted=Wanted())
    assert (undone.applied, undone.owed) == (euros("144.00"), 0)
    back = crediting.new(ctx, second, reason="Acompte à rendre", wanted=Wanted())
    assert back.owed == euros("40.00")
    left = balances(ctx)
    assert {a for a in left if a[0] == "7" or a.startswith(("4191", "4457"))} == set()
    assert left["411"] == euros("-40.00")
    assert ledger_check.check(ctx).findings == ()


def test_deposit_and_final_invoice_are_valid_facturx(ctx):
    need("the judges of e-invoices (factur-x)", find_spec("facturx") is not None)
    order = ordered(ctx, charges=["Port:4.90"])
    made = [invoices.issue(ctx, order, deposit="30%")]
    pay(ctx, made[0].number, str(made[0].gross))
    made.append(invoices.issue(ctx, order))
    found = [einvoices.validate(each.path) for each in made]
    assert [(each.valid, each.type_code) for each in found] == [(True, "386"), (True, "380")]
    assert found[1].due == made[1].amount_due


def test_a_deposit_is_typed_and_shown(ctx, comptoir):
    order = ordered(ctx)
    where = ("--project", str(ctx.root))
    said = comptoir("facture", "émettre", order, "--acompte", "30 %", *where).out
    assert "Facture d’acompte F-2026-0001" in said
    pay(ctx, "F-2026-0001", "55.20")
    said = comptoir("facture", "émettre", order, *where).out
    assert "acomptes déduits 128,80" in said
    shown = comptoir("facture", "montrer", "F-2026-0002", *where).out
    assert "Acompte F-2026-0001 déduit : 55,20" in shown
