"""Documents of sales: their numbers, their amounts, their copies, what segments read of them."""

from collections.abc import Iterator
from decimal import Decimal

from sqlalchemy import func, select

from comptoir.bookkeeping import credit_entry, invoice_entry
from comptoir.desk import books, filing
from comptoir.desk.control.finding import BEHIND, RESTORE, Books, Check, fault
from comptoir.finding import Finding
from comptoir.money import ZERO
from comptoir.readers.files import is_unchanged
from comptoir.sales import CreditNote, Invoice, InvoiceKind
from comptoir.sales.numbering import gaps
from comptoir.store import balances, billing, documents
from comptoir.store.tables.contributions import contribution
from comptoir.store.tables.debits import debit_batch
from comptoir.store.tables.payments import cash_count, cheque_deposit, payment, payout, refund
from comptoir.store.tables.sales import (
    delivery,
    document,
    invoice,
    invoice_line,
    quote,
    sale_item,
    sale_order,
    sale_stat,
)
from comptoir.store.tables.sequences import sequence

# series of documents
OURS = ("D", "BC", "BL", "F", "A", "P", "R", "RF", "RC", "RB", "CC", "VH", "PR", "VB")


def series_are_whole(kept: Books) -> Iterator[Finding]:
    """Every series is without gap, up to the last number that was given out."""
    given = {
        (row.series, row.year): row.last
        for row in kept.db.execute(select(sequence).where(sequence.c.year > 0))
    }
    tables = (
        quote.c.number,
        sale_order.c.number,
        delivery.c.number,
        invoice.c.number,
        payment.c.number,
        cheque_deposit.c.number,
        refund.c.number,
        cash_count.c.number,
        payout.c.number,
        debit_batch.c.number,
        contribution.c.number,
    )
    numbers = {number for column in tables for number in kept.db.execute(select(column)).scalars()}
    kinds = document.c.kind.like("%_receipt") | (document.c.kind == "certificate")
    receipts = select(document.c.number).where(kinds)
    numbers |= set(kept.db.execute(receipts).scalars())
    ends = {f"{series}-{year}-{last:04d}" for (series, year), last in given.items() if last}
    ours = {end for end in ends if end.partition("-")[0] in OURS}
    for number in [*gaps(numbers), *sorted(ours - numbers)]:
        yield fault(
            number,
            "DOC001",
            "ce numéro a été donné et aucun document ne le porte.",
            BEHIND,
            "CGI, ann. II, art. 242 nonies A, I-7°",
        )


def invoices_agree(kept: Books) -> Iterator[Finding]:
    """Document = row = lines = entry (LAW, DOC059)."""
    sums = balances.by_voucher(kept.db)
    lines = {
        row.invoice_id: (row.net, row.gross)
        for row in kept.db.execute(
            select(
                invoice_line.c.invoice_id,
                func.sum(invoice_line.c.net).label("net"),
                func.sum(invoice_line.c.gross).label("gross"),
            ).group_by(invoice_line.c.invoice_id)
        )
    }
    frozen = {
        row.record_id: row.content
        for row in kept.db.execute(
            select(document.c.record_id, document.c.content).where(
                document.c.kind.in_(("invoice", "deposit", "credit_note"))
            )
        )
    }
    for row in kept.db.execute(select(invoice)):
        made = billing.read(row)
        sign = -1 if isinstance(made, CreditNote) else 1
        totals = made.totals
        issued = (sign * totals.net, sign * totals.tax, sign * totals.gross)
        if issued != (row.net, row.tax, row.gross):
            yield fault(row.number, "DOC059", "ses montants ne sont plus ceux émis.", BEHIND)
        if lines.get(row.id) != (row.net, row.gross):
            yield fault(row.number, "DOC059", "ses lignes ne font pas son total.", BEHIND)
        if frozen.get(row.id) != row.content:
            yield fault(row.number, "DOC026", "il diffère de sa copie figée.", BEHIND)
        if books.keeps(kept.project) and _booked(made) != sums.get(row.number, {}):
            yield fault(row.number, "JRN003", "son écriture n’a pas ses montants.", BEHIND)


def _booked(made: Invoice | CreditNote) -> dict[str, Decimal]:
    """Return what the entry of a document puts on each account, computed again."""
    again = credit_entry(made) if isinstance(made, CreditNote) else invoice_entry(made)
    found: dict[str, Decimal] = {}
    for one in again.postings:
        found[one.account] = found.get(one.account, ZERO) + one.amount
    return found


def statistics_agree(kept: Books) -> Iterator[Finding]:
    """What segments read of sales is what the invoices say."""
    sold = invoice_line.c.account.like("7%")
    sale = invoice.c.kind == InvoiceKind.INVOICE.value
    totals = (
        select(invoice.c.contact_id, func.sum(invoice_line.c.gross).label("total"))
        .join(invoice_line, invoice_line.c.invoice_id == invoice.c.id)
        .where(sold)
        .group_by(invoice.c.contact_id)
    )
    total = {row.contact_id: row.total for row in kept.db.execute(totals)}
    counts = (
        select(
            invoice.c.contact_id,
            func.count().label("number"),
            func.max(invoice.c.issued_on).label("last"),
        )
        .where(sale)
        .group_by(invoice.c.contact_id)
    )
    true = {
        row.contact_id: (row.number, total.get(row.contact_id, ZERO), row.last)
        for row in kept.db.execute(counts)
    }
    said = {
        row["contact_id"]: (row["count"], row["total"], row["last_on"])
        for row in kept.db.execute(select(sale_stat)).mappings()
    }
    bought = (
        select(invoice.c.contact_id, invoice_line.c.sku)
        .join(invoice_line, invoice_line.c.invoice_id == invoice.c.id)
        .where(invoice_line.c.sku != "", sale)
        .distinct()
    )
    items = {tuple(row) for row in kept.db.execute(bought)}
    known = {tuple(row) for row in kept.db.execute(select(sale_item))}
    if true != said or items != known:
        yield fault(
            "sale_stat",
            "JRN040",
            "les chiffres que lisent les segments ne sont pas ceux des factures.",
            BEHIND,
        )


def papers_are_there(kept: Books) -> Iterator[Finding]:
    """Every issued document is where it was filed, unchanged."""
    for made in documents.documents(kept.db):
        if documents.sha256(made.content.encode()) != made.content_sha256:
            yield fault(made.number, "DOC026", "sa copie figée a changé.", BEHIND)
        if not made.path:
            continue
        path = kept.ctx.var / filing.FOLDER / made.path
        if not path.is_file():
            yield fault(
                made.number,
                "ARC002",
                "son PDF n’est plus à sa place.",
                RESTORE,
            )
        elif not is_unchanged(path, made.pdf_sha256):
            yield fault(
                made.number,
                "DOC026",
                "son PDF a changé depuis son émission.",
                RESTORE,
                "CGI, art. 289, V",
            )


CHECKS: tuple[Check, ...] = (
    series_are_whole,
    invoices_agree,
    statistics_agree,
    papers_are_there,
)
