"""`comptoir campaign list`, `check`, `preview`, `test` and `approve`: before anything is queued."""

from typing import TYPE_CHECKING

from comptoir.cli.campaign.group import (
    BY,
    CHANNELS,
    channel_option,
    command,
    english_channel,
    name_argument,
)
from comptoir.cli.campaign.words import moment
from comptoir.cli.kit import confirm, emit, finish, option, pass_context, say, table, warn
from comptoir.cli.kit.amounts import shown
from comptoir.context import Context
from comptoir.errors import InputError, RefusedError
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.approvals import Agreed
    from comptoir.desk.campaign_preview import Preview
    from comptoir.desk.campaigns import Listed


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
    from comptoir.rules.reports import told

    found = campaign_check.check(ctx, name)
    lines = []
    for one in found:
        lines.append(f"{one.at} : {one.severity.french} {one.code} : {one.found}.")
        lines.append(f"  → {one.remedy}")
    lines.append(_verdict(len(found)))
    emit([told(one, [one.at]) for one in found], "\n".join(lines))
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
@option("--png", "--image", is_flag=True, help="Aussi une image de chaque page.")
@channel_option
@pass_context
def preview(
    ctx: Context, name: str, contact: str, longest: bool, variants: bool, png: bool, channel: str
) -> None:
    """Écrire ce qu’une personne recevrait : PDF, HTML, texte et image."""
    from comptoir.desk import campaigns

    if sum((bool(contact), longest, variants)) > 1:
        raise InputError(
            "--for, --longest et --all-variants ne vont pas ensemble.",
            remedy="Choisissez l’une des trois.",
        )
    made = campaigns.preview(
        ctx,
        name,
        channel=english_channel(channel),
        contact=contact,
        longest=longest,
        variants=variants,
        png=png,
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

    done = campaign_trial.send_test(
        ctx, name, to=to, channel=english_channel(channel), contact=contact
    )
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
        f"Bon à tirer donné par {done.who} le {moment(ctx, done.approval.at)} "
        f"(empreinte {done.digest}).\n"
        f"Ensuite : comptoir campagne préparer {done.campaign}",
    )


def _agreed_lines(agreed: "Agreed") -> list[str]:
    people = ", ".join(
        f"{plural(count, 'destinataire')} {BY[channel]}"
        for channel, count in agreed.recipients.items()
    )
    return [f"« {agreed.title} »", f"Segment « {agreed.segment} » aujourd’hui : {people}."]
