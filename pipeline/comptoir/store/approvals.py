"""The gateway of *bons à tirer*."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from comptoir.store import Transaction
from comptoir.store.tables.approvals import campaign_approval


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One *bon à tirer*: what was agreed to, as digests."""

    campaign: str
    source_hash: str
    segment_hash: str
    at: datetime
    login: str


def add(tx: Transaction, campaign: str, *, source_hash: str, segment_hash: str) -> Approval:
    """Record that whoever acts agrees to this text for this segment."""
    made = Approval(
        campaign=campaign,
        source_hash=source_hash,
        segment_hash=segment_hash,
        at=tx.now,
        login=tx.ctx.actor.login,
    )
    values = {name: getattr(made, name) for name in made.__slots__}
    tx.db.execute(insert(campaign_approval).values(values))
    tx.record("campaign_approval", campaign, {"source_hash": (None, source_hash)})
    return made


def last(db: Connection, campaign: str) -> Approval | None:
    """Return the last *bon à tirer* of a campaign."""
    table = campaign_approval
    wanted = select(table).where(table.c.campaign == campaign).order_by(table.c.id.desc())
    row = db.execute(wanted.limit(1)).first()
    if row is None:
        return None
    return Approval(
        campaign=row.campaign,
        source_hash=row.source_hash,
        segment_hash=row.segment_hash,
        at=row.at,
        login=row.login,
    )
