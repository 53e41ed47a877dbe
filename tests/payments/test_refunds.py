"""What is given back: by two people, from a credit note, a gift or what was too much."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from comptoir.context import Actor
from comptoir.desk import aged, bank, crediting, due, ledger_check, ledgers, payments
from comptoir.desk.cashier import cash, refunds
from comptoir.errors import InputError, RefusedError
from comptoir.members import Level
from comptoir.payments import Method
from comptoir.store import begin, engine
from comptoir.store.tables.payments import refund

from make_books import JO, balance, sell, shop

CARD = "4970 1012 3456 7893"  # made up, with a key that holds


@pytest.fixture
def books(any_ctx):
    return shop(any_ctx)


@pytest.fixture
def second(books):
    return replace(books, actor=Actor("yannick", "Trésorerie", "accountant"))


def paid(ctx, amount, **what):
    return payments.record(ctx, payer=JO, amount=Decimal(amount), method=Method.TRANSFER, **what)


def sound(ctx):
    return [finding.found for finding in ledger_check.check(ctx).findings] == []


def test_who_asks_does_not_approve(books, second):
    paid(books, "40.00", gift=Decimal("40.00"))
    asked = refunds.ask(books, "P-2026-0001", reason="donné deux fois", method=Method.TRANSFER)
    assert [task.command for task in due.due(books, within=0) if asked.number in task.what]
    with pytest.raises(RefusedError, match="quelqu’un d’autre"):
        refunds.approve(books, asked.number)
    stranger = replace(books, actor=Actor("inconnue"))
    with pytest.raises(RefusedError, match="people"):
        refunds.approve(stranger, asked.number)
    done, back = refunds.approve(second, asked.number)
    assert (done.payment, back.amount) == ("P-2026-0002", Decimal("40.00"))
    assert len(back.void) == 1  # the tax receipt
    assert balance(books, "754") == balance(books, "512") == 0
    with pytest.raises(RefusedError, match="déjà payé"):
        refunds.approve(second, asked.number)
    with pytest.raises(RefusedError, match="il reste"):
        refunds.ask(books, "P-2026-0001", reason="encore", method=Method.TRANSFER)
    assert sound(books)


def test_the_base_itself_refuses_one_person(books):
    values = {
        "number": "RB-2026-0001", "about": "P-2026-0001", "contact_id": 1,
        "amount": Decimal("1.00"), "method": "cash", "reason": "x", "asked_on": books.today,
        "asked_by": "soizic", "state": "paid", "decided_by": "soizic",
    }  # fmt: skip
    url = engine.database_url(books.root)
    with (
        pytest.raises(IntegrityError, match="two_people"),
        engine.engine(url, write=True).begin() as db,
    ):
        db.execute(insert(refund).values(values))


def test_a_credit_note_is_given_back_and_the_whole_sale_is_matched(books, second):
    number = sell(books)
    paid(books, "39.00", invoices=[number])
    with pytest.raises(RefusedError, match="avoir"):
        refunds.ask(books, "P-2026-0001", reason="rendu", method=Method.TRANSFER)
    note = crediting.new(books, number, reason="article rendu", wanted=crediting.Wanted())
    with pytest.raises(RefusedError, match="il reste"):
        refunds.ask(
            books, note.number, reason="rendu", method=Method.TRANSFER, amount=Decimal("39.01")
        )
    asked = refunds.ask(books, note.number, reason="rendu", method=Method.TRANSFER)
    with pytest.raises(RefusedError, match="reste 0,00"):
        refunds.ask(
            books, note.number, reason="rendu", method=Method.TRANSFER, amount=Decimal("1.00")
        )
    refunds.approve(second, asked.number)
    found = aged.balance(books)
    assert (found.total, found.booked) == (Decimal("0.00"), Decimal("0.00"))
    assert balance(books, "512") == 0
    codes = {
        code
        for booked in ledgers.entries(books).entries
        for code, line in zip(booked.match_codes, booked.entry.postings, strict=True)
        if line.account == "411"
    }
    assert "" not in codes
    assert sound(books)


def test_what_is_too_much_is_kept_apart_and_given_back(books, second):
    number = sell(books)
    with pytest.raises(RefusedError, match="rien n’explique"):
        paid(books, "50.00", invoices=[number])
    made = paid(books, "50.00", invoices=[number], keep_rest=True)
    assert balance(books, "4197") == Decimal("-11.00")
    assert aged.balance(books).booked == 0
    asked = refunds.ask(books, made.number, reason="trop-perçu", method=Method.TRANSFER)
    assert asked.amount == Decimal("11.00")
    refunds.approve(second, asked.number)
    assert balance(books, "4197") == 0
    assert sound(books)


def test_a_refund_may_be_refused_and_asked_again(books, second):
    paid(books, "22.00", dues=[("2026-2027", Level.FULL)])
    asked = refunds.ask(books, "P-2026-0001", reason="départ", method=Method.TRANSFER)
    refunds.refuse(second, asked.number)
    with pytest.raises(RefusedError, match="refusé"):
        refunds.approve(second, asked.number)
    again = refunds.ask(books, "P-2026-0001", reason="départ", method=Method.TRANSFER)
    refunds.approve(second, again.number)
    assert balance(books, "756") == 0
    back = paid(books, "22.00", dues=[("2026-2027", Level.FULL)])
    assert back.number == "P-2026-0003"
    assert sound(books)


def test_cash_is_not_given_back_over_the_ceiling(books):
    paid(books, "1500.00", gift=Decimal("1500.00"))
    with pytest.raises(RefusedError, match="plafond"):
        refunds.ask(books, "P-2026-0001", reason="x", method=Method.CASH)


def test_the_cash_box_is_counted_and_a_gap_is_said_explained_and_booked(books):
    payments.record(
        books, payer=JO, amount=Decimal("22.00"), method=Method.CASH,
        dues=[("2026-2027", Level.FULL)],
    )  # fmt: skip
    assert cash.count(books, Decimal("22.00")).gap == 0
    short = cash.count(books, Decimal("20.00"))
    assert (short.gap, short.booked) == (Decimal("-2.00"), Decimal("0.00"))
    with pytest.raises(RefusedError, match="explication"):
        cash.count(books, Decimal("20.00"), settle=True)
    cash.count(books, Decimal("20.00"), note="erreur de rendu", settle=True)
    assert (balance(books, "530"), balance(books, "658")) == (Decimal("20.00"), Decimal("2.00"))
    with pytest.raises(RefusedError, match="n’en sortent pas"):
        cash.to_bank(books, Decimal("20.01"))
    assert cash.to_bank(books, Decimal("15.00")) == "RC-2026-0001"
    found = cash.book(books)
    assert [one.amount for one in found.movements] == [
        Decimal("22.00"), Decimal("-2.00"), Decimal("-15.00"),
    ]  # fmt: skip
    assert (found.opening, found.closing, len(found.counts)) == (0, Decimal("5.00"), 3)
    assert sound(books)


@pytest.mark.parametrize("field", ["reference", "earmark"])
def test_no_card_number_is_kept_with_a_payment(books, field):
    with pytest.raises(RefusedError, match="carte bancaire"):
        paid(books, "5.00", gift=Decimal("5.00"), **{field: f"CB {CARD}"})


def test_no_card_number_is_kept_in_a_record_nor_in_the_label_of_a_bank(books, tmp_path):
    with pytest.raises(RefusedError, match="carte"), begin(books, act="contact.edit") as tx:
        tx.record("contact", JO, {"phone": ("", CARD)})
    path = tmp_path / "releve.csv"
    path.write_text(f"Date;Libellé;Montant\n24/11/2026;PAIEMENT {CARD};5,00", "utf-8")
    bank.import_statement(books, path)
    (one,) = bank.match(books).unknown
    assert CARD not in one.line.label
    assert "7893" in one.line.label


def test_fees_of_the_bank_are_shown_and_booked_once(books, tmp_path):
    path = tmp_path / "releve.csv"
    path.write_text("Date;Libellé;Montant\n24/11/2026;FRAIS TENUE DE COMPTE;-4,50", "utf-8")
    bank.import_statement(books, path)
    (line,) = bank.match(books).paid_out
    assert bank.looks_like_fee(line)
    bank.set_aside(books, line.number, note="", fee=True)
    assert (balance(books, "627"), balance(books, "512")) == (Decimal("4.50"), Decimal("-4.50"))
    with pytest.raises(RefusedError, match="reste à expliquer"):
        bank.set_aside(books, line.number, note="", fee=True)
    assert sound(books)


def test_nothing_else_can_be_given_back(books):
    with pytest.raises(InputError, match="ni un avoir"):
        refunds.ask(books, "F-2026-0001", reason="x", method=Method.TRANSFER)
