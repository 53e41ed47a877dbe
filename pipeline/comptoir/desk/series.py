"""`comptoir campaign send --due`: the steps of series that are due today, queued and sent.

Each is an ordinary mailing: its segment, the law and the opposition list decide on the day who
receives it. Nobody receives a step twice, however often it is run.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from comptoir.campaigns.model import Campaign
from comptoir.campaigns.steps import CATCH_UP, EACH_TIME, Step
from comptoir.context import Context
from comptoir.desk import campaign_material as materials
from comptoir.desk import campaigns, segments, sending
from comptoir.desk import project as projects
from comptoir.desk.campaigns import QueueReport
from comptoir.desk.project import Project
from comptoir.desk.send_report import SendReport
from comptoir.errors import ComptoirError
from comptoir.settings.dues import Season
from comptoir.store import happened, outbox, outbox_figures, reading


@dataclass(frozen=True, slots=True)
class Due:
    """A step, and who is due it today before the law is asked."""

    name: str  # of the campaign, with its occurrence: rappel@2026-2027
    step: Step
    people: frozenset[int]


@dataclass(slots=True, kw_only=True)
class Ran:
    """What running the steps of the day did."""

    queued: list[QueueReport] = field(default_factory=list)
    sent: list[SendReport] = field(default_factory=list)
    troubles: list[tuple[str, ComptoirError]] = field(default_factory=list)  # the others leave

    @property
    def waiting(self) -> int:
        return sum(one.queued for one in self.queued)


def step_of(campaign: Campaign) -> Step | None:
    """Return when a mailing of a series is due; nothing of another."""
    if not campaign.event:
        return None
    starts = date.fromisoformat(campaign.starts)
    return Step(event=campaign.event, days=campaign.days, starts=starts)


def due(ctx: Context) -> list[Due]:
    """Return the steps that somebody is due today, and who has not received them."""
    found: list[Due] = []
    project = projects.load(ctx)
    for name in materials.names(ctx):
        campaign = materials.read_campaign(ctx, name)
        step = step_of(campaign)
        if step is None or campaign.draft:
            continue
        found += [one for one in _due(ctx, project, campaign, step) if one.people]
    return found


def _due(ctx: Context, project: Project, campaign: Campaign, step: Step) -> Iterator[Due]:
    with reading(ctx) as db:
        listed = frozenset(segments.members(db, project, campaign.segment, ctx.today))
        if step.event in EACH_TIME:
            seasons = sorted(project.organisation.seasons, key=lambda one: one.starts)
            for season in seasons:
                if step.is_due(season.ends, ctx.today):
                    name = f"{campaign.name}@{season.name}"
                    people = happened.members_without(db, season.name, _after(seasons, season))
                    yield Due(name, step, (people & listed) - outbox.known(db, name))
            return
        since = ctx.today - CATCH_UP - timedelta(days=step.days)
        first = happened.first(db, step.event, purpose=campaign.purpose, since=since)
        people = frozenset(id_ for id_, on in first.items() if step.is_due(on, ctx.today))
        yield Due(campaign.name, step, (people & listed) - outbox.known(db, campaign.name))


def _after(seasons: list[Season], season: Season) -> tuple[str, ...]:
    return tuple(one.name for one in seasons if one.starts > season.starts)


def queue(ctx: Context) -> Ran:
    """Queue the steps of the day by each of their channels; what fails is told, others go on."""
    ctx.act_on()
    ran = Ran()
    for one in due(ctx):
        try:
            campaign = materials.read_campaign(ctx, one.name)
            for channel in campaign.channels:
                done = campaigns.queue(ctx, one.name, channel=channel, again=True, only=one.people)
                if done.queued or done.excluded_total:
                    ran.queued.append(done)
        except ComptoirError as error:
            ran.troubles.append((one.name, error))
    return ran


def send(ctx: Context, ran: Ran) -> Ran:
    """Send what was queued, and what an earlier day had left."""
    ctx.act_on()
    for name, channel in _open(ctx):
        try:
            ran.sent.append(sending.send(ctx, name, channel=channel))
        except ComptoirError as error:
            ran.troubles.append((name, error))
    return ran


def _open(ctx: Context) -> list[tuple[str, str]]:
    """Return the steps that still have somebody waiting, and by which channels."""
    steps = {name for name in materials.names(ctx) if materials.read_campaign(ctx, name).event}
    with reading(ctx) as db:
        return [
            (name, channel)
            for name, channel in outbox_figures.with_waiting(db)
            if name.partition("@")[0] in steps
        ]
