"""Orders and deliveries: what was changed, handed over, and how a whole sale reads."""

import pytest

from comptoir.desk import invoices, ledger_check, offers, orders, quotes
from comptoir.errors import InputError, RefusedError
from comptoir.store import begin
from comptoir.store.tables.sales import delivery

from make_books import JO, shop


@pytest.fixture
def run(ctx, comptoir):
    shop(ctx)

    def typed(*words, code=0):
        return comptoir(*words, "--json", "--project", str(ctx.root), code=code).json

    return typed


def ordered(ctx, *lines):
    wanted = [offers.wanted(line) for line in lines or ("KIT-VELO:5", "GUIDE:2", "STAGE-BOIS")]
    made = quotes.new(shop(ctx), offers.Request(to=JO, lines=wanted))
    return quotes.accept(ctx, made.number).number


def deliver(ctx, order, *lines):
    return orders.deliver_order(ctx, order, [offers.wanted(line) for line in lines])


def test_row_19_an_edited_order_shows_its_difference_to_the_quote(run):
    run("quote", "new", "--to", JO, "--line", "KIT-VELO:2", "--line", "GUIDE:1")
    run("quote", "accept", "D-2026-0001")
    assert run("order", "show", "BC-2026-0001")["changes"] == []
    made = run("commande", "modifier", "BC-2026-0001", "--ligne", "KIT-VELO:3",
               "--ligne", "GUIDE:0", "--ligne", "STAGE-BOIS:1:80,00")  # fmt: skip
    assert made["gross"] == "197.00"
    said = [
        (
            change["sku"],
            change["before"] and change["before"]["quantity"],
            change["after"] and change["after"]["quantity"],
        )
        for change in made["changes"]
    ]
    assert said == [("KIT-VELO", "2", "3"), ("GUIDE", "1", None), ("STAGE-BOIS", None, "1")]
    assert run("invoice", "issue", "BC-2026-0001")["gross"] == "197.00"
    run("order", "edit", "BC-2026-0001", "--line", "KIT-VELO:1", code=3)


def test_row_22_an_order_is_delivered_in_parts_and_never_beyond(run, ctx):
    run("quote", "new", "--to", JO, "--line", "KIT-VELO:5", "--line", "GUIDE:2")
    run("quote", "accept", "D-2026-0001")
    first = run("delivery", "new", "BC-2026-0001", "--line", "KIT-VELO:3", "--date", "2026-11-20")
    assert (first["number"], first["complete"]) == ("BL-2026-0001", False)
    assert "_bon-livraison_BL-2026-0001_" in first["path"]
    run("delivery", "new", "BC-2026-0001", "--line", "KIT-VELO:3", code=3)
    assert run("order", "show", "BC-2026-0001")["left"] == ["2", "2"]
    rest = run("livraison", "nouveau", "BC-2026-0001")
    assert (rest["number"], rest["complete"]) == ("BL-2026-0002", True)
    run("delivery", "new", "BC-2026-0001", code=3)
    shown = run("delivery", "show", "BL-2026-0002")
    assert [line["quantity"] for line in shown["lines"]] == ["2", "2"]
    assert [one["number"] for one in run("delivery", "list")["deliveries"]] == [
        "BL-2026-0002",
        "BL-2026-0001",
    ]
    assert run("ledger", "check")["findings"] == []


def test_row_51_the_chain_of_a_sale_reads_from_quote_to_payment(run):
    run("quote", "new", "--to", JO, "--line", "KIT-VELO:2")
    run("quote", "accept", "D-2026-0001")
    run("delivery", "new", "BC-2026-0001")
    invoice = run("invoice", "issue", "BC-2026-0001")["number"]
    run("credit", "new", invoice, "--line", "KIT-VELO:1", "--reason", "Article rendu")
    run("payment", "record", "--from", JO, "--amount", "39.00", "--method", "card",
        "--invoice", invoice)  # fmt: skip
    links = run("invoice", "chain", invoice)["chain"]
    assert [(link["kind"], link["number"], link["amount"]) for link in links] == [
        ("quote", "D-2026-0001", "78.00"),
        ("order", "BC-2026-0001", "78.00"),
        ("delivery", "BL-2026-0001", None),
        ("invoice", "F-2026-0001", "78.00"),
        ("credit", "A-2026-0001", "-39.00"),
        ("payment", "P-2026-0001", "-39.00"),
    ]


def test_an_order_that_is_begun_does_not_change(ctx):
    order = ordered(ctx)
    deliver(ctx, order, "KIT-VELO:1")
    with pytest.raises(RefusedError, match="livrée"):
        orders.edit(ctx, order, [offers.wanted("KIT-VELO:9")])


def test_the_supply_of_an_invoice_is_its_last_delivery(ctx):
    order = ordered(ctx)
    made = deliver(ctx, order)
    number = invoices.issue(ctx, order).number
    assert invoices.show(ctx, number).invoice.supplied_on == made.delivered_on
    assert ledger_check.check(ctx).findings == ()


@pytest.mark.parametrize(
    ("call", "error", "why"),
    [
        (lambda ctx, n: deliver(ctx, n, "KIT-VELO:6"), RefusedError, "5 au plus"),
        (lambda ctx, n: deliver(ctx, n, "KIT-VELO:0"), RefusedError, "5 au plus"),
        (lambda ctx, n: deliver(ctx, n, "VIS"), InputError, "pas sur"),
        (lambda ctx, n: deliver(ctx, "BC-2026-0099"), InputError, "Aucune commande"),
        (lambda ctx, n: orders.shown_delivery(ctx, "BL-2026-0099"), InputError, "Aucun bon"),
        (lambda ctx, n: orders.edit(ctx, n, [offers.wanted("VIS:1")]), InputError, "VIS"),
    ],
)
def test_what_cannot_be_done_is_said_and_takes_no_number(ctx, call, error, why):
    order = ordered(ctx)
    with pytest.raises(error, match=why):
        call(ctx, order)
    assert deliver(ctx, order).number == "BL-2026-0001"


def test_a_delivery_note_cannot_change(any_ctx):
    made = deliver(any_ctx, ordered(any_ctx))
    with pytest.raises(RefusedError), begin(any_ctx, act="test.attack") as tx:
        tx.db.execute(delivery.delete())
    assert made.complete


def test_an_order_and_a_delivery_are_shown_for_people(ctx, comptoir):
    order = ordered(ctx)
    orders.edit(ctx, order, [offers.wanted("KIT-VELO:4")])
    deliver(ctx, order, "KIT-VELO:1")
    where = ("--project", str(ctx.root))
    said = comptoir("commande", "montrer", order, *where).out
    assert "KIT-VELO : 5 à 39,00" in said
    assert "Reste à livrer : 3 × Kit de réparation vélo, 2 × Guide" in said
    assert order in comptoir("commande", "lister", *where).out
    assert "BL-2026-0001" in comptoir("livraison", "lister", *where).out
    assert "commandé" in comptoir("livraison", "montrer", "BL-2026-0001", *where).out
