"""What HelloAsso took: one account a line, 467 until its payout, and never a second receipt."""

from decimal import Decimal

import pytest
from sqlalchemy import update

from comptoir.desk import bank, ledger_check, payments
from comptoir.desk.cashier import helloasso
from comptoir.errors import InputError, RefusedError
from comptoir.payments import Method
from comptoir.readers import helloasso as reader
from comptoir.store import begin
from comptoir.store.tables.contacts import contact

from make_books import JO, balance, sell, shop

HEAD = (
    "Référence paiement;Date du paiement;Statut du paiement;Type;Montant;Nom payeur;Prénom payeur;"
    "Email payeur;Reçu fiscal;Versement;Date du versement"
)


@pytest.fixture
def books(any_ctx):
    shop(any_ctx)
    with begin(any_ctx, act="contact.edit") as tx:
        for id_, email in ((1, "jo@example.org"), (3, "ann@example.org")):
            tx.db.execute(update(contact).where(contact.c.id == id_).values(email=email))
    return any_ctx


def export(folder, *rows):
    path = folder / "paiements.csv"
    path.write_text("\n".join((HEAD, *rows)), "utf-8")
    return path


def row(reference, kind, amount, *, email="jo@example.org", receipt="", payout="", status="Validé"):
    paid_out = "20/11/2026" if payout else ""
    return (
        f"{reference};05/11/2026 10:12:00;{status};{kind};{amount};Nom;Prénom;{email};{receipt};"
        f"{payout};{paid_out}"
    )


def sound(ctx):
    return [finding.found for finding in ledger_check.check(ctx).findings] == []


def test_a_mixed_payment_is_split_and_its_payout_empties_the_clearing_account(books, tmp_path):
    path = export(
        tmp_path,
        row("1001", "Adhésion", "22,00", payout="V-1"),
        row("1001", "Don", "40,00", payout="V-1"),
        row("1002", "Don", "30,00", receipt="https://example.org/recu", payout="V-1"),
        row("1003", "Don", "99,00", status="Remboursé"),
    )
    told = helloasso.take(books, path)
    assert (len(told.recorded), told.amount, told.left) == (2, Decimal("92.00"), [])
    assert (told.receipts, told.theirs) == (2, 1)  # dues and the first gift; the other is theirs
    assert told.payouts == [("VH-2026-0001", Decimal("92.00"))]
    assert balance(books, "467") == 0
    assert (balance(books, "756"), balance(books, "754")) == (Decimal("-22.00"), Decimal("-70.00"))
    assert balance(books, "512") == Decimal("92.00")
    again = helloasso.take(books, path)
    assert (again.known, again.recorded, again.payouts) == (2, [], [])
    assert sound(books)


def test_what_is_not_certain_is_left_and_its_payout_waits_for_it(books, tmp_path):
    path = export(
        tmp_path,
        row("1", "Adhésion", "22,00", payout="V-1"),
        row("2", "Adhésion", "23,00", email="ann@example.org", payout="V-1"),
        row("3", "Don", "5,00", email="inconnu@example.org", payout="V-1"),
        row("4", "Billet", "39,00", payout="V-1"),
    )
    told = helloasso.take(books, path)
    assert [left.reference for left in told.left] == ["2", "3", "4"]
    assert not any("example.org" in left.why for left in told.left)
    assert (told.payouts, told.open_payouts) == ([], ["V-1"])
    assert balance(books, "467") == Decimal("22.00")
    assert sound(books)


def test_a_sale_pays_its_invoice(books, tmp_path):
    number = sell(books)
    path = export(tmp_path, row("7", "Boutique", "39,00").replace("05/11", "24/11"))
    (made,) = helloasso.take(books, path).recorded
    assert payments.shown(books, made).kept.payment.shares[0].about == number


def test_the_bank_settles_what_no_export_told(books, tmp_path):
    helloasso.take(books, export(tmp_path, row("1", "Don", "30,00"), row("2", "Don", "12,00")))
    path = tmp_path / "releve.csv"
    path.write_text("Date;Libellé;Montant\n20/11/2026;VIR HELLOASSO;42,00", "utf-8")
    bank.import_statement(books, path)
    told = bank.match(books)
    assert [one.payment for one in told.tied] == ["VH-2026-0001"]
    assert balance(books, "467") == 0
    assert bank.match(books).tied == []
    assert sound(books)


def test_the_movement_of_a_payout_that_is_known_is_not_booked_twice(books, tmp_path):
    helloasso.take(books, export(tmp_path, row("1", "Don", "30,00", payout="V-1")))
    path = tmp_path / "releve.csv"
    path.write_text("Date;Libellé;Montant\n21/11/2026;VIR HELLOASSO;30,00", "utf-8")
    bank.import_statement(books, path)
    assert [one.payment for one in bank.match(books).tied] == ["VH-2026-0001"]
    assert balance(books, "512") == Decimal("30.00")


def test_what_was_recorded_by_hand_is_known_to_the_import(books, tmp_path):
    given = {"payer": JO, "amount": Decimal("30.00"), "gift": Decimal("30.00")}
    with pytest.raises(RefusedError, match="référence"):
        payments.record(books, method=Method.HELLOASSO, **given)
    made = payments.record(
        books, method=Method.HELLOASSO, reference="1", receipt_by="HelloAsso", **given
    )
    assert made.receipts == ()
    told = helloasso.take(books, export(tmp_path, row("1", "Don", "30,00")))
    assert (told.known, told.recorded) == (1, [])
    with pytest.raises(RefusedError, match="déjà enregistré"):
        payments.record(books, method=Method.HELLOASSO, reference="1", **given)


def test_only_its_export_is_taken_for_one_and_bad_cells_are_named(tmp_path):
    bank_file = tmp_path / "releve.csv"
    bank_file.write_text("Date;Libellé;Montant\n20/11/2026;VIR HELLOASSO;42,00", "utf-8")
    assert not reader.is_export(bank_file)
    path = export(tmp_path, row("1", "Chose", "30,00"), row("2", "Don", "trente"))
    assert reader.is_export(path)
    with pytest.raises(InputError) as told:
        reader.read(path)
    assert [fault.at.line for fault in told.value.faults] == [2, 3]
