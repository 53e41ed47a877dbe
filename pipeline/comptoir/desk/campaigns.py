"""Mailings: list them, queue them, say where they are, cancel what has not left.

`desk.sending` empties the queue one message at a time, so that we know what was sent even when it
stops halfway; `desk.campaign_check` and `desk.campaign_preview` look before.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import Connection

from comptoir.channels.phone import ON_SHEET
from comptoir.context import Context
from comptoir.desk import campaign_material as materials
from comptoir.desk.campaign_preview import Preview, preview
from comptoir.desk.campaign_queueing import QueueReport, queue
from comptoir.desk.send_report import SendReport
from comptoir.desk.sending import send
from comptoir.errors import Fault, InputError
from comptoir.store import begin, calls, outbox, outbox_figures, reading
from comptoir.store import mailchimp as parts
from comptoir.store.doors import has_base
from comptoir.store.outbox_rows import Settlement, State

__all__ = [
    "Listed",
    "Preview",
    "QueueReport",
    "SendReport",
    "Status",
    "cancel",
    "listing",
    "preview",
    "queue",
    "resolve",
    "send",
    "status",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One campaign of the project."""

    name: str
    title: str = ""
    on: date | None = None
    segment: str = ""
    purpose: str = ""
    channels: tuple[str, ...] = ()
    counts: dict[State, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelStatus:
    """Where one channel of a campaign is; the counts add up to the recipients."""

    channel: str
    counts: dict[State, int]
    excluded: dict[str, int]
    skipped: dict[str, int]
    doubtful: tuple[str, ...] = ()
    leaves_at: datetime | None = None  # when Mailchimp is to send it
    uncalled: int = 0  # on a call sheet, without a result

    @property
    def recipients(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where a campaign is."""

    campaign: str
    title: str
    channels: tuple[ChannelStatus, ...]


def listing(ctx: Context) -> list[Listed]:
    """Return every campaign; one that cannot be read says why and hides no other."""
    found = [_listed(ctx, name) for name in materials.names(ctx)]
    if not has_base(ctx):
        return found
    with reading(ctx) as db:
        return [each for one in found for each in _counted(db, one)]


def _counted(db: Connection, one: Listed) -> list[Listed]:
    """Return a campaign with its counts, and each time that a step which comes back was queued."""
    if one.faults:
        return [one]
    times = [replace(one, name=name) for name in outbox_figures.occurrences(db, one.name)]
    return [replace(each, counts=outbox_figures.counts(db, each.name)) for each in (one, *times)]


def _listed(ctx: Context, name: str) -> Listed:
    try:
        one = materials.read_campaign(ctx, name)
    except InputError as error:
        return Listed(name=name, faults=error.faults)
    return Listed(
        name=one.name,
        title=one.title,
        segment=one.segment,
        purpose=one.purpose,
        channels=one.channels,
    )


def status(ctx: Context, name: str) -> Status:
    """Say where a campaign is, by channel."""
    campaign = materials.read_campaign(ctx, name)
    with reading(ctx) as db:
        channels = [run.channel for run in outbox.runs(db, campaign.name)]
        return Status(
            campaign=campaign.name,
            title=campaign.title,
            channels=tuple(
                ChannelStatus(
                    channel=channel,
                    counts=outbox_figures.counts(db, campaign.name, channel),
                    excluded=_last_exclusions(db, campaign.name, channel),
                    skipped=outbox_figures.skipped_for(db, campaign.name, channel),
                    doubtful=tuple(
                        outbox_figures.references(db, campaign.name, channel, State.DOUBTFUL)
                    ),
                    leaves_at=_leaves_at(db, campaign.name) if channel == "mailchimp" else None,
                    uncalled=calls.without_result(db, campaign.name, ON_SHEET)
                    if channel == "phone"
                    else 0,
                )
                for channel in dict.fromkeys(channels)
            ),
        )


def _leaves_at(db: Connection, campaign: str) -> datetime | None:
    scheduled = parts.parts(db, campaign, parts.PartState.SCHEDULED)
    return next((part.leaves_at for part in scheduled if part.leaves_at), None)


def _last_exclusions(db: Connection, campaign: str, channel: str) -> dict[str, int]:
    return outbox_figures.exclusions(db, outbox.runs(db, campaign, channel)[-1].id)


def resolve(ctx: Context, name: str, *, channel: str = "", left: bool) -> int:
    """Say what became of the doubtful messages, once somebody has looked; return how many.

    Args:
        ctx: who says so.
        name: the campaign.
        channel: letter, email or mailchimp; its first channel by default.
        left: they did leave; otherwise they wait to be sent again.
    """
    ctx.act_on()
    campaign = materials.read_campaign(ctx, name)
    wanted = materials.chosen(campaign, channel)
    state, said = (State.SENT, "parti, dit à la main") if left else (State.QUEUED, "à renvoyer")
    with begin(ctx, act="campaign.resolve") as tx:
        ids = outbox_figures.in_state(tx.db, campaign.name, wanted, State.DOUBTFUL)
        outbox.settle(
            tx,
            [Settlement(id=id_, state=state, detail=said, at=tx.now) for id_ in ids],
        )
        if ids:
            tx.record("campaign", campaign.name, {"resolved": (0, len(ids))})
        return len(ids)


def cancel(ctx: Context, name: str, *, channel: str = "") -> int:
    """Cancel what has not left; return how many."""
    ctx.act_on()
    campaign = materials.read_campaign(ctx, name)
    wanted = materials.chosen(campaign, channel) if channel else ""
    if wanted in ("", "mailchimp"):
        _withdraw(ctx, campaign.name)
    with begin(ctx, act="campaign.cancel") as tx:
        ids = outbox_figures.open_rows(tx.db, campaign.name, wanted)
        outbox.settle(tx, [Settlement(id=id_, state=State.CANCELLED, at=tx.now) for id_ in ids])
        if ids:
            tx.record("campaign", campaign.name, {"cancelled": (0, len(ids))})
        return len(ids)


def _withdraw(ctx: Context, name: str) -> None:
    """Take back from Mailchimp what it has and has not sent."""
    with reading(ctx) as db:
        open_ = parts.parts(db, name, *parts.OPEN)
    if not open_:
        return
    from comptoir.desk import mailchimp_sending

    mailchimp_sending.withdraw(ctx, name)
