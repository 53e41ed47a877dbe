"""What is said of an outbox: how many and who are in each state, and why."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from comptoir.store.outbox_rows import State
from comptoir.store.tables.outbox import campaign_exclusion, campaign_run, outbox, outbox_event


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
