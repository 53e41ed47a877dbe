"""`comptoir inbox`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table
from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.inbox import Pulled
    from comptoir.store.inbox import Received

KINDS = {"form": "message", "rights": "droits", "stop": "arrêt", "confirm": "confirmation"}


@noun()
def command() -> None:
    """Prendre ce que le public envoie par les formulaires du site, et y répondre."""


@command.command("key")
@pass_context
def key(ctx: Context) -> None:
    """Créer la clé qui ouvre ce que le site reçoit ; elle reste sur cette machine."""
    from comptoir.desk import inbox

    recipient = inbox.make_key(ctx)
    emit(
        {"recipient": recipient},
        "La clé secrète est dans var/secrets.toml : gardez-en une copie hors de cette machine.\n"
        "Ajoutez ceci à comptoir.toml, ici et sur l’hébergement des formulaires :\n\n"
        f'[web]\nrecipient = "{recipient}"',
    )


@command.command("pull")
@option("--from", "--de", "folder", type=click.Path(path_type=Path), default=None,
        metavar="DOSSIER", help="Où sont les envois ; par défaut, inbox de [web].")  # fmt: skip
@pass_context
def pull(ctx: Context, folder: Path | None) -> None:
    """Prendre les envois reçus : arrêts et accords valent aussitôt, le reste attend une réponse."""
    from comptoir.desk import inbox

    told = inbox.pull(ctx, folder)
    emit(told, "\n".join(_lines(told)))


def _lines(told: "Pulled") -> list[str]:
    counts = (
        (told.messages, ("message", "messages")),
        (told.rights, ("demande de droits", "demandes de droits")),
        (told.agreements, ("accord confirmé", "accords confirmés")),
        (told.stops, ("arrêt enregistré", "arrêts enregistrés")),
    )
    said = ", ".join(plural(count, *what) for count, what in counts if count)
    lines = [f"Reçu : {said}." if said else "Rien de nouveau."]
    if told.asked:
        mails = plural(told.asked, "courriel demande", "courriels demandent")
        lines.append(f"{mails} confirmation.")
    if told.unknown:
        links = plural(told.unknown, "lien ne mène", "liens ne mènent")
        lines.append(f"{links} à personne : message d’un autre projet, ou clé perdue.")
    for at in told.unread:
        lines.append(f"{at.path}, ligne {at.line} : illisible, gardée telle quelle.")
    if told.messages or told.rights:
        lines.append("Voyez-les : comptoir réception lister")
    return lines


@command.command("list")
@pass_context
def list_(ctx: Context) -> None:
    """Lister ce qui attend une réponse, du plus ancien au plus récent."""
    from comptoir.desk import inbox
    from comptoir.desk.project import load

    found, project = inbox.waiting(ctx), load(ctx)
    rows = [
        (one.reference, short_date(ctx.day_of(one.at)), KINDS[one.kind], one.form,
         short_date(inbox.due_on(ctx, project, one)))
        for one in found
    ]  # fmt: skip
    emit(
        [_shown(one) for one in found],
        table(("Numéro", "Reçu le", "Sorte", "Formulaire", "À répondre le"), rows)
        if rows
        else "Rien n’attend.",
    )


@command.command("show")
@argument("reference", label="numéro")
@pass_context
def show(ctx: Context, reference: str) -> None:
    """Montrer un envoi et ce qui en a été fait."""
    from comptoir.desk import inbox
    from comptoir.desk.project import load

    one = inbox.show(ctx, reference)
    by = short_date(inbox.due_on(ctx, load(ctx), one))
    lines = [f"{one.reference}, {KINDS[one.kind]} reçu le {short_date(ctx.day_of(one.at))}"]
    lines += [f"  {name} : {value}" for name, value in one.said.items()]
    for told in one.agreements:
        state = "confirmé" if one.confirmed_at else "à confirmer par la personne"
        lines.append(f"  accord « {told['wording']} » : {state}")
    lines.append(f"Clos : {one.answer}." if one.closed_at else
                 f"À répondre avant le {by}.")  # fmt: skip
    emit(_shown(one) | {"said": dict(one.said), "agreements": list(one.agreements)},
         "\n".join(lines))  # fmt: skip


@command.command("close")
@argument("reference", label="numéro")
@option("--answer", "--réponse", default="", help="Ce qui a été fait.")
@pass_context
def close(ctx: Context, reference: str, answer: str) -> None:
    """Clore un envoi, une fois la réponse donnée."""
    from comptoir.desk import inbox

    one = inbox.close(ctx, reference, answer=answer)
    emit(_shown(one), f"{one.reference} est clos : {one.answer}.")


def _shown(one: "Received") -> dict[str, object]:
    return {
        "reference": one.reference, "kind": one.kind, "form": one.form, "at": one.at,
        "contact_id": one.contact_id, "closed_at": one.closed_at, "answer": one.answer,
    }  # fmt: skip
