"""`comptoir campaign docx`: letters for a word processor."""

from pathlib import Path

import click

from comptoir.cli.campaign.group import command, name_argument
from comptoir.cli.campaign.words import some
from comptoir.cli.kit import argument, emit, option, pass_context
from comptoir.cli.kit.amounts import shown
from comptoir.context import Context
from comptoir.text import plural


@command.command("docx")
@name_argument
@argument("model", label="modèle", type=click.Path(path_type=Path))
@option("--each", "--chacun", is_flag=True, help="Un document par personne.")
@option("--posted", "--postées", is_flag=True, help="Noter partis les courriers préparés.")
@pass_context
def docx(ctx: Context, name: str, model: Path, each: bool, posted: bool) -> None:
    """Fusionner un modèle Word (.docx) pour les destinataires d’un envoi.

    Ses champs de fusion (MERGEFIELD) s’appellent Prénom, Nom, Politesse, Adresse, Objet, Date,
    Mentions… ou comme dans un envoi : contact.first_name.
    """
    from comptoir.desk import office_letters

    done = office_letters.merge(ctx, name, model, each=each, posted=posted)
    lines = [
        f"{plural(done.count, 'lettre')} d’après {done.model}.",
        f"Champs : {', '.join(done.fields) or 'aucun'}.",
    ]
    if done.bad_addresses:
        count = plural(len(done.bad_addresses), "adresse")
        lines.append(f"{count} à corriger, laissées de côté : {some(done.bad_addresses)}.")
    if posted:
        lines.append(f"{plural(done.left, 'lettre notée partie', 'lettres notées parties')}.")
    else:
        lines.append("L’envoi n’en tient pas le compte : --postées les note parties.")
    path = done.paths[0].parent if each else done.paths[0]
    emit(done, "\n".join([*lines, f"  {shown(ctx, path)}"]))
