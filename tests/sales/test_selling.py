"""From quote to matched payment, through the desk: everything is recorded together, or nothing."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, text

from comptoir.desk import filing, invoices, ledger_check, offers, payments, quotes
from comptoir.errors import InputError, RefusedError
from comptoir.members import Level
from comptoir.payments import Method
from comptoir.sales.numbering import gaps
from comptoir.store import balances, begin, documents, ledger, reading, sales
from comptoir.store.tables.sales import document, invoice, sale_item, sale_stat

from make import ROOT
from make_books import ATELIER, JO, SANS_ADRESSE, euros, sell, shop

DUES = [("2026-2027", Level.FULL)]


def pay(ctx, amount, method=Method.CHEQUE, payer=JO, **what):
    return payments.record(ctx, payer=payer, amount=euros(amount), method=method, **what)


def findings(ctx):
    return ledger_check.check(ctx).findings


def test_a_sale_with_allowance_charge_and_two_rates_ends_matched(any_ctx):
    ctx = shop(any_ctx)
    number = sell(
        ctx,
        "KIT-VELO:2",
        "GUIDE:1",
        "STAGE-BOIS:1",
        allowances=["Remise adhérent:5.00", "KIT-VELO/Fin de série:10%"],
        charges=["Port:4.90"],
    )
    made = pay(ctx, "248.10", invoices=[number], dues=DUES, gift=euros("50.00"))
    assert made.matched == ((number, "AA"),)
    assert [share[2] for share in made.shares] == [euros("176.10"), euros("22.00"), euros("50.00")]
    assert [receipt.number for receipt in made.receipts] == ["R-2026-0001", "RF-2026-0001"]
    assert invoices.show(ctx, number).state == "paid"
    assert findings(ctx) == ()


def test_the_payment_s_entry_splits_411_756_and_754(ctx):
    number = sell(shop(ctx))
    made = pay(ctx, "111.00", invoices=[number], dues=DUES, gift=euros("50.00"))
    with reading(ctx) as db:
        entry = next(b.entry for b in ledger.entries(db) if b.entry.voucher == made.number)
    assert [(p.account, str(p.amount)) for p in entry.postings] == [
        ("5112", "111.00"),
        ("411", "-39.00"),
        ("756", "-22.00"),
        ("754", "-50.00"),
    ]


def test_instalments_match_once_the_last_one_is_paid(ctx):
    number = sell(shop(ctx), "STAGE-BOIS")
    first = pay(ctx, "30.00", invoices=[number])
    assert (first.left, first.matched) == (((number, euros("60.00")),), ())
    assert pay(ctx, "60.00", invoices=[number]).matched == ((number, "AA"),)
    with reading(ctx) as db:
        waiting = {b.account: b.closing for b in balances.trial_balance(db, _year())}
    assert waiting["44574200"] == 0
    assert waiting["44571200"] == euros("-15.00")
    assert findings(ctx) == ()


def _year():
    from comptoir.ledger import FiscalYear

    return FiscalYear.starting(2026, start_month=9)


def test_two_invoices_of_one_amount_are_matched_each_with_its_share(ctx):
    shop(ctx)
    numbers = [sell(ctx), sell(ctx)]
    assert [code for _, code in pay(ctx, "78.00", invoices=numbers).matched] == ["AA", "AB"]
    assert findings(ctx) == ()


def test_a_file_is_private_and_named_without_a_person(ctx):
    number = sell(shop(ctx))
    path = invoices.show(ctx, number).path
    assert path.name == f"2026-11-24_facture_{number}_{JO}.pdf"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("amount", "what", "why"),
    [
        ("20.00", {"dues": DUES}, "Il manque"),
        ("80.00", {"dues": DUES}, "rien n’explique"),
        ("22.00", {}, "rien n’explique"),
    ],
)
def test_a_payment_that_is_not_split_exactly_leaves_no_trace(ctx, amount, what, why):
    shop(ctx)
    with pytest.raises(RefusedError, match=why):
        pay(ctx, amount, **what)
    assert payments.payments_list(ctx) == []
    assert pay(ctx, "22.00", dues=DUES).number == "P-2026-0001"


def test_nobody_pays_for_another_nor_twice_for_a_season(ctx):
    number = sell(shop(ctx))
    with pytest.raises(RefusedError, match="n’est pas celle"):
        pay(ctx, "39.00", payer=ATELIER, invoices=[number])
    pay(ctx, "22.00", dues=DUES)
    with pytest.raises(RefusedError, match="déjà adhérent"):
        pay(ctx, "10.00", dues=[("2026-2027", Level.REDUCED)])


def test_a_gift_without_an_address_is_recorded_and_its_receipt_is_not_issued(ctx):
    made = pay(shop(ctx), "50.00", payer=SANS_ADRESSE, gift=euros("50.00"))
    assert made.receipts == ()
    assert "adresse du donateur" in made.notices[0]
    assert findings(ctx) == ()


def test_a_company_s_gift_gets_the_other_receipt(ctx):
    made = pay(shop(ctx), "500.00", payer=ATELIER, gift=euros("500.00"))
    with reading(ctx) as db:
        kept = documents.numbered(db, made.receipts[0].number)
    assert '"siren":"999140353"' in kept.content


def test_cash_over_the_ceiling_is_refused_on_the_debt(ctx):
    number = sell(shop(ctx), "STAGE-BOIS:12")
    with pytest.raises(RefusedError, match="espèces"):
        pay(ctx, "100.00", method=Method.CASH, invoices=[number])


def test_an_order_is_invoiced_once(ctx):
    made = quotes.new(shop(ctx), offers.Request(to=JO, lines=[offers.wanted("KIT-VELO")]))
    order = quotes.accept(ctx, made.number)
    number = invoices.issue(ctx, order.number).number
    for again in (order.number, made.number):
        with pytest.raises(RefusedError, match=number):
            invoices.issue(ctx, again)
    with pytest.raises(RefusedError, match="déjà accepté"):
        quotes.accept(ctx, made.number)


def test_a_quote_out_of_date_is_not_accepted(ctx):
    made = quotes.new(shop(ctx), offers.Request(to=JO, lines=[offers.wanted("KIT-VELO")]))
    late = replace(ctx, today=ctx.today + timedelta(days=31))
    with pytest.raises(RefusedError, match="n’est plus valable"):
        quotes.accept(late, made.number)
    assert quotes.show(late, made.number).state == "expired"


def test_an_older_invoice_than_the_last_one_is_refused(ctx):
    sell(shop(ctx))
    with pytest.raises(RefusedError, match="plus ancien"):
        sell(replace(ctx, today=date(2026, 11, 23)))


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (lambda ctx: sell(ctx, "KIT-VEL"), "KIT-VELO"),
        (lambda ctx: sell(ctx, "KIT-VELO:beaucoup"), "ne se lit pas"),
        (lambda ctx: sell(ctx, to="C-999999"), "C-999999"),
        (lambda ctx: sell(ctx, allowances=["Remise"]), "ne se lit pas"),
        (lambda ctx: sell(ctx, allowances=["GUIDE/Remise:1.00"]), "pas sur ce devis"),
        (lambda ctx: invoices.issue(ctx, "BC-2026-0042"), "Aucune commande"),
        (lambda ctx: invoices.issue(ctx, "nimporte"), "ni un devis"),
        (lambda ctx: invoices.show(ctx, "F-2026-0042"), "Aucune facture"),
    ],
)
def test_what_does_not_exist_is_said_and_nothing_changes(ctx, call, why):
    with pytest.raises(InputError, match=why):
        call(shop(ctx))
    with reading(ctx) as db:
        assert sales.quotes(db) == []


def test_what_segments_read_follows_the_invoices(any_ctx):
    shop(any_ctx)
    sell(any_ctx, "KIT-VELO:2", "GUIDE")
    sell(any_ctx, "GUIDE")
    with reading(any_ctx) as db:
        (stat,) = db.execute(select(sale_stat)).mappings()
        items = sorted(db.execute(select(sale_item.c.sku)).scalars())
    assert (stat["count"], stat["total"], stat["last_on"]) == (
        2,
        euros("110.00"),
        date(2026, 11, 24),
    )
    assert items == ["GUIDE", "KIT-VELO"]


def test_a_vat_rate_that_does_not_exist_stops_the_invoice(ctx):
    shop(ctx)
    path = ctx.root / "legal" / "catalogue.toml"
    path.write_text(path.read_text("utf-8").replace('vat = "5.5"', 'vat = "7"'), "utf-8")
    with pytest.raises(RefusedError, match=r"art\. 278"):
        sell(ctx, "GUIDE")
    assert ledger_check.check(ctx).invoices == 0


def test_an_issued_invoice_cannot_change(any_ctx):
    sell(shop(any_ctx))
    for table in (invoice, document):
        with pytest.raises(RefusedError), begin(any_ctx, act="test.attack") as tx:
            tx.db.execute(table.delete())


def test_a_follow_up_organisation_sells_without_a_journal(ctx):
    path = ctx.root / "legal" / "organisation.toml"
    path.write_text(path.read_text("utf-8").replace('"complete"', '"follow-up"'), "utf-8")
    number = sell(shop(ctx))
    assert pay(ctx, "39.00", invoices=[number]).left == ()
    report = ledger_check.check(ctx)
    assert (report.entries, report.findings) == (0, ())


def test_a_failed_drawing_gives_the_number_back(ctx, monkeypatch):
    made = quotes.new(shop(ctx), offers.Request(to=JO, lines=[offers.wanted("KIT-VELO")]))

    def fails(*arguments, **options):
        raise InputError("le modèle est faux")

    with monkeypatch.context() as patched:
        patched.setattr(filing.typst, "compile_pdf", fails)
        with pytest.raises(InputError):
            invoices.issue(ctx, made.number)
    assert list((ctx.var / "documents").rglob("*.part")) == []
    assert invoices.issue(ctx, made.number).number == "F-2026-0001"


def test_a_process_killed_before_naming_its_file_is_put_right(ctx):
    number = sell(shop(ctx))
    path = invoices.show(ctx, number).path
    part = path.with_name(path.name + filing.PROVISIONAL)
    path.rename(part)
    orphan = part.with_name("2026-11-24_facture_F-2026-0099_C-000001.pdf.part")
    orphan.write_bytes(b"%PDF")
    os.utime(orphan, (0, 0))
    assert filing.settle(ctx) == 2
    assert path.is_file()
    assert not orphan.exists()


SELLER = """
import sys
from pathlib import Path
from make import context_on
from make import ROOT
from make_books import sell

for _ in range(int(sys.argv[2])):
    print(sell(context_on(Path(sys.argv[1])), "GUIDE"), flush=True)
"""


def start_selling(ctx, count):
    """Issue invoices from another process (a fork would not have typst's threads)."""
    paths = os.pathsep.join(str(ROOT / folder) for folder in ("pipeline", "tests"))
    return subprocess.Popen(
        [sys.executable, "-c", SELLER, str(ctx.root), str(count)],
        env={"PYTHONPATH": paths, "PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_row_23_two_writers_and_a_kill_leave_no_gap(ctx):
    """Two processes issue at once; one is killed with -9 in the middle of its work."""
    shop(ctx)
    killed, other = start_selling(ctx, 500), start_selling(ctx, 8)
    for _ in range(3):
        killed.stdout.readline()
    killed.kill()
    out, _ = other.communicate(timeout=60)
    killed.communicate()
    assert (other.returncode, len(out.split())) == (0, 8)
    sell(ctx, "GUIDE")
    with reading(ctx) as db:
        numbers = sorted(db.execute(select(invoice.c.number)).scalars())
    assert len(numbers) >= 12
    assert numbers[0] == "F-2026-0001"
    assert gaps(numbers) == []
    assert findings(ctx) == ()


@pytest.mark.parametrize(
    ("attack", "code"),
    [
        ("UPDATE posting SET amount = amount + 1 WHERE account = '411'", "JRN004"),
        ("UPDATE entry SET date = '2026-11-01'", "JRN008"),
        ("DELETE FROM document WHERE kind = 'dues_receipt'", "DOC001"),
        ("UPDATE invoice SET gross = gross + 100", "DOC059"),
        ("UPDATE invoice SET amount_due = 1", "JRN020"),
        ("UPDATE payment_part SET amount = amount + 1", "JRN003"),
        ("UPDATE sale_stat SET total = 0", "JRN040"),
        ("UPDATE document SET content = '{}'", "DOC026"),
        ("UPDATE posting SET match_code = 'ZZ' WHERE amount > 0 AND account = '411'", "JRN020"),
        ("UPDATE membership SET amount = 1", "JRN019"),
    ],
)
def test_the_control_finds_what_was_changed_behind_its_back(ctx, attack, code):
    number = sell(shop(ctx))
    pay(ctx, "61.00", invoices=[number], dues=DUES)
    assert findings(ctx) == ()
    with begin(ctx, act="test.attack") as tx:
        for trigger in tx.db.execute(text("SELECT name FROM sqlite_master WHERE type='trigger'")):
            tx.db.execute(text(f"DROP TRIGGER {trigger.name}"))
        tx.db.execute(text(attack))
    assert code in {finding.code for finding in findings(ctx)}


def test_the_control_finds_a_changed_or_lost_pdf(ctx):
    number = sell(shop(ctx))
    path = invoices.show(ctx, number).path
    path.write_bytes(path.read_bytes() + b" ")
    assert {finding.code for finding in findings(ctx)} == {"DOC026"}
    path.unlink()
    assert {finding.code for finding in findings(ctx)} == {"ARC002"}


def test_prices_may_be_given_and_reduced_in_percent(ctx):
    made = quotes.new(
        shop(ctx),
        offers.Request(
            to=JO,
            lines=[offers.wanted("KIT-VELO:2:35,00")],
            allowances=[offers.reduction("Remise:10%")],
        ),
    )
    assert made.gross == Decimal("63.00")
