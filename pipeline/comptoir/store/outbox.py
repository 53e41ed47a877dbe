"""The gateway of mailings: queue recipients, claim some to send, settle what became of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from comptoir.store import Transaction
from comptoir.store.among import among
from comptoir.store.contacts import chunks
from comptoir.store.outbox_rows import NewRow, NewRun, Queued, Run, Settlement, State
from comptoir.store.sequences import next_references
from comptoir.store.tables.outbox import campaign_exclusion, campaign_run, outbox, outbox_event

SERIES = {"letter": "L", "email": "M", "sms": "S", "phone": "T", "mailchimp": "MC"}
FIRST_RETRY = timedelta(minutes=15)  # then twice as long each time
AT_ONCE = 5_000  # recipients queued by one statement
ATTEMPTS = 6  # the last one, eight hours later; then it counts as refused
_STATES = {one.value: one for one in State}
LOST = (State.REFUSED, State.SKIPPED, State.CANCELLED)


def runs(db: Connection, campaign: str = "", channel: str = "") -> list[Run]:
    """Return queueings, oldest first."""
    wanted = select(campaign_run).order_by(campaign_run.c.id)
    if campaign:
        wanted = wanted.where(campaign_run.c.campaign == campaign)
    if channel:
        wanted = wanted.where(campaign_run.c.channel == channel)
    return [_run(row) for row in db.execute(wanted)]


def _run(row: Row[Any]) -> Run:
    return Run(
        id=row.id,
        campaign=row.campaign,
        channel=row.channel,
        purpose=row.purpose,
        segment=row.segment,
        segment_size=row.segment_size,
        source=row.source,
        offers=frozenset(filter(None, row.offers.split(","))),
        everyone=row.everyone,
        on=row.on,
        queued_at=row.queued_at,
    )


def known(db: Connection, campaign: str, channel: str = "") -> frozenset[int]:
    """Return the contacts that a campaign has in its outbox, for a channel if one is said."""
    here = outbox.c.campaign == campaign
    if channel:
        here = and_(here, outbox.c.channel == channel)
    return frozenset(db.execute(select(outbox.c.contact_id).where(here)).scalars())


def standing(db: Connection, campaign: str, channel: str) -> frozenset[int]:
    """Return the contacts whom a campaign writes to by a channel: nothing stopped their message."""
    here = and_(
        outbox.c.campaign == campaign, outbox.c.channel == channel, outbox.c.state.not_in(LOST)
    )
    return frozenset(db.execute(select(outbox.c.contact_id).where(here)).scalars())


def reached_elsewhere(db: Connection, campaign: str, channel: str) -> frozenset[int]:
    """Return the contacts that a campaign reaches, or will, by another channel."""
    here = and_(
        outbox.c.campaign == campaign, outbox.c.channel != channel, outbox.c.state.not_in(LOST)
    )
    return frozenset(db.execute(select(outbox.c.contact_id).where(here)).scalars())


def queue(tx: Transaction, new: NewRun, rows: Sequence[NewRow]) -> int:
    """Record a queueing and its recipients; return its id."""
    run_id = _insert_run(tx, new)
    counts = [{"run_id": run_id, "reason": r, "count": n} for r, n in new.exclusions.items()]
    if counts:
        tx.db.execute(insert(campaign_exclusion), counts)
    if rows:
        references = next_references(tx.db, SERIES[new.channel], len(rows))
        values = (
            {
                "run_id": run_id,
                "campaign": new.campaign,
                "channel": new.channel,
                "contact_id": row.contact_id,
                "reference": reference,
                "position": position,
                "state": (State.SKIPPED if row.held else State.QUEUED).value,
                "detail": row.held,
                "reason": row.reason,
                "basis": row.basis,
                "updated_at": tx.now,
            }
            for position, (reference, row) in enumerate(zip(references, rows, strict=True), 1)
        )
        while piece := list(islice(values, AT_ONCE)):
            tx.db.execute(insert(outbox), piece)
    tx.record("campaign_run", run_id, {"recipients": (None, len(rows))})
    return run_id


def _insert_run(tx: Transaction, new: NewRun) -> int:
    values = {
        "campaign": new.campaign,
        "channel": new.channel,
        "purpose": new.purpose,
        "purpose_class": new.purpose_class,
        "segment": new.segment,
        "segment_size": new.segment_size,
        "segment_hash": new.segment_hash,
        "source": new.source,
        "source_hash": new.source_hash,
        "offers": ",".join(sorted(new.offers)),
        "everyone": new.everyone,
        "on": new.on,
        "queued_at": tx.now,
        "login": tx.ctx.actor.login,
    }
    made = tx.db.execute(insert(campaign_run).values(values)).inserted_primary_key
    assert made is not None
    return int(made[0])


def waiting(db: Connection, run_id: int, *, now: datetime, limit: int) -> list[Queued]:
    """Return who may be sent to now, in the order of leaving; an unfinished print run first."""
    ordered = (
        select(outbox)
        .where(outbox.c.run_id == run_id, _due(now))
        .order_by(outbox.c.batch.is_(None), outbox.c.batch, outbox.c.position)
        .limit(limit)
    )
    return [_queued(row) for row in db.execute(ordered)]


def _due(now: datetime) -> ColumnElement[bool]:
    later = or_(outbox.c.retry_at.is_(None), outbox.c.retry_at <= now)
    return or_(
        outbox.c.state == State.QUEUED.value,
        and_(outbox.c.state == State.DEFERRED.value, later),
    )


def count_waiting(db: Connection, run_id: int, *, now: datetime) -> int:
    """Return how many may be sent to now."""
    here = select(func.count()).select_from(outbox).where(outbox.c.run_id == run_id, _due(now))
    return int(db.execute(here).scalar_one())


def held_by(db: Connection, claim: str) -> list[Queued]:
    """Return the rows in the hands of one sender."""
    return [_queued(row) for row in db.execute(select(outbox).where(outbox.c.claim == claim))]


def in_hands(db: Connection, campaign: str, channel: str) -> dict[str, list[Queued]]:
    """Return the rows in the hands of senders, by their tokens."""
    here = and_(
        outbox.c.campaign == campaign,
        outbox.c.channel == channel,
        outbox.c.state == State.SENDING.value,
    )
    found: dict[str, list[Queued]] = {}
    for row in db.execute(select(outbox).where(here).order_by(outbox.c.position)):
        found.setdefault(row.claim or "", []).append(_queued(row))
    return found


def _queued(row: Row[Any]) -> Queued:
    return Queued(
        id=row.id,
        run_id=row.run_id,
        channel=row.channel,
        contact_id=row.contact_id,
        reference=row.reference,
        state=_STATES[row.state],
        reason=row.reason,
        batch=row.batch,
        claim=row.claim,
        attempts=row.attempts,
    )


def claim(tx: Transaction, ids: Sequence[int], *, token: str, batch: int | None = None) -> None:
    """Take rows in hand: nobody else will send them."""
    values = {"state": State.SENDING.value, "claim": token, "updated_at": tx.now}
    if batch is not None:
        values["batch"] = batch
    for piece in chunks(ids):
        tx.db.execute(update(outbox).where(among(outbox.c.id, piece)).values(values))


def next_batch(db: Connection, campaign: str) -> int:
    """Return the number of the next print run of a campaign."""
    last = select(func.max(outbox.c.batch)).where(outbox.c.campaign == campaign)
    return int(db.execute(last).scalar() or 0) + 1


def settle(tx: Transaction, settlements: Sequence[Settlement]) -> None:
    """Write what became of messages, in the rows and in the journal that nobody edits."""
    events: list[dict[str, Any]] = []
    for done in settlements:
        if done.started_at is not None:
            events.append(_event(done.id, done.started_at, "started", ""))
        events.append(_event(done.id, done.at, done.state.value, done.detail))
    if not events:
        return
    tx.db.execute(_SETTLED, [_settled(done) for done in settlements])
    tx.db.execute(insert(outbox_event), events)
    skipped = [done.id for done in settlements if done.state is State.SKIPPED]
    for piece in chunks(skipped):  # they are in no print run
        tx.db.execute(update(outbox).where(among(outbox.c.id, piece)).values(batch=None))


def _event(row_id: int, at: datetime, kind: str, detail: str) -> dict[str, Any]:
    return {"outbox_id": row_id, "at": at, "kind": kind, "detail": detail}


_SETTLED = (
    update(outbox)
    .where(outbox.c.id == bindparam("row_id"))
    .values(
        state=bindparam("now"),
        detail=bindparam("said"),
        claim=None,
        attempts=outbox.c.attempts + bindparam("tries"),
        updated_at=bindparam("moment"),
    )
)


def _settled(done: Settlement) -> dict[str, Any]:
    return {
        "row_id": done.id,
        "now": done.state.value,
        "said": done.detail,
        "tries": int(done.started_at is not None),
        "moment": done.at,
    }


def defer(tx: Transaction, row: Queued, *, at: datetime) -> State:
    """Say when a message will be tried again; too many times is for good."""
    if row.attempts + 1 >= ATTEMPTS:
        return State.REFUSED
    later = at + FIRST_RETRY * 2**row.attempts
    tx.db.execute(update(outbox).where(outbox.c.id == row.id).values(retry_at=later))
    return State.DEFERRED
