"""The gateway of mailings: queue recipients, claim some to send, settle what became of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
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
from comptoir.store.sequences import next_references
from comptoir.store.tables.outbox import campaign_exclusion, campaign_run, outbox, outbox_event

SERIES = {"letter": "L", "email": "M", "sms": "S", "phone": "T", "mailchimp": "MC"}
FIRST_RETRY = timedelta(minutes=15)  # then twice as long each time
AT_ONCE = 5_000  # recipients queued by one statement
ATTEMPTS = 6  # the last one, eight hours later; then it counts as refused


class State(StrEnum):
    """Where the message of one recipient is."""

    QUEUED = "queued"
    SENDING = "sending"  # in the hands of a sender
    SENT = "sent"
    REFUSED = "refused"  # for good
    DEFERRED = "deferred"  # will be tried again
    DOUBTFUL = "doubtful"  # may have left: held, never sent again blindly
    SKIPPED = "skipped"  # stopped at the moment of sending: objection, death…
    CANCELLED = "cancelled"

    @property
    def french(self) -> str:
        return FRENCH[self]


_STATES = {one.value: one for one in State}
LOST = (State.REFUSED, State.SKIPPED, State.CANCELLED)
FRENCH = {
    State.QUEUED: "en attente",
    State.SENDING: "en cours",
    State.SENT: "partis",
    State.REFUSED: "refusés",
    State.DEFERRED: "différés",
    State.DOUBTFUL: "douteux",
    State.SKIPPED: "écartés",
    State.CANCELLED: "annulés",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One queueing: what was frozen."""

    id: int
    campaign: str
    channel: str
    purpose: str
    segment: str
    segment_size: int
    source: str
    offers: frozenset[str]
    everyone: bool
    on: date
    queued_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRun:
    """A queueing to record."""

    campaign: str
    channel: str
    purpose: str
    purpose_class: str
    segment: str
    segment_size: int
    segment_hash: str
    source: str
    source_hash: str
    offers: frozenset[str]
    everyone: bool
    on: date
    exclusions: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRow:
    """A recipient to queue, in the order of leaving."""

    contact_id: int
    reason: str
    basis: str
    held: str = ""  # why it is never to leave: of the control group


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A recipient of the outbox."""

    id: int
    run_id: int
    channel: str
    contact_id: int
    reference: str
    state: State
    reason: str
    batch: int | None
    claim: str | None
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What became of one recipient's message."""

    id: int
    state: State
    detail: str = ""
    started_at: datetime | None = None
    at: datetime


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


def counts(db: Connection, campaign: str, channel: str = "") -> dict[State, int]:
    """Return how many recipients are in each state."""
    here = outbox.c.campaign == campaign
    if channel:
        here = and_(here, outbox.c.channel == channel)
    rows = db.execute(select(outbox.c.state, func.count()).where(here).group_by(outbox.c.state))
    found = {State(state): int(count) for state, count in rows}
    return {state: found[state] for state in State if state in found}


def with_waiting(db: Connection) -> list[tuple[str, str]]:
    """Return the campaigns and channels that have somebody waiting or in the hands of a sender."""
    states = (State.QUEUED.value, State.DEFERRED.value, State.SENDING.value)
    rows = select(outbox.c.campaign, outbox.c.channel).where(outbox.c.state.in_(states)).distinct()
    ordered = rows.order_by(outbox.c.campaign, outbox.c.channel)
    return [(row.campaign, row.channel) for row in db.execute(ordered)]


def occurrences(db: Connection, name: str) -> list[str]:
    """Return the times that a step which comes back was queued: rappel@2026-2027…"""
    named = select(campaign_run.c.campaign).distinct().order_by(campaign_run.c.campaign)
    return list(db.execute(named.where(campaign_run.c.campaign.startswith(f"{name}@"))).scalars())


def happened(db: Connection, campaign: str, channel: str) -> dict[str, int]:
    """Return how many messages of a campaign's channel have each kind of event."""
    rows = (
        select(outbox_event.c.kind, func.count(outbox_event.c.outbox_id.distinct()))
        .join(outbox, outbox.c.id == outbox_event.c.outbox_id)
        .where(outbox.c.campaign == campaign, outbox.c.channel == channel)
        .group_by(outbox_event.c.kind)
    )
    return {str(kind): int(count) for kind, count in db.execute(rows)}


def first_left(db: Connection, campaign: str) -> datetime | None:
    """Return when the first message of a campaign left."""
    rows = (
        select(func.min(outbox_event.c.at))
        .join(outbox, outbox.c.id == outbox_event.c.outbox_id)
        .where(outbox.c.campaign == campaign, outbox_event.c.kind == State.SENT.value)
    )
    moment: datetime | None = db.execute(rows).scalar_one()
    return moment


def with_event(db: Connection, campaign: str, kind: str) -> frozenset[int]:
    """Return the messages of a campaign that have a kind of event."""
    rows = (
        select(outbox_event.c.outbox_id)
        .join(outbox, outbox.c.id == outbox_event.c.outbox_id)
        .where(outbox.c.campaign == campaign, outbox_event.c.kind == kind)
    )
    return frozenset(db.execute(rows).scalars())


def skipped_for(db: Connection, campaign: str, channel: str) -> dict[str, int]:
    """Return how many were stopped at the moment of sending, by reason."""
    here = and_(
        outbox.c.campaign == campaign,
        outbox.c.channel == channel,
        outbox.c.state == State.SKIPPED.value,
    )
    rows = db.execute(select(outbox.c.detail, func.count()).where(here).group_by(outbox.c.detail))
    return {str(reason): int(count) for reason, count in rows}


def references(db: Connection, campaign: str, channel: str, state: State) -> list[str]:
    """Return the references of the recipients in a state."""
    here = and_(
        outbox.c.campaign == campaign, outbox.c.channel == channel, outbox.c.state == state.value
    )
    found = select(outbox.c.reference).where(here).order_by(outbox.c.reference)
    return list(db.execute(found).scalars())


def exclusions(db: Connection, run_id: int) -> dict[str, int]:
    """Return how many of a segment were left out of a queueing, by reason."""
    table = campaign_exclusion
    rows = select(table.c.reason, table.c.count).where(table.c.run_id == run_id)
    ordered = rows.order_by(table.c.count.desc(), table.c.reason)
    return {str(reason): int(count) for reason, count in db.execute(ordered)}


def in_state(db: Connection, campaign: str, channel: str, state: State) -> list[int]:
    """Return the rows of a campaign's channel that are in a state."""
    here = and_(
        outbox.c.campaign == campaign, outbox.c.channel == channel, outbox.c.state == state.value
    )
    return list(db.execute(select(outbox.c.id).where(here).order_by(outbox.c.position)).scalars())


def contacts_in(db: Connection, campaign: str, states: Collection[State]) -> frozenset[int]:
    """Return those whose message of a campaign, by any channel, is in one of these states."""
    named = [state.value for state in states]
    here = (outbox.c.campaign == campaign) & outbox.c.state.in_(named)
    return frozenset(db.execute(select(outbox.c.contact_id).where(here)).scalars())


def open_rows(db: Connection, campaign: str, channel: str = "") -> list[int]:
    """Return the rows that have not left yet and could be cancelled."""
    here = and_(
        outbox.c.campaign == campaign,
        outbox.c.state.in_((State.QUEUED.value, State.DEFERRED.value)),
    )
    if channel:
        here = and_(here, outbox.c.channel == channel)
    return list(db.execute(select(outbox.c.id).where(here)).scalars())
