"""Send a campaign by Mailchimp, or take back what it has not sent."""

from collections.abc import Sequence
from datetime import datetime

from comptoir.context import Context
from comptoir.desk import mailchimp, mailchimp_events
from comptoir.desk.mailchimp_handover import Handover
from comptoir.desk.project import load
from comptoir.desk.send_report import SendReport, sending_alone
from comptoir.errors import InputError
from comptoir.store.outbox_rows import Run

QUARTER = 15  # minutes: when a campaign may be scheduled


def send(
    ctx: Context, runs: Sequence[Run], report: SendReport, *, limit: int, at: datetime | None
) -> None:
    """Send what is queued, after having asked what became of what was handed over before."""
    check_moment(ctx, at)
    with mailchimp.service(ctx, load(ctx)) as service:
        service.greet()
        report.forgotten += mailchimp_events.pass_erasures_on(ctx, service)
        handover = Handover(ctx, service, report, limit, at)
        handover.recover(report.campaign)
        handover.refuse_overlap(report.campaign)
        for run in runs:
            handover.empty(run)


def withdraw(ctx: Context, campaign: str) -> None:
    """Take back what a campaign has at Mailchimp and has not left."""
    report = SendReport(campaign=campaign, channel="mailchimp")
    with (
        sending_alone(ctx, campaign, "mailchimp"),
        mailchimp.service(ctx, load(ctx)) as service,
    ):
        Handover(ctx, service, report, 0).withdraw(campaign)


def check_moment(ctx: Context, at: datetime | None) -> None:
    """Refuse a moment that Mailchimp does not take: past, or not on a quarter of an hour."""
    if at is None:
        return
    if at <= ctx.now():
        raise InputError("ce moment est passé.", remedy="Donnez un jour et une heure à venir.")
    if at.minute % QUARTER or at.second or at.microsecond:
        raise InputError(
            "Mailchimp n’envoie qu’aux quarts d’heure.",
            remedy="Donnez par exemple 2026-11-30T09:15.",
        )
