"""`comptoir campaign status`: where a mailing is."""

from typing import TYPE_CHECKING

from comptoir.cli.campaign.group import BY, command, name_argument
from comptoir.cli.campaign.words import excluded, moment
from comptoir.cli.kit import emit, pass_context
from comptoir.context import Context
from comptoir.text import capital, plural

if TYPE_CHECKING:
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
            "uncalled": one.uncalled,
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
    if one.uncalled:
        lines.append(
            f"  {plural(one.uncalled, 'appel')} sans résultat : comptoir campagne appeler."
        )
    if one.doubtful:
        lines.append(
            "  Douteux (peut-être partis, jamais renvoyés d’eux-mêmes) : "
            f"{', '.join(one.doubtful)}."
        )
    return lines + [f"  {line}" for line in excluded(one.excluded, sum(one.excluded.values()))]
