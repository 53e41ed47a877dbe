"""Issued documents, their series and their files as the rules read them."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import PurePosixPath

from sqlalchemy import Connection, select

from comptoir.context import Context
from comptoir.desk import filing
from comptoir.money import ZERO
from comptoir.rules.values.archive import ArchiveItem
from comptoir.rules.values.document import FrozenDocument, Series
from comptoir.rules.values.tax import Turnover
from comptoir.store.documents import sha256
from comptoir.store.tables.sales import document, document_gone, invoice, invoice_line

KINDS = {
    "dues_receipt": "voucher",
    "certificate": "voucher",
    "deposit": "invoice",
}  # of the archive, where the name differs
CATEGORIES = {
    "quote": "sales",
    "delivery_note": "sales",
    "invoice": "sales",
    "deposit": "sales",
    "credit_note": "sales",
    "dues_receipt": "dues",
    "certificate": "dues",
    "gift_receipt": "gifts",
}


def series(db: Connection) -> Iterator[Series]:
    """Yield each kind of document with its numbers and dates, as they were given."""
    found: dict[str, list[tuple[str, object]]] = {}
    query = select(document.c.kind, document.c.number, document.c.issued_on)
    for row in db.execute(query.order_by(document.c.number)):
        found.setdefault(row.number.rpartition("-")[0], []).append((row.number, row.issued_on))
    for name, rows in found.items():
        numbers, dates = zip(*rows, strict=True)
        yield Series(id=name, numbers=numbers, dates=dates)


def archive_items(ctx: Context, db: Connection) -> Iterator[ArchiveItem]:
    """Yield each issued document that has a file, with the digest of what lies there now."""
    gone = select(document_gone.c.document_id)
    here = (document.c.path != "") & document.c.id.not_in(gone)
    for row in db.execute(select(document).where(here).order_by(document.c.id)):
        path = ctx.var / filing.FOLDER / row.path
        form = PurePosixPath(row.path).suffix.removeprefix(".")
        yield ArchiveItem(
            id=row.number,
            name=PurePosixPath(row.path).name,
            kind=KINDS.get(row.kind, row.kind),
            category=CATEGORIES.get(row.kind, "sales"),
            retention="comptable",
            starts_on=row.issued_on,
            keep_until=row.keep_until,
            recorded_hash=row.pdf_sha256,
            current_hash=sha256(path.read_bytes()) if path.is_file() else "",
            access="finance",
            received_format=form,
            kept_format=form,
        )


def frozen_documents(db: Connection) -> Iterator[FrozenDocument]:
    """Yield each frozen copy with the digest of what it says now."""
    for row in db.execute(select(document).order_by(document.c.id)):
        yield FrozenDocument(
            number=row.number,
            recorded_hash=row.content_sha256,
            current_hash=sha256(row.content.encode()),
        )


def turnovers(db: Connection) -> Iterator[Turnover]:
    """Yield the sales of each calendar year."""
    found: dict[int, dict[str, Decimal]] = {}
    query = (
        select(invoice.c.issued_on, invoice_line.c.nature, invoice_line.c.net)
        .join(invoice, invoice.c.id == invoice_line.c.invoice_id)
        .where(invoice_line.c.account.like("7%"))
    )
    for row in db.execute(query):
        year = found.setdefault(row.issued_on.year, {})
        year[row.nature] = year.get(row.nature, ZERO) + row.net
    for name, sums in sorted(found.items()):
        yield Turnover(
            year=name,
            goods=sums.get("goods", ZERO),
            services=sums.get("services", ZERO),
            lucrative=sum(sums.values(), ZERO),
        )
