"""`comptoir campaign models` and `new`: begin a mailing, from a model of letter or from nothing."""

import textwrap
from typing import TYPE_CHECKING

import click

from comptoir.cli.campaign.group import command, english_channel, name_argument
from comptoir.cli.kit import emit, option, pass_context, say, table
from comptoir.cli.kit.asking import ask, may_ask
from comptoir.context import Context
from comptoir.errors import InputError

if TYPE_CHECKING:
    from comptoir.desk.campaign_writing import Asked, Writer, Written

NOTHING = "aucun : une page blanche"


@command.command("models")
@pass_context
def models(ctx: Context) -> None:
    """Lister les modèles de lettres, et quand les employer."""
    from comptoir.desk.campaign_writing import Writer

    found = Writer(ctx).offered()
    rows = [(one.name, one.title, textwrap.shorten(one.use, 70, placeholder=" …")) for one in found]
    emit({"models": found}, lambda: table(("Modèle", "Titre", "Quand l’employer"), rows))


@command.command("new")
@name_argument
@option("--title", "--titre", default="", metavar="TEXTE", help="Son titre.")
@option("--model", "--modèle", default="", metavar="MODÈLE",
        help="Un modèle de lettre (comptoir campagne modèles).")  # fmt: skip
@option("--set", "--dire", "said", multiple=True, metavar="CHAMP=MOTS",
        help="Ce que dit un champ du modèle ; peut se répéter.")  # fmt: skip
@option("--channel", "--canal", "channels", multiple=True, metavar="CANAL",
        help="Un canal, par ordre de préférence ; peut se répéter.")  # fmt: skip
@option("--segment", default="", metavar="SEGMENT", help="À qui : un segment.")
@option("--purpose", "--finalité", default="", metavar="ID",
        help="Pour quoi : une finalité de legal/processing.toml.")  # fmt: skip
@option("--owner", "--responsable", default="", metavar="RÔLE", help="Qui s’en occupe.")
@pass_context
def new(
    ctx: Context, name: str, title: str, model: str, said: tuple[str, ...],
    channels: tuple[str, ...], segment: str, purpose: str, owner: str,
) -> None:  # fmt: skip
    """Commencer un envoi : demande ce qu’il faut savoir, puis écrit un brouillon commenté."""
    from comptoir.desk.campaign_writing import Asked, Writer

    writer = Writer(ctx)
    name = writer.name_of(name)  # refused before any question
    asked = Asked(
        title=title or ask("Titre de l’envoi") or name.replace("-", " ").capitalize(),
        model=model,
        channels=tuple(english_channel(one) for one in channels),
        segment=segment,
        purpose=purpose,
        owner=owner,
        said=dict(map(_pair, said)),
    )
    if may_ask():
        asked = _completed(writer, asked)
    done = writer.write(name, asked)
    emit(done, "\n".join(_lines(done)))


def _pair(text: str) -> tuple[str, str]:
    field, found, words = text.partition("=")
    if not found or not field.strip():
        raise InputError(
            f"« {text} » n’est pas un champ et ses mots.",
            remedy='Écrivez --set meeting.date="samedi 5 décembre 2026".',
        )
    return field.strip(), words.strip()


def _completed(writer: "Writer", asked: "Asked") -> "Asked":
    """Ask for what was not given."""
    from dataclasses import replace

    if not asked.model:
        known = {one.name: f"{one.title} : {one.use}" for one in writer.offered()}
        asked = replace(asked, model=_chosen("De quel modèle partir ?", {"": NOTHING, **known}))
    if asked.model:
        fields = dict(asked.said)
        for field, sentence in writer.to_say(asked.model):
            if field not in fields and (words := ask(f"{sentence}\n  {field}")):
                fields[field] = words
        asked = replace(asked, said=fields)
    if not asked.segment:
        asked = replace(asked, segment=_chosen("À qui ?", writer.segments))
    usual = writer.usual_purpose(asked.model)
    if not asked.purpose and not usual:
        asked = replace(asked, purpose=_chosen("Pour quoi ?", writer.purposes))
    return asked


def _chosen(question: str, answers: dict[str, str]) -> str:
    """Ask for one of several, by its number; nothing when there is none to choose."""
    if not answers:
        return ""
    say(question)
    for number, (name, french) in enumerate(answers.items(), start=1):
        say(f"  {number:>2}. {french}" + (f"  [{name}]" if name else ""))
    number = click.prompt("Numéro", type=click.IntRange(1, len(answers)), err=True)
    return list(answers)[int(number) - 1]


def _lines(done: "Written") -> list[str]:
    lines = [f"Envoi écrit : {done.path}"]
    if done.to_choose:
        lines.append(f"Reste à choisir, en tête : {', '.join(done.to_choose)}.")
    if done.to_say:
        lines.append(f"Reste à écrire, dans le texte : {', '.join(done.to_say)}.")
    lines.append(f"Le relire : comptoir campagne vérifier {done.name}")
    return [*lines, f"Le voir : comptoir campagne aperçu {done.name}"]
