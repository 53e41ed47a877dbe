"""Row 24, whole: every way in which money comes, and the account that each goes to first."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from comptoir.desk import bank, ledger_check, ledgers, payments
from comptoir.desk.cashier import cash, deposits, helloasso
from comptoir.desk.debits import batches, mandates
from comptoir.payments import Cheque, Method
from comptoir.store import begin
from comptoir.store.tables.contacts import contact

from make_books import JO, balance, bank_at, sell, shop

IBAN = "FR7630006000011234567890189"
OFX = """OFXHEADER:100
DATA:OFXSGML
VERSION:102
ENCODING:USASCII
CHARSET:1252

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20261124
<LANGUAGE>FRA</SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0
<SEVERITY>INFO</STATUS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>30006<ACCTID>12345678901
<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST><DTSTART>20261101<DTEND>20261124<STMTTRN>
<TRNTYPE>CREDIT<DTPOSTED>20261124<TRNAMT>39.00<FITID>A1<NAME>VIR {number}</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>0<DTASOF>20261124</LEDGERBAL></STMTRS></STMTTRNRS>
</BANKMSGSRSV1></OFX>
"""
CAMT = (
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>'
    "<Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></Acct><Ntry>"
    '<Amt Ccy="EUR">39.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>'
    "<BookgDt><Dt>2026-11-24</Dt></BookgDt><AcctSvcrRef>B1</AcctSvcrRef>"
    "<AddtlNtryInf>VIR {number}</AddtlNtryInf></Ntry></Stmt></BkToCstmrStmt></Document>"
)


@pytest.fixture
def books(ctx):
    bank_at(shop(ctx), IBAN, "FR72ZZZ123456")
    with begin(ctx, act="contact.edit") as tx:
        here = contact.c.reference == JO
        tx.db.execute(contact.update().where(here).values(email="jo@example.org"))
    return ctx


def first_account(ctx, number):
    """Return where the money of a payment goes, against 411."""
    for booked in ledgers.entries(ctx).entries:
        if booked.entry.voucher == number:
            taken = [one.account for one in booked.entry.postings if one.amount > 0]
            given = {one.account for one in booked.entry.postings if one.amount < 0}
            assert given == {"411"}
            return taken[0]
    return ""


def pay(ctx, method, **what):
    made = payments.record(
        ctx, payer=JO, amount=Decimal("39.00"), method=method, invoices=[sell(ctx)], **what
    )
    return first_account(ctx, made.number)


def test_row_24_every_receipt_has_its_way_in_and_its_account_against_411(books, tmp_path):
    # bank files: CSV, OFX, CAMT.053
    for name, text in (
        ("releve.csv", "Date;Libellé;Montant\n24/11/2026;VIR {number};39,00\n"),
        ("releve.ofx", OFX),
        ("releve.xml", CAMT),
    ):
        path = tmp_path / name
        path.write_text(text.replace("{number}", sell(books)), "utf-8")
        assert bank.import_statement(books, path).new == 1
        (posted,) = bank.match(books).posted
        assert first_account(books, posted.payment) == "512", name

    # by hand: card and transfer at the bank, cash in its box and its book, cheques in hand
    assert pay(books, Method.CARD) == "512"
    assert pay(books, Method.TRANSFER) == "512"
    assert pay(books, Method.CASH) == "530"
    assert cash.book(books).closing == Decimal("39.00")
    planned = (date(2026, 11, 24), date(2026, 12, 24))
    instalments = [
        Cheque(number="0000417", amount=Decimal("20.00"), planned_on=planned[0]),
        Cheque(number="0000418", amount=Decimal("19.00"), planned_on=planned[1]),
    ]
    assert pay(books, Method.CHEQUE, by_cheques=instalments) == "5112"
    slip = deposits.deposit(books)  # only what may be cashed today
    assert (slip.amount, slip.path.is_file()) == (Decimal("20.00"), True)
    assert balance(books, "5112") == Decimal("19.00")

    # HelloAsso: 467 until its payout
    number = sell(books)
    export = tmp_path / "paiements.csv"
    export.write_text(
        "Référence paiement;Date du paiement;Statut du paiement;Type;Montant;Nom payeur;"
        "Prénom payeur;Email payeur;Reçu fiscal;Versement;Date du versement\n"
        "9001;05/11/2026 10:12:00;Validé;Boutique;39,00;Le Bihan;Jo;jo@example.org;;V1;"
        "20/11/2026\n",
        "utf-8",
    )
    taken = helloasso.take(books, export)
    assert first_account(books, taken.recorded[0]) == "467", number
    assert balance(books, "467") == 0

    # SEPA: a mandate, a batch for the bank, 5116 until the bank pays it in
    paper = tmp_path / "mandat.pdf"
    paper.write_bytes(b"%PDF-1.7")
    mandates.record(
        books, mandates.Signed(payer=JO, iban=IBAN, signed_on=date(2026, 11, 2), file=paper)
    )
    sell(books)
    batch = batches.issue(books, date(2026, 12, 24))
    later = replace(
        books, today=date(2026, 12, 24), now=lambda: datetime(2026, 12, 24, 9, tzinfo=UTC)
    )
    _, (debited,) = batches.collect(later, batch.number)
    assert first_account(later, debited.number) == "5116"
    batches.collect(later, batch.number, at_bank=True)
    assert balance(later, "5116") == 0
    assert ledger_check.check(later).findings == ()
