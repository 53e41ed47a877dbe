"""`comptoir campaign`."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import (
    argument,
    confirm,
    emit,
    finish,
    noun,
    option,
    pass_context,
    say,
    table,
    warn,
)
from comptoir.cli.kit.amounts import shown
from comptoir.context import Context
from comptoir.errors import InputError, RefusedError
from comptoir.money import french_amount
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.approvals import Agreed
    from comptoir.desk.campaign_preview import Preview
    from comptoir.desk.campaign_report import ChannelReport, Report
    from comptoir.desk.campaign_sms import Cost
    from comptoir.desk.campaigns import ChannelStatus, Listed, QueueReport, Status
    from comptoir.desk.send_report import SendReport

CHANNELS = {"letter": "lettre", "email": "courriel", "sms": "sms", "mailchimp": "mailchimp"}
BY = {
    "letter": "par lettre",
    "email": "par courriel",
    "sms": "par SMS",
    "mailchimp": "par Mailchimp",
}
FILES = ("letter", "sms")  # what is made here and sent by others
WAITING = ("queued", "deferred", "sending")
channel_option = option(
    "--channel", "--canal", default="", metavar="CANAL",
    help="letter (lettre), email (courriel), sms ou mailchimp.",
)  # fmt: skip
name_argument = argument("name", label="envoi")


def _channel(given: str) -> str:
    """Take the French name of a channel for the English one.

    >>> _channel("courriel"), _channel("letter")
    ('email', 'letter')
    """
    french = {french: english for english, french in CHANNELS.items()}
    return french.get(given.strip().casefold(), given.strip())


@noun()
def command() -> None:
    """Préparer et envoyer des lettres et des courriels écrits dans content/campagnes/."""


@command.command("list")
@pass_context
def list_(ctx: Context) -> None:
    """Lister les envois du projet et où ils en sont."""
    from comptoir.desk import campaigns

    found = campaigns.listing(ctx)
    rows = [_row(one) for one in found if not one.faults]
    emit(
        found,
        table(("Envoi", "Canaux", "Segment", "Finalité", "État"), rows)
        if rows
        else "Aucun envoi dans content/campagnes/.",
    )
    for one in found:
        for fault in one.faults:
            warn(f"Illisible : {fault}")


def _row(one: "Listed") -> tuple[str, ...]:
    channels = ", ".join(CHANNELS.get(channel, channel) for channel in one.channels)
    state = ", ".join(f"{count} {state.french}" for state, count in one.counts.items())
    return one.name, channels, one.segment, one.purpose, state or "pas encore préparé"


@command.command("check")
@name_argument
@option("--strict", "--sévère", is_flag=True, help="Échouer aussi sur un avertissement.")
@pass_context
def check(ctx: Context, name: str, strict: bool) -> None:
    """Relire un envoi : champs, segment, finalité, adresses, mentions obligatoires."""
    from comptoir.desk import campaign_check
    from comptoir.finding import Severity

    found = campaign_check.check(ctx, name)
    lines = []
    for one in found:
        lines.append(f"{one.at} : {one.severity.french} {one.code} : {one.found}.")
        lines.append(f"  → {one.remedy}")
    lines.append(_verdict(len(found)))
    emit(found, "\n".join(lines))
    if any(f.blocking or (strict and f.severity is Severity.WARNING) for f in found):
        finish(1)


def _verdict(count: int) -> str:
    return f"{plural(count, 'remarque')}." if count else "Rien à signaler."


@command.command("preview")
@name_argument
@option("--for", "--pour", "contact", default="", metavar="C-…", help="Pour ce contact.")
@option("--longest", "--plus-long", is_flag=True, help="Pour le texte le plus long.")
@option("--all-variants", "--versions", "variants", is_flag=True,
        help="Une personne pour chaque version du texte.")  # fmt: skip
@channel_option
@pass_context
def preview(
    ctx: Context, name: str, contact: str, longest: bool, variants: bool, channel: str
) -> None:
    """Écrire ce qu’une personne recevrait : PDF, HTML et texte."""
    from comptoir.desk import campaigns

    if sum((bool(contact), longest, variants)) > 1:
        raise InputError(
            "--for, --longest et --all-variants ne vont pas ensemble.",
            remedy="Choisissez l’une des trois.",
        )
    made = campaigns.preview(
        ctx, name, channel=_channel(channel), contact=contact, longest=longest, variants=variants
    )
    emit(made, "\n".join(line for one in made for line in _preview_lines(ctx, one)))


def _preview_lines(ctx: Context, one: "Preview") -> list[str]:
    whom = one.contact or "une personne d’exemple"
    lines = [f"Aperçu {BY[one.channel]} pour {whom} : « {one.subject} »"]
    if one.pages:
        lines.append(f"  {plural(one.pages, 'page')}")
    lines += [f"  {fact}" for fact in one.facts]
    lines += [f"  {shown(ctx, path)}" for path in one.paths]
    return [*lines, *(f"  Attention : {note}" for note in one.notes)]


@command.command("test")
@name_argument
@option("--to", "--à", "to", multiple=True, required=True, metavar="ADRESSE",
        help="Où l’envoyer ; peut se répéter.")  # fmt: skip
@option("--for", "--pour", "contact", default="", metavar="C-…",
        help="Avec les mots de ce contact.")  # fmt: skip
@channel_option
@pass_context
def test(ctx: Context, name: str, to: tuple[str, ...], contact: str, channel: str) -> None:
    """S’envoyer un essai, marqué comme tel, par courriel ou par Mailchimp."""
    from comptoir.desk import campaign_trial

    done = campaign_trial.send_test(ctx, name, to=to, channel=_channel(channel), contact=contact)
    emit(done, f"Essai parti {BY[done.channel]} : {plural(len(done.to), 'adresse')}.")


@command.command("approve")
@name_argument
@pass_context
def approve(ctx: Context, name: str) -> None:
    """Donner le bon à tirer : ce texte, pour ce segment, peut partir."""
    from comptoir.desk import approvals

    agreed = approvals.offered(ctx, name)
    for line in _agreed_lines(agreed):
        say(line)
    if not confirm("Donner le bon à tirer ?"):
        raise RefusedError("Le bon à tirer n’est pas donné.")
    done = approvals.approve(ctx, name)
    assert done.approval is not None
    emit(
        done,
        f"Bon à tirer donné par {done.who} le {_moment(ctx, done.approval.at)} "
        f"(empreinte {done.digest}).\n"
        f"Ensuite : comptoir campagne préparer {done.campaign}",
    )


def _agreed_lines(agreed: "Agreed") -> list[str]:
    people = ", ".join(
        f"{plural(count, 'destinataire')} {BY[channel]}"
        for channel, count in agreed.recipients.items()
    )
    return [f"« {agreed.title} »", f"Segment « {agreed.segment} » aujourd’hui : {people}."]


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

    done = campaigns.queue(ctx, name, channel=_channel(channel), again=again, everyone=everyone)
    emit(done, "\n".join(_queue_lines(done)))


def _queue_lines(done: "QueueReport") -> list[str]:
    if done.queued:
        people = plural(done.queued, "destinataire")
        lines = [f"{people} en attente {BY[done.channel]}."]
    elif done.before:
        lines = [f"Envoi déjà préparé {BY[done.channel]} : {plural(done.before, 'destinataire')}."]
    else:
        lines = [f"Aucun destinataire {BY[done.channel]}."]
    if done.new:
        lines.append(
            f"{plural(done.new, 'personne')} de plus depuis : ajoutez-les avec --again (--encore)."
        )
    lines.append(f"Segment « {done.segment} » : {plural(done.segment_size, 'contact')}.")
    lines += _excluded(done.excluded, done.excluded_total)
    if done.cost:
        lines += _cost_lines(done.cost)
    if done.unreached:
        lines.append(
            f"{plural(len(done.unreached), 'contact')} sans adresse pour aucun canal : "
            f"{_some(done.unreached)}."
        )
    if done.bad_addresses:
        count = plural(len(done.bad_addresses), "adresse")
        lines.append(f"{count} à corriger : {_some(done.bad_addresses)}.")
    if done.queued:
        lines.append(
            f"Ensuite : comptoir campagne envoyer {done.campaign} --canal {CHANNELS[done.channel]}"
        )
    return lines


def _some(references: Sequence[str]) -> str:
    return ", ".join(references[:5]) + (" …" if len(references) > 5 else "")


def _excluded(excluded: dict[str, int], total: int) -> list[str]:
    from comptoir.campaigns.audience import said

    if not total:
        return ["Personne n’est exclu."]
    width = len(str(max(excluded.values())))
    rows = [f"  {count:>{width}}  {said(reason)}" for reason, count in excluded.items()]
    if excluded.get("unproven"):
        rows.append(
            "  Accords sans preuve : prouvez-les (comptoir consentement adopter) ou redemandez-les "
            "par courrier (comptoir consentement sans-preuve)."
        )
    return [f"{plural(total, 'exclu')} :", *rows]


@command.command("send")
@name_argument
@channel_option
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
    limit: int | None,
    at: datetime | None,
    doubtful: str | None,
) -> None:
    """Envoyer ce qui est en attente : imprimer les lettres, faire partir les courriels."""
    from comptoir.desk import campaigns

    if doubtful:
        _resolve(ctx, name, _channel(channel), again=doubtful == "again")
    if not _may_send(ctx, name, _channel(channel)):
        raise RefusedError("Envoi abandonné : rien n’est parti.")
    moment = campaigns.in_zone(ctx, at) if at else None
    done = campaigns.send(ctx, name, channel=_channel(channel), limit=limit, at=moment)
    emit(_sent_data(ctx, done), "\n".join(_sent_lines(ctx, done)))


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
        "forgotten": done.forgotten,
    }


def _sent_lines(ctx: Context, done: "SendReport") -> list[str]:
    lines = []
    if done.recovered:
        said = ", ".join(f"{n} {state.french}" for state, n in done.recovered.items())
        lines.append(f"Reprise d’un envoi interrompu : {said}.")
    if done.counts:
        said = ", ".join(f"{count} {state.french}" for state, count in done.counts.items())
        lines.append(f"Envoi {BY[done.channel]} : {said}.")
    else:
        lines.append(f"Rien à envoyer {BY[done.channel]}.")
    if done.drafts:
        named = ", ".join(f"« {title} »" for title in done.drafts)
        lines.append(f"Chez Mailchimp : {named}.")
    if done.leaves_at:
        lines.append(f"Départ prévu le {_moment(ctx, done.leaves_at)}.")
    if done.forgotten:
        lines.append(_forgotten(done.forgotten))
    if done.pages:
        lines.append(f"{plural(done.pages, 'page')} à imprimer.")
    if done.parts:
        lines.append(f"{done.parts} SMS à remettre au prestataire{_price(done.price)}.")
    if done.long:
        lines.append(f"{plural(len(done.long), 'lettre')} de plus d’une page : {_some(done.long)}.")
    if done.left:
        lines.append(f"{plural(done.left, 'destinataire')} encore en attente.")
    if done.elsewhere:
        lines.append(f"{plural(done.elsewhere, 'message')} aux mains d’une autre machine.")
    return [*lines, *(f"  {shown(ctx, path)}" for path in done.paths)]


def _price(price: Decimal) -> str:
    return f", {french_amount(price)} hors taxe" if price else ""


def _cost_lines(cost: "Cost") -> list[str]:
    """Say what text messages come to, and what makes them dear."""
    lines = [f"{plural(cost.messages, 'message')}, {cost.parts} SMS{_price(cost.price)}."]
    if cost.outside:
        shown = " ".join(cost.outside)
        lines.append(f"Ces caractères réduisent un SMS de 160 signes à 70 : {shown}")
        lines.append(
            f"Sans eux, il en faudrait {cost.parts_simplified} : changez-les, ou écrivez "
            "simplify = true dans [campaigns.sms]."
        )
    return lines


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def _moment(ctx: Context, at: datetime) -> str:
    """Say a moment as clocks here show it."""
    from comptoir.dates import french_date
    from comptoir.desk import campaigns

    local = campaigns.local(ctx, at)
    return f"{french_date(local.date())} à {local.hour} h {local.minute:02d}"


def _forgotten(count: int) -> str:
    return f"{plural(count, 'personne')} effacées ici l’ont été aussi chez Mailchimp."


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
    lines = [f"{_capital(BY[one.channel])} : {plural(one.recipients, 'destinataire')} = {counts}"]
    if one.leaves_at:
        lines.append(f"  Départ prévu le {_moment(ctx, one.leaves_at)}, par Mailchimp.")
    if one.skipped:
        why = ", ".join(f"{count} {said(reason)}" for reason, count in one.skipped.items())
        lines.append(f"  Écartés au moment de l’envoi : {why}.")
    if one.doubtful:
        lines.append(
            "  Douteux (peut-être partis, jamais renvoyés d’eux-mêmes) : "
            f"{', '.join(one.doubtful)}."
        )
    return lines + [f"  {line}" for line in _excluded(one.excluded, sum(one.excluded.values()))]


@command.command("cancel")
@name_argument
@channel_option
@pass_context
def cancel(ctx: Context, name: str, channel: str) -> None:
    """Annuler ce qui n’est pas encore parti."""
    from comptoir.desk import campaigns

    if not confirm("Annuler les messages en attente de cet envoi ?"):
        raise RefusedError("Rien n’est annulé.")
    count = campaigns.cancel(ctx, name, channel=_channel(channel))
    emit(
        {"cancelled": count},
        f"{plural(count, 'message')} en attente annulés." if count else "Rien à annuler.",
    )


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
    return _capital(CHANNELS[one.channel]), *map(str, numbers)


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
        lines.append(_forgotten(found.forgotten))
    return ["", *lines] if lines else []
