"""`comptoir campaign status` and `report`: where a mailing is, and what it gave."""

from typing import TYPE_CHECKING

from comptoir.cli.campaign.group import BY, CHANNELS, command, name_argument
from comptoir.cli.campaign.words import capital, excluded, forgotten, moment
from comptoir.cli.kit import emit, pass_context, table
from comptoir.context import Context
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.campaign_report import ChannelReport, Report
    from comptoir.desk.campaigns import ChannelStatus, Status

WAITING = ("queued", "deferred", "sending")


@command.command("status")
@name_argument
@pass_context
def status(ctx: Context, name: str) -> None:
    """Dire où en est un envoi : partis, refusés, différés, douteux, écartés, en attente."""
    from comptoir.desk import campaigns

    found = campaigns.status(ctx, name)
    emit(_status_data(found), "\n".join(_status_lines(ctx, found)))


def _status_data(found: "Status") -> dict[str, object]:
    channels = [
        {
            "channel": one.channel,
            "recipients": one.recipients,
            "counts": dict(one.counts),
            "excluded": one.excluded,
            "skipped": one.skipped,
            "doubtful": one.doubtful,
            "leaves_at": one.leaves_at,
        }
        for one in found.channels
    ]
    return {"campaign": found.campaign, "title": found.title, "channels": channels}


def _status_lines(ctx: Context, found: "Status") -> list[str]:
    lines = [found.title]
    if not found.channels:
        lines.append(f"Pas encore préparé : comptoir campagne préparer {found.campaign}")
    for one in found.channels:
        lines += _channel_lines(ctx, one)
    return lines


def _channel_lines(ctx: Context, one: "ChannelStatus") -> list[str]:
    from comptoir.campaigns.audience import said

    counts = " + ".join(f"{count} {state.french}" for state, count in one.counts.items())
    lines = [f"{capital(BY[one.channel])} : {plural(one.recipients, 'destinataire')} = {counts}"]
    if one.leaves_at:
        lines.append(f"  Départ prévu le {moment(ctx, one.leaves_at)}, par Mailchimp.")
    if one.skipped:
        why = ", ".join(f"{count} {said(reason)}" for reason, count in one.skipped.items())
        lines.append(f"  Écartés au moment de l’envoi : {why}.")
    if one.doubtful:
        lines.append(
            "  Douteux (peut-être partis, jamais renvoyés d’eux-mêmes) : "
            f"{', '.join(one.doubtful)}."
        )
    return lines + [f"  {line}" for line in excluded(one.excluded, sum(one.excluded.values()))]


@command.command("report")
@name_argument
@pass_context
def report(ctx: Context, name: str) -> None:
    """Dire ce qu’un envoi a donné : partis, revenus, désinscriptions ; interroge Mailchimp."""
    from comptoir.desk import campaign_report

    found = campaign_report.report(ctx, name)
    emit(_report_data(found), lambda: _report_text(found))


def _report_data(found: "Report") -> dict[str, object]:
    channels = [
        {
            "channel": one.channel,
            "segment_size": one.segment_size,
            "excluded": one.excluded,
            "recipients": one.recipients,
            "counts": dict(one.counts),
            "sent": one.sent,
            "returned": one.returned,
            "returned_soft": one.returned_soft,
            "unsubscribed": one.unsubscribed,
            "complained": one.complained,
            "counted": one.counted,
        }
        for one in found.channels
    ]
    return {
        "campaign": found.campaign,
        "title": found.title,
        "channels": channels,
        "new": dict(found.new),
        "forgotten": found.forgotten,
    }


def _report_text(found: "Report") -> str:
    if not found.channels:
        return f"{found.title}\nPas encore préparé : comptoir campagne préparer {found.campaign}"
    head = (
        "Canal",
        "Segment",
        "Exclus",
        "Préparés",
        "Partis",
        "Retours",
        "Désinscrits",
        "Plaintes",
    )
    rows = [_report_row(one) for one in found.channels]
    lines = [found.title, "", table(head, rows, right=range(1, 8)), *_next_steps(found)]
    return "\n".join(lines)


def _report_row(one: "ChannelReport") -> tuple[str, ...]:
    numbers = (
        one.segment_size, one.excluded, one.recipients, one.sent, one.returned,
        one.unsubscribed, one.complained,
    )  # fmt: skip
    return capital(CHANNELS[one.channel]), *map(str, numbers)


def _next_steps(found: "Report") -> list[str]:
    """Say what is new, what it changed here, and what is left to do."""
    lines = []
    said = {
        "hard": "retour définitif", "soft": "retour provisoire",
        "unsubscribed": "désinscription", "complained": "plainte",
    }  # fmt: skip
    new = [plural(count, said[kind]) for kind, count in found.new.items()]
    if new:
        lines.append(f"Nouveau depuis la dernière lecture : {', '.join(new)}.")
    if found.new["unsubscribed"] or found.new["complained"]:
        lines.append("Les désinscriptions et les plaintes sont notées comme des oppositions.")
    if found.new["hard"]:
        lines.append(
            "Plus rien ne part aux adresses revenues, jusqu’à ce qu’elles soient changées."
        )
    for one in found.channels:
        if one.counted and one.counted != one.sent:
            lines.append(
                f"Mailchimp dit en avoir envoyé {one.counted}, ce compte en dit {one.sent}."
            )
        left = sum(count for state, count in one.counts.items() if state in WAITING)
        if left:
            lines.append(f"{plural(left, 'destinataire')} {BY[one.channel]} pas encore partis.")
    if found.forgotten:
        lines.append(forgotten(found.forgotten))
    return ["", *lines] if lines else []
