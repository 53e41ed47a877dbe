"""`comptoir campaign queue`, `send` and `cancel`."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from comptoir.cli.campaign.archive import archived_data, archived_lines
from comptoir.cli.campaign.group import (
    BY,
    CHANNELS,
    channel_option,
    command,
    english_channel,
    name_argument,
)
from comptoir.cli.campaign.words import cost_lines, excluded, forgotten, moment, price, some
from comptoir.cli.kit import argument, confirm, emit, finish, option, pass_context, say, warn
from comptoir.cli.kit.amounts import shown
from comptoir.context import Context
from comptoir.errors import ComptoirError, InputError, RefusedError
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.campaign_archive import Archived
    from comptoir.desk.campaigns import QueueReport
    from comptoir.desk.send_report import SendReport

FILES = ("letter", "sms", "phone")  # what is made here and sent by others


@command.command("queue")
@name_argument
@channel_option
@option("--again", "--encore", is_flag=True, help="Ajouter les personnes arrivées depuis.")
@option(
    "--everyone", "--tous", is_flag=True,
    help="Aussi les personnes qu’un autre canal de l’envoi atteint.",
)  # fmt: skip
@pass_context
def queue(ctx: Context, name: str, channel: str, again: bool, everyone: bool) -> None:
    """Décider qui reçoit un envoi et mettre chacun en attente ; rien ne part encore."""
    from comptoir.desk import campaigns

    done = campaigns.queue(
        ctx, name, channel=english_channel(channel), again=again, everyone=everyone
    )
    emit(done, "\n".join(_queue_lines(done)))


def _queue_lines(done: "QueueReport") -> list[str]:
    if done.queued:
        people = plural(done.queued, "destinataire")
        lines = [f"{people} en attente {BY[done.channel]}."]
    elif done.before:
        lines = [f"Envoi déjà préparé {BY[done.channel]} : {plural(done.before, 'destinataire')}."]
    else:
        lines = [f"Aucun destinataire {BY[done.channel]}."]
    if done.held_out:
        lines.append(f"{plural(done.held_out, 'personne')} en groupe témoin : rien ne leur part.")
    if done.new:
        lines.append(
            f"{plural(done.new, 'personne')} de plus depuis : ajoutez-les avec --again (--encore)."
        )
    lines.append(f"Segment « {done.segment} » : {plural(done.segment_size, 'contact')}.")
    lines += excluded(done.excluded, done.excluded_total)
    if done.cost:
        lines += cost_lines(done.cost)
    if done.unmerged:
        lines.append(f"Mis de côté, leur fiche à compléter : {some(done.unmerged)}.")
    if done.unreached:
        lines.append(
            f"{plural(len(done.unreached), 'contact')} sans adresse pour aucun canal : "
            f"{some(done.unreached)}."
        )
    if done.bad_addresses:
        count = plural(len(done.bad_addresses), "adresse")
        lines.append(f"{count} à corriger : {some(done.bad_addresses)}.")
    if done.queued:
        lines.append(
            f"Ensuite : comptoir campagne envoyer {done.campaign} --canal {CHANNELS[done.channel]}"
        )
    return lines


@command.command("send")
@argument("name", label="envoi", required=False, default="")
@channel_option
@option("--due", "--dus", is_flag=True,
        help="Faire partir les étapes de séries dues ce jour, de tous les envois.")  # fmt: skip
@option("--limit", "--limite", type=click.IntRange(min=1), metavar="N", help="Au plus N messages.")
@option(
    "--at", "--le", type=click.DateTime(["%Y-%m-%dT%H:%M"]), metavar="2026-11-30T09:15",
    help="Faire partir plus tard (Mailchimp seulement), à un quart d’heure.",
)  # fmt: skip
@option(
    "--doubtful", "--douteux", type=click.Choice(["sent", "again"]),
    help="D’abord, dire les messages douteux partis (sent) ou à renvoyer (again).",
)  # fmt: skip
@pass_context
def send(
    ctx: Context,
    name: str,
    channel: str,
    due: bool,
    limit: int | None,
    at: datetime | None,
    doubtful: str | None,
) -> None:
    """Envoyer ce qui est en attente : imprimer les lettres, faire partir les courriels."""
    from comptoir.desk import campaigns

    if due == bool(name) or (due and (channel or limit or at or doubtful)):
        raise InputError(
            "il faut le nom d’un envoi, ou --due (--dus) seul.",
            remedy="comptoir campagne lister montre les envois.",
        )
    if due:
        _send_due(ctx)
        return
    if doubtful:
        _resolve(ctx, name, english_channel(channel), again=doubtful == "again")
    if not _may_send(ctx, name, english_channel(channel)):
        raise RefusedError("Envoi abandonné : rien n’est parti.")
    moment = ctx.moment(at) if at else None
    done = campaigns.send(ctx, name, channel=english_channel(channel), limit=limit, at=moment)
    data, lines = _sent_data(ctx, done), _sent_lines(ctx, done)
    if done.sent and (page := _archived(ctx, name)):
        data["archived"] = archived_data(ctx, page)
        lines += archived_lines(ctx, page)
    emit(data, "\n".join(lines))


def _archived(ctx: Context, name: str) -> "Archived | None":
    """Write its page on the site; what left has left, whatever stops that."""
    from comptoir.desk import campaign_archive

    try:
        return campaign_archive.archive_when_gone(ctx, name)
    except ComptoirError as error:
        warn(f"Sa page n’est pas écrite : {error}")
        return None


def _send_due(ctx: Context) -> None:
    """Queue the steps of the day, ask, send them; what failed ends with its own exit code."""
    from comptoir.desk import series

    ran = series.queue(ctx)
    for one in ran.queued:
        people = plural(one.queued, "destinataire")
        say(f"{one.campaign} : {people} {BY[one.channel]}{_left_out(one)}.")
    if ran.waiting and not confirm(f"Faire partir ces {plural(ran.waiting, 'message')} ?"):
        raise RefusedError("Rien n’est parti ; les destinataires restent en attente.")
    series.send(ctx, ran)
    lines = [line for one in ran.sent for line in (f"« {one.campaign} »", *_sent_lines(ctx, one))]
    data = {
        "queued": [
            {"campaign": one.campaign, "channel": one.channel, "queued": one.queued,
             "excluded": one.excluded}
            for one in ran.queued
        ],
        "sent": [_sent_data(ctx, one) for one in ran.sent],
        "troubles": [
            {"campaign": name, "found": str(error)} for name, error in ran.troubles
        ],
    }  # fmt: skip
    emit(data, "\n".join(lines) if lines else "Aucune étape n’est due aujourd’hui.")
    for name, error in ran.troubles:
        warn(f"{name} : {error}")
    if ran.troubles:
        finish(ran.troubles[0][1].exit_code)


def _left_out(one: "QueueReport") -> str:
    if not one.excluded_total:
        return ""
    from comptoir.campaigns.audience import said

    why = ", ".join(f"{count} {said(reason)}" for reason, count in one.excluded.items())
    return f" ({plural(one.excluded_total, 'exclu')} : {why})"


def _resolve(ctx: Context, name: str, channel: str, *, again: bool) -> None:
    """Let somebody who looked at the server's journal say what became of doubtful messages."""
    from comptoir.desk import campaigns

    question = "Renvoyer les messages douteux ? Qui les a reçus les recevra deux fois."
    if again and not confirm(question):
        raise RefusedError("Rien n’est renvoyé.")
    count = campaigns.resolve(ctx, name, channel=channel, left=not again)
    say(
        f"{plural(count, 'message')} à renvoyer."
        if again
        else f"{plural(count, 'message')} partis."
    )


def _may_send(ctx: Context, name: str, channel: str) -> bool:
    """Ask before messages leave the house by a mail server; files can always be made."""
    from comptoir.desk import campaigns, project

    files = project.load(ctx).site.campaigns.channel == "file"
    status = campaigns.status(ctx, name)
    asked = [
        one
        for one in status.channels
        if one.channel in ((channel,) if channel else CHANNELS)
        and one.channel not in FILES
        and not (one.channel == "email" and files)
    ]
    waiting = sum(
        n for one in asked for state, n in one.counts.items() if state in ("queued", "deferred")
    )
    if not waiting:
        return True
    if asked[0].channel == "mailchimp":
        return confirm(f"{plural(waiting, 'adresse')} seront confiées à Mailchimp. Continuer ?")
    return confirm(f"{plural(waiting, 'courriel')} vont partir. Continuer ?")


def _sent_data(ctx: Context, done: "SendReport") -> dict[str, object]:
    return {
        "campaign": done.campaign,
        "channel": done.channel,
        "counts": dict(done.counts),
        "left": done.left,
        "pages": done.pages,
        "parts": done.parts,
        "price": done.price,
        "long": done.long,
        "recovered": dict(done.recovered),
        "paths": [shown(ctx, path) for path in done.paths],
        "drafts": done.drafts,
        "leaves_at": done.leaves_at,
        "held_until": done.held_until,
        "put_off": done.put_off,
        "forgotten": done.forgotten,
    }


def _sent_lines(ctx: Context, done: "SendReport") -> list[str]:
    lines = []
    if done.recovered:
        said = ", ".join(f"{n} {state.french}" for state, n in done.recovered.items())
        lines.append(f"Reprise d’un envoi interrompu : {said}.")
    if done.channel == "phone" and done.sent:
        lines.append(f"{plural(done.sent, 'personne')} à appeler, sur la feuille.")
    elif done.counts:
        said = ", ".join(f"{count} {state.french}" for state, count in done.counts.items())
        lines.append(f"Envoi {BY[done.channel]} : {said}.")
    else:
        lines.append(f"Rien à envoyer {BY[done.channel]}.")
    if done.held_until:
        lines.append(
            "Les SMS de prospection n’arrivent que du lundi au samedi, de 8 h à 20 h, hors jours "
            f"fériés : recommencez à partir du {moment(ctx, done.held_until)}."
        )
    if done.put_off:
        lines.append(
            f"{plural(done.put_off, 'personne')} déjà appelées quatre fois en trente jours : "
            "elles attendent."
        )
    if done.channel == "phone" and done.sent:
        lines.append("Notez ce que donne chaque appel : comptoir campagne appeler.")
    if done.drafts:
        named = ", ".join(f"« {title} »" for title in done.drafts)
        lines.append(f"Chez Mailchimp : {named}.")
    if done.leaves_at:
        lines.append(f"Départ prévu le {moment(ctx, done.leaves_at)}.")
    if done.forgotten:
        lines.append(forgotten(done.forgotten))
    if done.pages:
        lines.append(f"{plural(done.pages, 'page')} à imprimer.")
    if done.parts:
        lines.append(f"{done.parts} SMS à remettre au prestataire{price(done.price)}.")
    if done.long:
        lines.append(f"{plural(len(done.long), 'lettre')} de plus d’une page : {some(done.long)}.")
    if done.left:
        lines.append(f"{plural(done.left, 'destinataire')} encore en attente.")
    if done.elsewhere:
        lines.append(f"{plural(done.elsewhere, 'message')} aux mains d’une autre machine.")
    return [*lines, *(f"  {shown(ctx, path)}" for path in done.paths)]


@command.command("cancel")
@name_argument
@channel_option
@pass_context
def cancel(ctx: Context, name: str, channel: str) -> None:
    """Annuler ce qui n’est pas encore parti."""
    from comptoir.desk import campaigns

    if not confirm("Annuler les messages en attente de cet envoi ?"):
        raise RefusedError("Rien n’est annulé.")
    count = campaigns.cancel(ctx, name, channel=english_channel(channel))
    emit(
        {"cancelled": count},
        f"{plural(count, 'message')} en attente annulés." if count else "Rien à annuler.",
    )
