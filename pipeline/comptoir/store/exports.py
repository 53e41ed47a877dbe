"""What left the base: read from the access log, which holds no name."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select

from comptoir.store.tables.audit import access_log
from comptoir.store.tables.contacts import contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Data given to somebody outside."""

    at: datetime
    what: str
    recipient: str
    purpose: str
    rows: int


def told_to(db: Connection, reference: str) -> list[Told]:
    """Return who was given data since a contact is known, or that contact's own (GDPR, art. 19)."""
    known = select(contact.c.created_at).where(contact.c.reference == reference).scalar_subquery()
    given = (
        select(access_log)
        .where(access_log.c.recipient != "", access_log.c.at >= known)
        .where(or_(access_log.c.record_id == reference, access_log.c.act.like("%.export")))
        .order_by(access_log.c.id)
    )
    return [
        Told(at=row.at, what=row.act, recipient=row.recipient, purpose=row.purpose, rows=row.rows)
        for row in db.execute(given)
    ]
