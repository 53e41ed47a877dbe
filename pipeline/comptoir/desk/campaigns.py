"""Mailings: list them, queue them, say where they are, cancel what has not left.

`desk.sending` empties the queue one message at a time, so that we know what was sent even when it
stops halfway; `desk.campaign_check` and `desk.campaign_preview` look before.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from comptoir.campaigns import draw
from comptoir.campaigns.address import address_block, postal_order
from comptoir.campaigns.audience import CONTROL, Audience, audience
from comptoir.consent import ContactState
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk import approvals, campaign_check, campaign_sms, inbox, mailchimp
from comptoir.desk import campaign_material as materials
from comptoir.desk import project as projects
from comptoir.desk.campaign_material import Material
from comptoir.desk.campaign_preview import Preview, preview
from comptoir.desk.campaign_sms import Cost
from comptoir.desk.send_report import SendReport
from comptoir.desk.sending import send
from comptoir.errors import Fault, InputError
from comptoir.store import Transaction, begin, consents, contacts, outbox, reading
from comptoir.store import mailchimp as parts
from comptoir.store.doors import has_base
from comptoir.store.outbox import NewRow, NewRun, State

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
class QueueReport:
    """What a queueing did."""

    campaign: str
    channel: str
    segment: str
    segment_size: int
    queued: int
    before: int  # recipients already in the outbox
    new: int  # people who came into the segment since, not queued without --again
    excluded: dict[str, int]  # by reason
    held_out: int = 0  # of the control group
    bad_addresses: tuple[str, ...] = ()  # references of contacts whose address has a fault
    cost: Cost | None = None  # of text messages
    unreached: tuple[str, ...] = ()  # of those whom no channel of the campaign reaches

    @property
    def excluded_total(self) -> int:
        return sum(self.excluded.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelStatus:
    """Where one channel of a campaign is; the counts add up to the recipients."""

    channel: str
    counts: dict[State, int]
    excluded: dict[str, int]
    skipped: dict[str, int]
    doubtful: tuple[str, ...] = ()
    leaves_at: datetime | None = None  # when Mailchimp is to send it

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
        return [
            one if one.faults else _with_counts(one, outbox.counts(db, one.name)) for one in found
        ]


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


def _with_counts(one: Listed, counts: dict[State, int]) -> Listed:
    return Listed(
        name=one.name,
        title=one.title,
        segment=one.segment,
        purpose=one.purpose,
        channels=one.channels,
        counts=counts,
    )


def queue(
    ctx: Context, name: str, *, channel: str = "", again: bool = False, everyone: bool = False
) -> QueueReport:
    """Decide who receives a campaign by a channel, and put them in the outbox.

    A second queueing adds nobody, unless `again` asks for those who came since.

    Args:
        ctx: who acts.
        name: the campaign.
        channel: letter, email or mailchimp; its first channel by default.
        again: queue those who are in the segment now and were not.
        everyone: also those whom a preferred channel of the campaign reaches.
    """
    ctx.act_on()
    inbox.pull_if_any(ctx)  # who stopped our messages just now counts
    made = materials.load(ctx, name)
    wanted = materials.chosen(made.campaign, channel)
    materials.refuse_draft(made.campaign)
    approvals.refuse_unapproved(made)
    campaign_check.refuse_blocking(ctx, name)
    if wanted == "mailchimp":
        mailchimp.refuse_unfit(made)
    offers = materials.offers_of(ctx, made.campaign)
    with begin(ctx, act="campaign.queue") as tx:
        return _queue(tx, made, wanted, offers, again=again, everyone=everyone)


def _queue(
    tx: Transaction,
    made: Material,
    channel: str,
    offers: frozenset[str],
    *,
    again: bool,
    everyone: bool,
) -> QueueReport:
    campaign = made.campaign
    ids = materials.members(tx.db, made)
    states = consents.states(tx.db, ids, tx.ctx.today)
    before = outbox.known(tx.db, campaign.name, channel)
    who = _audience(tx, made, channel, ids, states, offers, everyone=everyone)
    fresh = [one for one in who.included if one.contact_id not in before]
    kept = fresh if again or not before else []
    people = contacts.many(tx.db, [one.contact_id for one in kept])
    if channel == "letter":
        people.sort(key=postal_order)
    for person in people:  # every text is merged before anyone is queued
        made.words(person, channel)
    reasons = {one.contact_id: one for one in kept}
    if channel == "sms":
        campaign_sms.refuse_unfit(made, people)
    if channel == "mailchimp":
        asked = [(person.id, person, reasons[person.id].reason) for person in people]
        mailchimp.versions_of(made, mailchimp.mailing_of(made), asked)
    if kept:
        new = _new_run(made, channel, ids, offers, who, everyone=everyone)
        rows = [
            NewRow(
                contact_id=p.id,
                reason=reasons[p.id].reason,
                basis=reasons[p.id].basis,
                held=CONTROL if draw.held_out(campaign, p.id) else "",
            )
            for p in people
        ]
        outbox.queue(tx, new, rows)
    held = sum(draw.held_out(campaign, person.id) for person in people)
    return QueueReport(
        campaign=campaign.name,
        channel=channel,
        segment=campaign.segment,
        segment_size=len(ids),
        queued=len(people) - held,
        held_out=held,
        before=len(before),
        new=0 if kept else len(fresh),
        excluded=who.reasons,
        bad_addresses=_bad_addresses(people) if channel == "letter" else (),
        cost=campaign_sms.cost(made, people) if channel == "sms" and people else None,
        unreached=materials.unreached(tx.db, made, ids, states, offers),
    )


def _audience(
    tx: Transaction,
    made: Material,
    channel: str,
    ids: Sequence[int],
    states: dict[int, ContactState],
    offers: frozenset[str],
    *,
    everyone: bool,
) -> Audience:
    order = made.campaign.channels
    return audience(
        ids,
        states,
        made.purpose,
        channel=channel,
        offers=offers,
        before=() if everyone else order[: order.index(channel)],
        elsewhere=() if everyone else outbox.reached_elsewhere(tx.db, made.campaign.name, channel),
    )


def _new_run(
    made: Material,
    channel: str,
    ids: Sequence[int],
    offers: frozenset[str],
    who: Audience,
    *,
    everyone: bool,
) -> NewRun:
    return NewRun(
        campaign=made.campaign.name,
        channel=channel,
        purpose=made.purpose.id,
        purpose_class=made.purpose.kind.value,
        segment=made.campaign.segment,
        segment_size=len(ids),
        segment_hash=materials.segment_hash(made.ctx, made.campaign.segment),
        source=made.campaign.frozen(),
        source_hash=materials.source_hash(made.campaign),
        offers=offers,
        everyone=everyone,
        on=made.on,
        exclusions=who.reasons,
    )


def _bad_addresses(people: Sequence[Contact]) -> tuple[str, ...]:
    return tuple(p.reference for p in people if not address_block(p).deliverable)


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
                    counts=outbox.counts(db, campaign.name, channel),
                    excluded=_last_exclusions(db, campaign.name, channel),
                    skipped=outbox.skipped_for(db, campaign.name, channel),
                    doubtful=tuple(outbox.references(db, campaign.name, channel, State.DOUBTFUL)),
                    leaves_at=_leaves_at(db, campaign.name) if channel == "mailchimp" else None,
                )
                for channel in dict.fromkeys(channels)
            ),
        )


def _leaves_at(db: Connection, campaign: str) -> datetime | None:
    scheduled = parts.parts(db, campaign, parts.PartState.SCHEDULED)
    return next((part.leaves_at for part in scheduled if part.leaves_at), None)


def _last_exclusions(db: Connection, campaign: str, channel: str) -> dict[str, int]:
    return outbox.exclusions(db, outbox.runs(db, campaign, channel)[-1].id)


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
        ids = outbox.in_state(tx.db, campaign.name, wanted, State.DOUBTFUL)
        outbox.settle(
            tx,
            [outbox.Settlement(id=id_, state=state, detail=said, at=tx.now) for id_ in ids],
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
        ids = outbox.open_rows(tx.db, campaign.name, wanted)
        outbox.settle(
            tx, [outbox.Settlement(id=id_, state=State.CANCELLED, at=tx.now) for id_ in ids]
        )
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


def in_zone(ctx: Context, moment: datetime) -> datetime:
    """Return a moment given by the clocks of the organisation."""
    return moment.replace(tzinfo=_zone(ctx))


def local(ctx: Context, moment: datetime) -> datetime:
    """Return a moment as the clocks of the organisation show it."""
    return moment.astimezone(_zone(ctx))


def _zone(ctx: Context) -> ZoneInfo:
    return ZoneInfo(projects.load(ctx).site.site.timezone)
