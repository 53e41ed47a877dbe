"""What is done of a request once it is taken down."""

import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import emit, option, pass_context
from comptoir.cli.kit.amounts import shown
from comptoir.cli.kit.invocation import DAY
from comptoir.cli.request.group import command, number_argument
from comptoir.context import Context
from comptoir.dates import french_date

if TYPE_CHECKING:
    from comptoir.desk.requests.answering import Answered
    from comptoir.desk.requests.following import Escalated


@command.command("take")
@number_argument
@pass_context
def take(ctx: Context, number: str) -> None:
    """Prendre une demande en charge."""
    from comptoir.desk.requests import following

    one = following.take(ctx, number)
    due = f" Réponse promise le {french_date(one.due_on)}." if one.due_on else ""
    emit(one, f"{one.number} est à vous.{due}")


@command.command("assign")
@number_argument
@option("--to", "--à", required=True, metavar="QUI", help="Identifiant ou nom de [people].")
@pass_context
def assign(ctx: Context, number: str, to: str) -> None:
    """Confier une demande à quelqu’un d’autre."""
    from comptoir.desk.requests import following

    one = following.assign(ctx, number, to)
    emit(one, f"{one.number} est confiée à {one.owner}.")


@command.command("answer")
@number_argument
@option("--channel", "--canal", default="", help="mél, lettre, téléphone ou visite ; celui que la "
        "personne a choisi par défaut.")  # fmt: skip
@option("--model", "--modèle", default="", help="Modèle de contacts/replies ou contacts/letters.")
@option("--text", "--texte", default="", help="Réponse écrite pour cette demande ; - lit l’entrée.")
@option("--to", "--à", default="", metavar="MÉL", help="Adresse, si la fiche n’en a pas.")
@option("--set", "--champ", "fields", multiple=True, metavar="CHAMP=VALEUR",
        help="Champ du modèle rempli à la main.")  # fmt: skip
@option("--facts", "--faits", default="", help="Réclamation : les faits constatés.")
@option("--responsibility", "--faute", default="",
        help="Réclamation, la faute est à : nous, partagée, tiers ou aucune.")  # fmt: skip
@option("--remedy", "--réparation", default="", help="Réclamation : ce que l’on fait.")
@option("--remedy-on", "--réparation-le", type=DAY, default=None, help="Au plus tard le.")
@option("--document", "--pièce", default="", metavar="A-…",
        help="L’avoir ou le bon de livraison qui répare.")  # fmt: skip
@option("--interim", "--attente", is_flag=True,
        help="Dire que l’on s’en occupe, sans clore l’attente.")  # fmt: skip
@option("--preview", "--aperçu", is_flag=True, help="Montrer sans rien envoyer.")
@pass_context
def answer(
    ctx: Context,
    number: str,
    channel: str,
    model: str,
    text: str,
    to: str,
    fields: tuple[str, ...],
    facts: str,
    responsibility: str,
    remedy: str,
    remedy_on: date | None,
    document: str,
    interim: bool,
    preview: bool,
) -> None:
    """Répondre à une demande : le modèle du motif, du rôle et du canal, classé et envoyé."""
    from comptoir.desk.requests import answering
    from comptoir.desk.requests.lists import reply_channel
    from comptoir.requests.model import Outcome

    reply = answering.Reply(
        channel=answering.channel_named(channel) if channel else reply_channel(ctx, number),
        model=model,
        text=sys.stdin.read() if text == "-" else text,
        to=to,
        given=dict(_pair(one) for one in fields),
        outcome=Outcome(
            facts=facts,
            responsibility=answering.responsibility_named(responsibility),
            remedy=remedy,
            remedy_on=remedy_on,
            document=document.strip().upper(),
        ),
        interim=interim,
        preview=preview,
    )
    done = answering.answer(ctx, number, reply)
    emit(done, "\n".join(_answered(ctx, done, preview=preview)))


def _pair(given: str) -> tuple[str, str]:
    name, sign, value = given.partition("=")
    if not sign:
        raise click.UsageError(f"« {given} » : écrivez --set champ=valeur.")
    return name.strip(), value


def _answered(ctx: Context, done: "Answered", *, preview: bool) -> Iterator[str]:
    if preview:
        yield f"Objet : {done.subject}\n\n{done.text}"
        return
    how = done.channel.french
    if done.interim:
        yield f"{done.number} : attente dite ({how}), la réponse reste à faire."
    else:
        kept = {True: ", dans le délai promis", False: ", après le délai promis", None: ""}
        yield f"{done.number} est répondue ({how}{kept[done.in_time]})."
    if done.path:
        yield shown(ctx, done.path)
    elif not done.sent:
        yield f"À dire :\n\n{done.text}"


@command.command("resume")
@number_argument
@option("--note", default="", help="Pourquoi : ce qui ne va pas dans la réponse.")
@pass_context
def resume(ctx: Context, number: str, note: str) -> None:
    """Reprendre une demande répondue, quand la réponse ne convient pas."""
    from comptoir.desk.requests import following

    one = following.resume(ctx, number, note=note)
    emit(one, f"{one.number} est reprise : une autre réponse est attendue.")


@command.command("escalate")
@number_argument
@option("--to", "--à", required=True, metavar="ÉTAPE",
        help="conciliation, médiation ou tribunal.")  # fmt: skip
@option("--note", default="", help="Ce qui a été convenu.")
@pass_context
def escalate(ctx: Context, number: str, to: str, note: str) -> None:
    """Porter une réclamation ou un litige plus loin : conciliateur, médiateur, tribunal."""
    from comptoir.desk.requests import answering, following

    done = following.escalate(ctx, number, to=answering.stage_named(to), note=note)
    emit(done, "\n".join(_escalated(done)))


def _escalated(done: "Escalated") -> Iterator[str]:
    yield f"{done.number} : {done.stage.french}."
    if done.mediator:
        named = ", ".join(filter(None, done.mediator))
        yield f"Médiateur à indiquer à la personne : {named}."
    if done.until:
        yield f"Elle peut le saisir gratuitement jusqu’au {french_date(done.until)}."


@command.command("close")
@number_argument
@option("--outcome", "--issue", default="", help="Comment cela finit (réclamation, litige).")
@pass_context
def close(ctx: Context, number: str, outcome: str) -> None:
    """Clore une demande répondue."""
    from comptoir.desk.requests import following

    done = following.close(ctx, number, conclusion=outcome)
    more = f" Les relances de {done.resumed} reprennent." if done.resumed else ""
    emit(done, f"{done.number} est close.{more}")
