"""The gateway of filed documents: added once, found by their words, never lost without a trace."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, or_, select, update

from comptoir.errors import InputError
from comptoir.store.doors import Transaction
from comptoir.store.sequences import next_number
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.filed import filed_document, filed_text
from comptoir.text import fold

SERIES = "GED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A filed document, as the base holds it."""

    id: int
    reference: str
    kind: str
    section: str
    title: str
    dated: date
    ends: date | None
    filed_at: datetime
    contact_id: int | None
    contact: str  # its reference
    about: str
    replaces_id: int | None
    path: str
    size: int
    sha256: str
    readers: str
    duty: bool
    term: str
    keep_until: date | None
    hold_until: date | None
    hold_because: str
    gone_at: datetime | None
    gone_because: str

    def held_on(self, day: date) -> bool:
        """Whether a dispute or a control has it kept whatever its term."""
        return self.hold_until is not None and self.hold_until >= day


def next_reference(tx: Transaction) -> str:
    return next_number(tx.db, series=SERIES, year=tx.ctx.today.year)


def add(tx: Transaction, *, text: str, **values: Any) -> Filed:
    """Add a document; its text is what `find` looks into."""
    row = {**values, "filed_at": tx.now, "login": tx.ctx.actor.login}
    id_: int = tx.db.execute(
        insert(filed_document).values(row).returning(filed_document.c.id)
    ).scalar_one()
    head = "\n".join(str(values.get(name, "")) for name in ("title", "reference", "about", "kind"))
    tx.db.execute(insert(filed_text).values(document_id=id_, folded=fold(f"{head}\n{text}")))
    tx.record("document", values["reference"], {"sha256": (None, values["sha256"])})
    return by_id(tx.db, id_)


def _query() -> Any:
    return (
        select(filed_document, contact.c.reference.label("contact"))
        .outerjoin(contact, contact.c.id == filed_document.c.contact_id)
    )  # fmt: skip


def by_id(db: Connection, id_: int) -> Filed:
    return _filed(db.execute(_query().where(filed_document.c.id == id_)).one())


def by_reference(db: Connection, reference: str) -> Filed:
    """Return one document.

    Raises:
        InputError: none bears that reference.
    """
    wanted = filed_document.c.reference == reference.strip().upper()
    row = db.execute(_query().where(wanted)).first()
    if row is None:
        raise InputError(
            f"aucun document ne porte la référence « {reference} ».",
            remedy="Cherchez-le : comptoir document chercher MOTS",
        )
    return _filed(row)


def with_content(db: Connection, sha256: str) -> Filed | None:
    """Return the document whose file is the same to the byte, if it is still there."""
    same = (filed_document.c.sha256 == sha256) & filed_document.c.gone_at.is_(None)
    row = db.execute(_query().where(same)).first()
    return None if row is None else _filed(row)


def find(
    db: Connection,
    words: Iterable[str],
    *,
    readers: Sequence[str],
    kind: str = "",
    contact_id: int | None = None,
    old_versions: bool = False,
    limit: int = 50,
) -> list[Filed]:
    """Return the documents that hold every word, accents or not, the latest first.

    Args:
        words: to be found in the title, the numbers or the text of the file.
        readers: the circles that who asks belongs to.
        kind: of documents; all when empty.
        contact_id: of whom they are.
        old_versions: whether replaced versions are found too.
        limit: how many at most.
    """
    found = _query().join(filed_text, filed_text.c.document_id == filed_document.c.id)
    conditions: list[ColumnElement[bool]] = [
        filed_document.c.gone_at.is_(None), filed_document.c.readers.in_(readers),
        *(filed_text.c.folded.contains(fold(word), autoescape=True) for word in words),
    ]  # fmt: skip
    if kind:
        conditions.append(filed_document.c.kind == kind)
    if contact_id is not None:
        conditions.append(filed_document.c.contact_id == contact_id)
    if not old_versions:
        newer = filed_document.alias("newer")
        conditions.append(
            ~select(newer.c.id).where(newer.c.replaces_id == filed_document.c.id).exists()
        )
    order = (filed_document.c.dated.desc(), filed_document.c.id.desc())
    rows = db.execute(found.where(*conditions).order_by(*order).limit(limit))
    return [_filed(row) for row in rows]


def present(db: Connection) -> list[Filed]:
    """Return every document whose file must be there."""
    rows = db.execute(
        _query().where(filed_document.c.gone_at.is_(None)).order_by(filed_document.c.id)
    )
    return [_filed(row) for row in rows]


def versions(db: Connection, one: Filed) -> list[Filed]:
    """Return all versions of a document, the first one first."""
    first = one
    while first.replaces_id is not None:
        first = by_id(db, first.replaces_id)
    found = [first]
    while row := db.execute(_query().where(filed_document.c.replaces_id == found[-1].id)).first():
        found.append(_filed(row))
    return found


def past_term(db: Connection, today: date) -> list[Filed]:
    """Return what has been kept as long as it must, and nothing holds."""
    over = filed_document.c.keep_until < today
    free = or_(filed_document.c.hold_until.is_(None), filed_document.c.hold_until < today)
    here = filed_document.c.gone_at.is_(None)
    rows = db.execute(_query().where(over, free, here).order_by(filed_document.c.id))
    return [_filed(row) for row in rows]


def mark(tx: Transaction, one: Filed, **values: Any) -> None:
    """Change what may change of a document, and say it in the trail."""
    tx.db.execute(update(filed_document).where(filed_document.c.id == one.id).values(**values))
    changes = {name: (getattr(one, name), value) for name, value in values.items()}
    tx.record("document", one.reference, changes)


def empty(tx: Transaction, one: Filed, *, because: str) -> None:
    """Say that a document's file is gone; what it said goes with it."""
    tx.db.execute(update(filed_text).where(filed_text.c.document_id == one.id).values(folded=""))
    gone = {"title": "", "gone_at": tx.now, "gone_because": because}  # the trail keeps no title
    tx.db.execute(update(filed_document).where(filed_document.c.id == one.id).values(**gone))
    tx.record("document", one.reference, {"gone_because": ("", because)})


def of_contacts(db: Connection, contact_ids: Sequence[int]) -> list[Filed]:
    mine = filed_document.c.contact_id.in_(contact_ids)
    rows = db.execute(_query().where(mine, filed_document.c.gone_at.is_(None)))
    return [_filed(row) for row in rows]


def _filed(row: Row[Any]) -> Filed:
    values = row._asdict()
    del values["login"]
    return Filed(**{**values, "contact": row.contact or "", "duty": bool(row.duty)})
