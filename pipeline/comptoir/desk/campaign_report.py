"""What a mailing came to: prepared, left, returned, unsubscribed; and what to do next."""

from collections import Counter
from dataclasses import dataclass, field

from comptoir.campaigns.audience import CONTROL
from comptoir.campaigns.model import Campaign
from comptoir.context import Context
from comptoir.desk import campaign_effect
from comptoir.desk import campaign_material as materials
from comptoir.desk import project as projects
from comptoir.desk.campaign_effect import Effects
from comptoir.desk.send_report import SendReport, sending_alone
from comptoir.store import mailchimp as parts
from comptoir.store import outbox, outbox_figures, reading
from comptoir.store.mailchimp import PartState
from comptoir.store.outbox_rows import State

HARD, SOFT, LEFT, COMPLAINED = "hard", "soft", "unsubscribed", "complained"
NPAI, ANSWERED = "npai", "answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelReport:
    """What one channel of a mailing came to, in people."""

    channel: str
    segment_size: int
    excluded: int
    counts: dict[State, int]
    returned: int  # for good
    returned_soft: int
    unsubscribed: int
    complained: int
    answered: int = 0
    held_out: int = 0  # of the control group
    counted: int = 0  # messages that Mailchimp says it sent

    @property
    def recipients(self) -> int:
        return sum(self.counts.values())

    @property
    def prepared(self) -> int:
        """Return how many were to receive it, the control group left out."""
        return self.recipients - self.held_out

    @property
    def sent(self) -> int:
        """Return how many left, those that came back included."""
        return self.counts.get(State.SENT, 0) + self.returned


@dataclass(slots=True, kw_only=True)
class Report:
    """What a mailing came to."""

    campaign: str
    title: str
    channels: list[ChannelReport] = field(default_factory=list)
    effects: Effects = field(default_factory=Effects)
    new: Counter[str] = field(default_factory=Counter)  # what this reading of Mailchimp brought
    forgotten: int = 0  # erased people whom Mailchimp has erased too


def report(ctx: Context, name: str) -> Report:
    """Say what a mailing came to, after asking Mailchimp where it took part."""
    campaign = materials.read_campaign(ctx, name)
    made = Report(campaign=campaign.name, title=campaign.title)
    with reading(ctx) as db:
        asked = bool(
            parts.parts(db, campaign.name, PartState.LEAVING, PartState.SCHEDULED, PartState.LEFT)
        )
    if asked:
        _ask_mailchimp(ctx, campaign, made)
    with reading(ctx) as db:
        runs = outbox.runs(db, campaign.name)
        for channel in dict.fromkeys(run.channel for run in runs):
            last = [run for run in runs if run.channel == channel][-1]
            happened = outbox_figures.happened(db, campaign.name, channel)
            told = [part.counted or 0 for part in parts.parts(db, campaign.name)]
            made.channels.append(
                ChannelReport(
                    channel=channel,
                    segment_size=last.segment_size,
                    excluded=sum(outbox_figures.exclusions(db, last.id).values()),
                    counts=outbox_figures.counts(db, campaign.name, channel),
                    returned=happened.get(HARD, 0) + happened.get(NPAI, 0),
                    returned_soft=happened.get(SOFT, 0),
                    unsubscribed=happened.get(LEFT, 0),
                    complained=happened.get(COMPLAINED, 0),
                    answered=happened.get(ANSWERED, 0),
                    held_out=outbox_figures.skipped_for(db, campaign.name, channel).get(CONTROL, 0),
                    counted=sum(told) if channel == "mailchimp" else 0,
                )
            )
        made.effects = campaign_effect.effects(ctx, db, campaign)
    return made


def _ask_mailchimp(ctx: Context, campaign: Campaign, made: Report) -> None:
    ctx.act_on()
    project = projects.load(ctx)
    from comptoir.desk import mailchimp, mailchimp_events
    from comptoir.desk.mailchimp_handover import Handover

    with (
        sending_alone(ctx, campaign.name, "mailchimp"),
        mailchimp.service(ctx, project) as service,
    ):
        made.forgotten = mailchimp_events.pass_erasures_on(ctx, service)
        done = SendReport(campaign=campaign.name, channel="mailchimp")
        Handover(ctx, service, done, 0).follow(campaign.name)
        kind = project.purpose(campaign.purpose).kind
        made.new = mailchimp_events.pull(ctx, service, campaign.name, kind)
