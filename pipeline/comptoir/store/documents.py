"""The gateway of issued documents: frozen copies, and where their PDF lies."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, insert, select

from comptoir import __version__
from comptoir.store.doors import Transaction
from comptoir.store.ids import next_ids
from comptoir.store.tables.members import receipt_gift
from comptoir.store.tables.sales import document, document_gone, document_void

KEEP_YEARS = 10  # C. com., art. L123-22; LPF, art. L102 B from 2027


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A document to keep: what its template was given, and its file if it has one."""

    number: str
    kind: str  # quote, invoice, deposit, credit_note, dues_receipt…
    contact_id: int
    record_id: int
    issued_on: date
    content: str  # JSON
    path: str = ""
    pdf_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDocument:
    """A document as the base holds it."""

    number: str
    kind: str
    contact_id: int
    record_id: int
    issued_on: date
    content: str
    content_sha256: str
    path: str  # nothing when it has no file, or no longer has one
    pdf_sha256: str
    keep_until: date
    gone: str = ""  # the certificate of its destruction


def add(tx: Transaction, issued: Sequence[Issued]) -> None:
    """Keep documents for as long as the law wants them."""
    if not issued:
        return
    ids = next_ids(tx.db, document, len(issued))
    tx.db.execute(
        insert(document),
        [_row(tx, id_, each) for id_, each in zip(ids, issued, strict=True)],
    )


def _row(tx: Transaction, id_: int, each: Issued) -> dict[str, Any]:
    return {
        "id": id_,
        "number": each.number,
        "kind": each.kind,
        "contact_id": each.contact_id,
        "record_id": each.record_id,
        "issued_on": each.issued_on,
        "issued_at": tx.now,
        "content": each.content,
        "content_sha256": sha256(each.content.encode()),
        "path": each.path,
        "pdf_sha256": each.pdf_sha256,
        "keep_until": keep_until(each.issued_on),
        "software": __version__,
    }


def keep_until(issued_on: date) -> date:
    """Ten years after the end of the year of the document."""
    return date(issued_on.year + KEEP_YEARS, 12, 31)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def documents(db: Connection) -> list[KeptDocument]:
    return [_document(row) for row in db.execute(_kept().order_by(document.c.id))]


def past_term(db: Connection, today: date) -> list[KeptDocument]:
    """Return the documents with a file that the law has us keep no longer."""
    over = (document.c.keep_until < today) & (document.c.path != "")
    rows = db.execute(_kept().where(over, document_gone.c.on.is_(None)).order_by(document.c.id))
    return [_document(row) for row in rows]


def let_go(tx: Transaction, one: KeptDocument, *, certificate: str) -> None:
    """Say that the file of a document is destroyed; what the books hold of it does not change."""
    mine = select(document.c.id).where(document.c.number == one.number)
    values = {"document_id": tx.db.execute(mine).scalar_one(), "on": tx.ctx.today}
    tx.db.execute(insert(document_gone).values(values | {"certificate": certificate}))
    tx.record(one.kind, one.number, {"gone_because": ("", certificate)})


def _kept() -> Select[Any]:
    return select(document, document_gone.c.certificate).outerjoin(
        document_gone, document_gone.c.document_id == document.c.id
    )


def numbered(db: Connection, number: str) -> KeptDocument | None:
    row = db.execute(_kept().where(document.c.number == number)).first()
    return _document(row) if row else None


def void(
    tx: Transaction, kinds: Sequence[str], record_id: int, *, on: date, reason: str
) -> list[str]:
    """Say that the papers of a record are worth nothing any more; return their numbers."""
    gone = select(document_void.c.document_id)
    query = select(document).where(
        document.c.kind.in_(kinds), _about(record_id, kinds), document.c.id.not_in(gone)
    )
    rows = tx.db.execute(query.order_by(document.c.id)).all()
    for row in rows:
        values = {"document_id": row.id, "on": on, "reason": reason}
        tx.db.execute(insert(document_void).values(values))
        tx.record(row.kind, row.number, {"cancelled_on": (None, on)})
    return [row.number for row in rows]


def _about(record_id: int, kinds: Sequence[str]) -> ColumnElement[bool]:
    """Find the papers of a record; those of a gift may be of several."""
    mine = document.c.record_id == record_id
    if "gift_receipt" not in kinds:
        return mine
    shared = select(receipt_gift.c.document_id).where(receipt_gift.c.donation_id == record_id)
    return mine | document.c.id.in_(shared)


def share(tx: Transaction, number: str, donation_ids: Sequence[int]) -> None:
    """Say which gifts a receipt is of."""
    id_ = tx.db.execute(select(document.c.id).where(document.c.number == number)).scalar_one()
    rows = [{"document_id": id_, "donation_id": each} for each in donation_ids]
    tx.db.execute(insert(receipt_gift), rows)


def receipted(db: Connection) -> set[int]:
    """Return the gifts that have a receipt worth something."""
    gone = select(document_void.c.document_id)
    stands = (document.c.kind == "gift_receipt") & document.c.id.not_in(gone)
    alone = select(document.c.record_id).where(stands)
    shared = select(receipt_gift.c.donation_id).join(
        document, document.c.id == receipt_gift.c.document_id
    )
    return {*db.execute(alone).scalars(), *db.execute(shared.where(stands)).scalars()}


def voids(db: Connection) -> dict[str, date]:
    """Return the day from which each void paper is worth nothing, by its number."""
    query = select(document.c.number, document_void.c.on).join(
        document_void, document_void.c.document_id == document.c.id
    )
    return {row.number: row.on for row in db.execute(query)}


def last_issued_on(db: Connection, kind: str) -> date | None:
    """Return the day of the last document of a kind: the next one is not older (DOC003)."""
    query = (
        select(document.c.issued_on)
        .where(document.c.kind == kind)
        .order_by(document.c.id.desc())
        .limit(1)
    )
    found: date | None = db.execute(query).scalar()
    return found


def _document(row: Any) -> KeptDocument:
    return KeptDocument(
        number=row.number,
        kind=row.kind,
        contact_id=row.contact_id,
        record_id=row.record_id,
        issued_on=row.issued_on,
        content=row.content,
        content_sha256=row.content_sha256,
        path="" if row.certificate else row.path,
        pdf_sha256=row.pdf_sha256,
        keep_until=row.keep_until,
        gone=row.certificate or "",
    )
