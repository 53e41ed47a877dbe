"""One contact at a time: add, edit, note."""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from comptoir.cli.contact.group import command
from comptoir.cli.kit import argument, asking, emit, option, pass_context, say, warn
from comptoir.context import Context
from comptoir.dates import short_date


def _identity_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say who a contact is, shared by add and edit."""
    options = (
        option("--last-name", "--nom", help="Nom de famille."),
        option("--first-name", "--prénom", help="Prénom."),
        option("--organisation", "--organisme", help="Organisme, si c’en est un."),
        option("--civility", "--civilité", help="Mme ou M., si la personne le souhaite."),
        option("--email", "--mél", help="Adresse mél."),
        option("--phone", "--téléphone", help="Téléphone fixe."),
        option("--mobile", "--portable", help="Téléphone portable."),
        option("--street", "--adresse", help="Numéro et rue."),
        option("--address-2", "--complément", help="Bâtiment, étage, lieu-dit."),
        option("--postcode", "--code-postal", help="Code postal, cinq chiffres en France."),
        option("--city", "--ville", help="Commune."),
        option("--country", "--pays", help="Pays, en deux lettres (FR par défaut)."),
        option("--birth-date", "--naissance", help="Date de naissance."),
        option("--source", "--origine", help="D’où vient ce contact."),
        option("--source-on", "--origine-le", help="Quand (aujourd’hui par défaut)."),
    )
    for one in reversed(options):
        function = one(function)
    return function


ASKED = (
    "last_name", "first_name", "organisation", "email", "phone", "mobile", "street", "postcode",
    "city", "role", "source",
)  # fmt: skip


@command.command("add")
@_identity_options
@option("--role", "--rôle", help="adhérent, client, prospect, donateur, bénévole…")
@option("--tags", "--étiquettes", help="Étiquettes, séparées par des virgules.")
@option("--reference", "--référence", help="Sa référence dans un autre fichier.")
@option("--anyway", "--quand-même", is_flag=True, help="Ajouter même s’il ressemble à quelqu’un.")
@pass_context
def add(ctx: Context, anyway: bool, **values: str | None) -> None:
    """Ajouter un contact. Sans option, chaque renseignement est demandé."""
    from comptoir.desk import contacts

    given = {name: text for name, text in values.items() if text is not None}
    if not given and asking.may_ask():
        given = _ask(ctx, ASKED, {})
    one = contacts.add(ctx, given, anyway=anyway)
    emit({"reference": one.reference}, f"Contact ajouté : {one.reference}  {one.full_name}")


def _ask(ctx: Context, names: Sequence[str], usual: Mapping[str, str]) -> dict[str, str]:
    from comptoir.desk import contact_edits

    say("Entrée pour passer ; un tiret (-) vide ce qui est écrit.")
    return asking.ask_each(
        contact_edits.asked_for(names),
        usual=usual,
        wrong=lambda name, text: contact_edits.wrong(name, text, ctx.today),
    )


@command.command("edit")
@argument("reference", label="contact")
@_identity_options
@option("--language", "--langue", help="Langue, en deux lettres.")
@option("--deceased-on", "--décès", help="Date du décès.")
@option("--role", "--rôle", default="", help="Ajouter un rôle.")
@option("--end-role", "--finir-rôle", default="", help="Clore un rôle ; l’histoire est gardée.")
@option("--tag", "--étiquette", default="", help="Ajouter des étiquettes.")
@option("--untag", "--ôter-étiquette", default="", help="Ôter des étiquettes.")
@option("--relation", default="", metavar="QUOI:C-…",
        help="foyer, employeur ou responsable légal, et la référence de l’autre.")  # fmt: skip
@option("--end-relation", "--finir-relation", default="", metavar="QUOI:C-…",
        help="Clore une relation.")  # fmt: skip
@option("--on", "--le", default="", help="Depuis ou jusqu’à quand (aujourd’hui par défaut).")
@pass_context
def edit(
    ctx: Context, reference: str, role: str, end_role: str, tag: str, untag: str, relation: str,
    end_relation: str, on: str, **values: str | None,
) -> None:  # fmt: skip
    """Modifier un contact : ce qui est donné change, une valeur vide efface. Sans option, chaque
    renseignement est proposé.
    """
    from comptoir.desk import contact_edits

    given = {name: text for name, text in values.items() if text is not None}
    change = contact_edits.Change(
        roles=role, end_role=end_role, tags=tag, untag=untag, relate=relation,
        unrelate=end_relation, on=on,
    )  # fmt: skip
    if not given and change == contact_edits.Change() and asking.may_ask():
        names = [name for name in ASKED if name != "role"]
        held = contact_edits.known(ctx, reference)
        given = _ask(ctx, names, {name: str(getattr(held, name) or "") for name in names})
    done = contact_edits.edit(ctx, reference, given, change)
    name = f"{done.contact.reference}  {done.contact.full_name}"
    lines = [f"{name} : {'modifié' if done.changes else 'rien à changer'}."]
    emit(done, "\n".join([*lines, *(f"  {one}" for one in done.changes)]))


@command.command("note")
@argument("reference", label="contact")
@argument("text", label="note", nargs=-1)
@pass_context
def note(ctx: Context, reference: str, text: tuple[str, ...]) -> None:
    """Noter quelque chose sur un contact ; « comptoir contact noter C-… < note.md » lit un fichier.

    « À rappeler le 12/12/2026 », « relancer dans 2 semaines » inscrivent un rappel aux échéances ;
    #mot ajoute une étiquette. Une note ne se modifie pas : une autre la corrige. La personne peut
    la lire : n’y mettez que des faits.
    """
    from comptoir.desk import contact_edits

    done = contact_edits.note(ctx, reference, " ".join(text) or _typed_note())
    lines = [f"Note ajoutée à {done.reference}."]
    if done.follow_up_on:
        lines.append(f"  rappel le {short_date(done.follow_up_on)}")
    if done.tags:
        lines.append(f"  étiquettes : {', '.join(done.tags)}")
    if done.sensitive:
        told = ", ".join(done.sensitive)
        warn(f"cette note semble parler de {told} : ne gardez que ce qui est nécessaire, avec "
             "l’accord de la personne (RGPD, art. 9).")  # fmt: skip
    emit(done, "\n".join(lines))


def _typed_note() -> str:
    if asking.may_ask():
        return str(click.prompt("Note", err=True))
    return "" if sys.stdin is None or sys.stdin.isatty() else sys.stdin.read()
