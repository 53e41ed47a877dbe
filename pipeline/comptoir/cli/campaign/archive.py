"""`comptoir campaign archive`: a mailing that left, on the site."""

from typing import TYPE_CHECKING

from comptoir.cli.campaign.group import command, name_argument
from comptoir.cli.kit import emit, pass_context
from comptoir.cli.kit.amounts import shown
from comptoir.context import Context
from comptoir.text import french_list

if TYPE_CHECKING:
    from comptoir.desk.campaign_archive import Archived


@command.command("archive")
@name_argument
@pass_context
def archive(ctx: Context, name: str) -> None:
    """Mettre en ligne un envoi déjà parti : écrire sa page, sans rien de personnel.

    La page est un fichier de content/lettres/, à relire puis à publier comme les autres. `envoyer`
    l’écrit de lui-même quand l’en-tête de l’envoi dit archive: true et que plus personne n’attend.
    """
    from comptoir.desk import campaign_archive

    done = campaign_archive.archive(ctx, name)
    emit(archived_data(ctx, done), "\n".join(archived_lines(ctx, done)))


def archived_data(ctx: Context, done: "Archived") -> dict[str, object]:
    return {
        "campaign": done.campaign,
        "path": shown(ctx, done.path),
        "url": done.url,
        "before": done.before,
        "left_out": done.left_out,
    }


def archived_lines(ctx: Context, done: "Archived") -> list[str]:
    if done.before:
        return [f"Page déjà écrite, laissée telle quelle : {shown(ctx, done.path)} ({done.url})."]
    lines = [f"Page écrite : {shown(ctx, done.path)}, pour l’adresse {done.url}."]
    if done.left_out:
        where = "la ligne" if len(done.left_out) == 1 else "les lignes"
        lines.append(
            f"Ce qui parle à une seule personne n’y est pas : voyez {where} "
            f"{french_list(map(str, done.left_out))} de l’envoi."
        )
    lines.append("Relisez-la, puis publiez le site : le lien « voir en ligne » y mène.")
    return lines
