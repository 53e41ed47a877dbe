"""The gateway of calls: what each came to, and how many somebody had."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, or_, select, update

from comptoir.store import Transaction
from comptoir.store.contacts import chunks
from comptoir.store.outbox_rows import State
from comptoir.store.tables.outbox import campaign_run, outbox, outbox_event

PHONE = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a call sheet."""

    id: int
    reference: str  # T-000012
    contact_id: int
    campaign: str
    purpose: str
    state: State
    detail: str
    batch: int | None


def line(db: Connection, reference: str) -> Line | None:
    """Return a line of a call sheet, by its reference."""
    here = (outbox.c.reference == reference.strip().upper()) & (outbox.c.channel == PHONE)
    wanted = select(outbox, campaign_run.c.purpose).join(
        campaign_run, campaign_run.c.id == outbox.c.run_id
    )
    row = db.execute(wanted.where(here)).first()
    return None if row is None else Line(
        id=row.id, reference=row.reference, contact_id=row.contact_id, campaign=row.campaign,
        purpose=row.purpose, state=State(row.state), detail=row.detail, batch=row.batch,
    )  # fmt: skip


def record(tx: Transaction, row_id: int, kind: str, *, at: datetime, detail: str) -> None:
    """Add a call to those of a line."""
    row = {"outbox_id": row_id, "at": at, "kind": kind, "detail": detail}
    tx.db.execute(insert(outbox_event), [row])


def settle(
    tx: Transaction, row_id: int, state: State, *, detail: str, retry_at: datetime | None = None
) -> None:
    """Say where a line is after a call; who is to be called again is in no sheet any more."""
    values = {
        "state": state.value, "detail": detail, "retry_at": retry_at, "updated_at": tx.now,
    }  # fmt: skip
    if state is State.DEFERRED:
        values["batch"] = None
    tx.db.execute(update(outbox).where(outbox.c.id == row_id).values(values))


def of_contacts(
    db: Connection, contact_ids: Iterable[int], kinds: Iterable[str], *, since: datetime
) -> dict[int, list[datetime]]:
    """Return when some people were called, whatever the mailing, oldest first."""
    found: dict[int, list[datetime]] = {}
    wanted = (
        select(outbox.c.contact_id, outbox_event.c.at)
        .join(outbox, outbox.c.id == outbox_event.c.outbox_id)
        .where(outbox.c.channel == PHONE, outbox_event.c.kind.in_(list(kinds)))
        .where(outbox_event.c.at >= since)
        .order_by(outbox_event.c.at)
    )
    for piece in chunks(contact_ids):
        for row in db.execute(wanted.where(outbox.c.contact_id.in_(piece))):
            found.setdefault(row.contact_id, []).append(row.at)
    return found


def to_call_again(db: Connection, *, until: datetime) -> dict[str, int]:
    """Return how many people are to be called again by a moment, by mailing."""
    here = (outbox.c.channel == PHONE) & (outbox.c.state == State.DEFERRED.value)
    due = or_(outbox.c.retry_at.is_(None), outbox.c.retry_at <= until)
    wanted = select(outbox.c.campaign).where(here, due)
    found: dict[str, int] = {}
    for campaign in db.execute(wanted.order_by(outbox.c.campaign)).scalars():
        found[campaign] = found.get(campaign, 0) + 1
    return found


def without_result(db: Connection, campaign: str, detail: str) -> int:
    """Return how many lines of the sheets of a mailing have no result yet."""
    here = (outbox.c.channel == PHONE) & (outbox.c.campaign == campaign)
    still = (outbox.c.state == State.SENT.value) & (outbox.c.detail == detail)
    return len(db.execute(select(outbox.c.id).where(here, still)).all())
