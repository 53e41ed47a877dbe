"""Take a request down: questions asked one by one at a terminal, else given as options."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import emit, option, pass_context, warn
from comptoir.cli.kit.amounts import shown
from comptoir.cli.kit.asking import ask, may_ask
from comptoir.cli.kit.invocation import DAY
from comptoir.cli.request.group import command, kind_of
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.requests.opening import Opened, Told
    from comptoir.requests.form import Question


@command.command("new")
@option("--form", "--formulaire", default="accueil", help="Formulaire de contacts/forms.")
@option("--channel", "--canal", default="phone",
        help="visite, téléphone, mél, courrier, site ou réseaux.")  # fmt: skip
@option("--kind", "--nature", default="", help="demande, réclamation ou "
        "litige ; le motif la dit souvent.")  # fmt: skip
@option("--contact", default="", metavar="C-…", help="Qui demande, si sa fiche est connue.")
@option("--caller", "--appelant", default="", help="Sinon, qui dit demander.")
@option("--answer", "--réponse", multiple=True, metavar="QUESTION=RÉPONSE",
        help="Réponse à une question du formulaire, autant de fois qu’il faut.")  # fmt: skip
@option("--owner", "--pour", default="", metavar="QUI", help="Qui s’en charge (moi par défaut).")
@option("--delay", "--délai", type=int, default=None, metavar="JOURS",
        help="Réponse promise sous tant de jours ouvrés.")  # fmt: skip
@option("--invoice", "--facture", default="", metavar="F-…", help="La facture dont il s’agit.")
@option("--on", "--le", type=DAY, default=None, help="Reçue ce jour-là (aujourd’hui par défaut).")
@pass_context
def new(
    ctx: Context,
    form: str,
    channel: str,
    kind: str,
    contact: str,
    caller: str,
    answer: tuple[str, ...],
    owner: str,
    delay: int | None,
    invoice: str,
    on: date | None,
) -> None:
    """Enregistrer une demande en suivant un formulaire d’accueil.

    Sur un terminal, les questions sont posées dans l’ordre, et le nom qui se tape cherche la fiche.
    Les relances de la facture contestée s’arrêtent le temps de répondre.
    """
    from comptoir.desk.requests import opening
    from comptoir.desk.requests.answering import channel_named

    told = opening.Told(
        form=form,
        channel=channel_named(channel),
        kind=kind_of(kind),
        contact=contact,
        caller=caller,
        owner=owner,
        delay=delay,
        invoice=invoice,
        received_on=on,
        answers=dict(_pair(one) for one in answer),
    )
    if may_ask():
        told = _asked(ctx, told)
    made = opening.new(ctx, told)
    emit(made, "\n".join(_opened(ctx, made)))


def _pair(given: str) -> tuple[str, str]:
    name, sign, value = given.partition("=")
    if not sign:
        raise click.UsageError(f"« {given} » : écrivez --réponse QUESTION=RÉPONSE.")
    return name.strip(), value


def _asked(ctx: Context, told: "Told") -> "Told":
    """Ask the questions of a form one by one, each answer checked at once."""
    from dataclasses import replace

    from comptoir.desk.project import load
    from comptoir.desk.requests import forms, opening
    from comptoir.requests.answers import Answers, answer

    project = load(ctx)
    form = forms.read_form(ctx, project, told.form)
    if not told.contact and not told.caller:
        told = _who(ctx, told)
    given = {**opening.usual(project, form, told), **told.answers}
    answers = Answers(form, opening.facts(ctx, told))
    for question in form.question:
        if not answers.asked(question):
            continue
        said = given.get(question.id) or _question(question)
        if said:
            answers.held[question.id] = answer(question, said)
            given[question.id] = said
    asked = {name: said for name, said in given.items() if name in answers.held}
    return replace(told, answers=asked)


def _who(ctx: Context, told: "Told") -> "Told":
    """Find who it is while the name is typed: propose the files that look alike."""
    from dataclasses import replace

    from comptoir.desk.requests import opening

    typed = ask("Qui est-ce ? (nom, mél ou téléphone ; vide si inconnu)")
    while typed:
        found = opening.who(ctx, typed)
        if not found:
            click.echo("  Aucune fiche de ce nom.", err=True)
            return replace(told, caller=typed)
        for number, one in enumerate(found, 1):
            where = f", {one.city}" if one.city else ""
            click.echo(f"  {number}. {one.reference}  {one.full_name}{where}", err=True)
        picked = ask("Numéro de la fiche, autre recherche, ou 0 pour personne de connu")
        if picked in ("", "0"):
            return replace(told, caller=typed)
        if picked.isdecimal() and int(picked) <= len(found):
            return replace(told, contact=found[int(picked) - 1].reference)
        typed = picked
    return told


def _question(question: "Question") -> str:
    """Ask one question until its answer is right; a required one until there is one."""
    from comptoir.requests.answers import answer

    if question.help:
        click.echo(f"  ({question.help})", err=True)
    for choice in question.choices:
        click.echo(f"  {choice.value.ljust(14)} {choice.label}", err=True)
    while True:
        said = ask(question.label)
        if not said and not question.required:
            return ""
        try:
            if said:
                answer(question, said)
                return said
            click.echo("  Cette réponse est nécessaire.", err=True)
        except ValueError as error:
            said = str(error)
            click.echo(f"  {said}{'' if said.endswith('?') else '.'}", err=True)


def _opened(ctx: Context, made: "Opened") -> Iterator[str]:
    yield made.number
    kind, state = made.kind.french.capitalize(), made.state.french
    what = f"{kind} à l’état « {state} », en charge : {made.owner}"
    yield what + (f", réponse promise le {french_date(made.due_on)}" if made.due_on else "")
    if made.held:
        yield f"La facture {made.held} n’est plus relancée d’ici la réponse."
    if made.message:
        mailed = f", et un courriel pour {made.sent_to}" if made.sent_to else ""
        yield f"Message à remettre : {shown(ctx, made.message)}{mailed}"
    if made.notice:
        yield f"À dire à la personne : {made.notice}"
    for one in made.like:
        warn(f"Est-ce {one.reference} {one.full_name} ? Sinon, rien à faire.")


@command.command("pull")
@pass_context
def pull(ctx: Context) -> None:
    """Faire une demande de chaque message reçu par les formulaires du site."""
    from comptoir.desk.requests import from_inbox

    made = from_inbox.pull(ctx)
    lines = [f"{one.number}  ({one.entry})" for one in made]
    lines.append(f"{plural(len(made), 'message repris', 'messages repris')}.")
    emit({"requests": made}, "\n".join(lines))
