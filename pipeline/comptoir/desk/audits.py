"""`comptoir audit`: read the trail of acts, and verify that every chain is whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, select

from comptoir.context import Context
from comptoir.errors import RefusedError
from comptoir.store import Transaction, begin, chain, reading
from comptoir.store.metadata import all_tables
from comptoir.store.tables.audit import audit_event, audit_field
from comptoir.text import on_one_line


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


def anchor(ctx: Context, *, reason: str) -> str:
    """Note where every chain stands; return the seal to keep elsewhere."""
    ctx.act_on()
    with begin(ctx, act="audit.anchor") as tx:
        return anchor_all(tx, reason=on_one_line(reason) or "à la demande")


def anchor_all(tx: Transaction, *, reason: str) -> str:
    """Note where every chain stands, within an act; return the seal."""
    for table in chains():
        chain.set_anchor(tx.db, table, at=tx.now, reason=reason)
    made = {at: seal for seal, at in chain.seals(tx.db).items()}
    return made[max(made)]


def sealed_at(ctx: Context, seal: str) -> datetime:
    """Return when a seal was made.

    Raises:
        RefusedError: no anchor of this base has it.
    """
    with reading(ctx) as db:
        known = chain.seals(db)
    wanted = seal.strip().upper()
    if wanted not in known:
        raise RefusedError(
            "Aucune ancre de cette base n’a ce sceau : elle a été refaite, ou le sceau est mal "
            "recopié.",
            remedy="Vérifiez le sceau ; s’il est juste, comparez avec une sauvegarde.",
        )
    return known[wanted]


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
