"""`comptoir audit`: read the trail of acts, and verify that every chain is whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, select

from comptoir.context import Context
from comptoir.store import chain, reading
from comptoir.store.metadata import all_tables
from comptoir.store.tables.audit import audit_event, audit_field


@dataclass(frozen=True, slots=True)
class Event:
    """One act of the trail; values are not shown."""

    id: int
    at: datetime
    login: str
    profile: str
    act: str
    fields: tuple[str, ...]


def chains() -> list[Table]:
    """Return every chained table, found by its columns."""
    tables = all_tables().sorted_tables
    return [table for table in tables if all(name in table.c for name in chain.CHAIN)]


def verify(ctx: Context) -> list[chain.Verdict]:
    """Recompute every chain of the base."""
    with reading(ctx) as db:
        return [chain.verify(db, table) for table in chains()]


def recent(ctx: Context, *, limit: int, record: str = "") -> Sequence[Event]:
    """Return the last acts, the newest first; those on one record when it is named."""
    query = select(audit_event).order_by(audit_event.c.id.desc()).limit(limit)
    if record:
        about = select(audit_field.c.event_id).where(audit_field.c.record_id == record)
        query = query.where(audit_event.c.id.in_(about))
    with reading(ctx) as db:
        events = db.execute(query).all()
        fields = db.execute(
            select(audit_field).where(audit_field.c.event_id.in_([e.id for e in events]))
        ).all()
    return [
        Event(
            event.id,
            event.at,
            event.login,
            event.profile,
            event.act,
            tuple(f"{f.noun}.{f.field}" for f in fields if f.event_id == event.id),
        )
        for event in events
    ]
