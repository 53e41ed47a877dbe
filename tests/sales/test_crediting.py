"""Credit notes through the desk: what is due falls, books and figures follow, nothing changes."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from comptoir.desk import crediting, invoices, ledger_check, payments
from comptoir.desk.crediting import Wanted
from comptoir.errors import InputError, RefusedError
from comptoir.payments import Method
from comptoir.store import begin, measures, reading
from comptoir.store.tables.sales import invoice, sale_stat

from make_books import ATELIER, JO, euros, sell, shop


def credit(ctx, number, *lines, amount=None, reason="Article rendu"):
    wanted = Wanted(lines=lines, amount=euros(amount) if amount else None)
    return crediting.new(ctx, number, reason=reason, wanted=wanted)


def pay(ctx, number, amount):
    return payments.record(
        ctx, payer=JO, amount=euros(amount), method=Method.TRANSFER, invoices=[number]
    )


def findings(ctx):
    return ledger_check.check(ctx).findings


def test_a_full_credit_settles_and_matches_an_unpaid_invoice(any_ctx):
    number = sell(shop(any_ctx), "KIT-VELO:2", "STAGE-BOIS", charges=["Port:4.90"])
    made = credit(any_ctx, number, reason="Commande annulée")
    assert (made.number, made.gross, made.applied) == (
        "A-2026-0001",
        euros("172.90"),
        euros("172.90"),
    )
    assert (made.amount_due, made.owed, made.matched) == (0, 0, "AA")
    shown = invoices.show(any_ctx, number)
    assert (shown.state, [note.number for note in shown.notes]) == ("credited", ["A-2026-0001"])
    assert findings(any_ctx) == ()
    with reading(any_ctx) as db:
        (stat,) = db.execute(select(sale_stat)).mappings()
    assert (stat["count"], stat["total"]) == (1, 0)


def test_a_partial_credit_lowers_what_a_payment_settles(ctx):
    number = sell(shop(ctx), "KIT-VELO:3", allowances=["Remise:3.00"])
    made = credit(ctx, number, ("KIT-VELO", Decimal(1)))
    assert (made.gross, made.amount_due, made.matched) == (euros("38.00"), euros("76.00"), "")
    with pytest.raises(RefusedError):
        pay(ctx, number, "114.00")
    assert pay(ctx, number, "76.00").matched == ((number, "AA"),)
    assert findings(ctx) == ()


def test_what_was_paid_and_is_credited_is_to_give_back(ctx):
    number = sell(shop(ctx), "STAGE-BOIS:2")
    pay(ctx, number, "150.00")
    made = credit(ctx, number, amount="90.00", reason="Stage écourté")
    assert (made.applied, made.owed) == (euros("30.00"), euros("60.00"))
    assert crediting.show(ctx, made.number).left == euros("60.00")
    assert invoices.show(ctx, number).paid == euros("150.00")
    assert findings(ctx) == ()


def test_the_figures_of_sales_are_net_of_credits(ctx):
    number = sell(shop(ctx), "KIT-VELO:2")
    credit(ctx, number, ("KIT-VELO", Decimal(1)))
    from comptoir.dashboard import Period
    from comptoir.ledger import FiscalYear

    period = Period.of(FiscalYear.starting(2026, start_month=9), ctx.today)
    with reading(ctx) as db:
        counted = measures.counted(db, today=ctx.today)
        (sold,) = counted["ventes"].points(period)
        (item,) = counted["articles"].points(period)
        booked = measures.booked(db, ("707",), period.starts, period.ends)
    assert (sold.volume, sold.value) == (1, euros("32.50"))
    assert (item.volume, item.value) == (1, euros("32.50"))
    assert booked == euros("32.50")


@pytest.mark.parametrize(
    ("call", "error", "why"),
    [
        (lambda ctx, n: credit(ctx, n, ("KIT-VELO", Decimal(3))), RefusedError, "2 au plus"),
        (lambda ctx, n: credit(ctx, n, amount="78.01"), RefusedError, "78,00"),
        (lambda ctx, n: credit(ctx, n, reason=" "), RefusedError, "motif"),
        (lambda ctx, n: credit(ctx, n, ("VIS", None)), InputError, "pas sur"),
        (lambda ctx, n: credit(ctx, "F-2026-0042"), InputError, "Aucune facture"),
        (lambda ctx, n: credit(ctx, "A-2026-0001"), InputError, "Aucune facture"),
        (crediting.show, InputError, "Aucun avoir"),
    ],
)
def test_what_cannot_be_credited_is_said_and_takes_no_number(ctx, call, error, why):
    number = sell(shop(ctx), "KIT-VELO:2")
    with pytest.raises(error, match=why):
        call(ctx, number)
    assert crediting.credit_notes(ctx) == []
    assert credit(ctx, number).number == "A-2026-0001"


def test_an_issued_credit_note_cannot_change(any_ctx):
    credit(any_ctx, sell(shop(any_ctx)))
    with pytest.raises(RefusedError), begin(any_ctx, act="test.attack") as tx:
        tx.db.execute(invoice.update().where(invoice.c.kind == "credit_note").values(kind="x"))


def test_row_52_a_credit_note_is_partial_or_total_refers_to_its_invoice_and_matches(ctx, comptoir):
    number = sell(shop(ctx), "KIT-VELO:2", to=ATELIER)

    def run(*words):
        return comptoir(*words, "--project", str(ctx.root), "--json").json

    part = run("credit", "new", number, "--line", "KIT-VELO:1", "--reason", "Article rendu")
    assert (part["number"], part["gross"]) == ("A-2026-0001", "39.00")
    rest = run("avoir", "nouveau", number, "--motif", "Commande annulée")
    assert (rest["gross"], rest["amount_due"], rest["matched"]) == ("39.00", "0.00", "AA")
    shown = run("credit", "show", "A-2026-0001")
    assert (shown["invoice"], shown["net"]) == (number, "32.50")
    (found,) = run("ledger", "entries", "--voucher", "A-2026-0001")["entries"]
    sums = {p["account"]: p["amount"] for p in found["entry"]["postings"]}
    assert sums == {"411": "-39.00", "707": "32.50", "44571200": "6.50"}
    assert run("ledger", "check")["findings"] == []


def test_a_credit_note_says_what_it_does(ctx, comptoir):
    number = sell(shop(ctx), "KIT-VELO:2")
    said = comptoir("avoir", "nouveau", number, "--ligne", "KIT-VELO:1", "--motif", "Retour",
                    "--project", str(ctx.root)).out  # fmt: skip
    assert "Avoir A-2026-0001 sur F-2026-0001" in said
    assert "en moins sur la facture" in said
    assert "_avoir_A-2026-0001_C-000001.pdf" in said
    assert "A-2026-0001" in comptoir("avoir", "lister", "--project", str(ctx.root)).out
    wrong = comptoir("avoir", "nouveau", number, "--motif", "Retour", "--ligne", ":beaucoup",
                     "--project", str(ctx.root), code=2)  # fmt: skip
    assert "KIT-VELO:2" in wrong.err
