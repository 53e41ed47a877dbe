"""Write the audit trail: who, when, which act, which fields; values apart, erasable."""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from comptoir.context import Actor, Context
from comptoir.store import chain
from comptoir.store.tables.audit import access_log, audit_event, audit_field, audit_value

ACCESSES_KEPT = timedelta(days=365)  # CNIL, recommandation sur la journalisation: at most a year


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one record, before and after."""

    noun: str
    record_id: str
    field: str
    old: Any
    new: Any


def write(
    db: Connection, actor: Actor, *, act: str, at: datetime, changes: Sequence[Change]
) -> int:
    """Add one event and its fields; return its id."""
    fields, values = [], []
    for rank, change in enumerate(changes):
        salt = secrets.token_hex(16)
        old, new = _text(change.old), _text(change.new)
        digest = chain.digest(salt, change.field, json.dumps([old, new]))
        key = {"rank": rank, "noun": change.noun, "record_id": change.record_id}
        fields.append(key | {"field": change.field, "digest": digest})
        values.append({"rank": rank, "salt": salt, "old": old, "new": new})
    said = {
        "at": at,
        "login": actor.login,
        "profile": actor.profile,
        "act": act,
        "changes": len(fields),
        "fields_hash": fields_hash(fields),
    }
    event = chain.append(db, audit_event, said)
    if fields:
        db.execute(insert(audit_field), [row | {"event_id": event} for row in fields])
        db.execute(insert(audit_value), [row | {"event_id": event} for row in values])
    return event


def fields_hash(fields: Sequence[dict[str, Any]]) -> str:
    """One hash over the fields of an event, so that the event's own hash covers them."""
    return hashlib.sha256(json.dumps(list(fields), sort_keys=True).encode()).hexdigest()


def log_access(
    db: Connection,
    ctx: Context,
    *,
    act: str,
    noun: str,
    record_id: str = "",
    rows: int = 1,
    purpose: str = "",
    recipient: str = "",
) -> None:
    """Note that files were read or exported (CNIL, recommandation journalisation)."""
    db.execute(
        insert(access_log).values(
            at=ctx.now(),
            login=ctx.actor.login,
            profile=ctx.actor.profile,
            act=act,
            noun=noun,
            record_id=record_id,
            rows=rows,
            purpose=purpose,
            recipient=recipient,
        )
    )


def forget_old_accesses(db: Connection, now: datetime) -> int:
    """Purge the lines of the access log that are more than twelve months old."""
    limit = now - ACCESSES_KEPT
    oldest = select(access_log.c.at).order_by(access_log.c.id).limit(1)
    first = db.execute(oldest).scalar()
    if first is None or first >= limit:
        return 0
    return int(db.execute(delete(access_log).where(access_log.c.at < limit)).rowcount)


def _text(value: Any) -> str | None:
    return None if value is None else str(chain.canonical(value))
