"""`comptoir theme`."""

from comptoir.cli.kit import argument, emit, noun, pass_context, table
from comptoir.context import Context


@noun()
def command() -> None:
    """Adapter l’apparence : gabarits, feuille de style, modèles de lettres."""


@command.command("list")
@pass_context
def list_(ctx: Context) -> None:
    """Lister les fichiers du thème, et dire lesquels le projet a changés."""
    from comptoir.desk import themes

    files = themes.files(ctx)
    emit(
        files, lambda: table(["Fichier", ""], [(f.name, "à vous" if f.own else "") for f in files])
    )


@command.command("eject")
@argument("file", label="fichier")
@pass_context
def eject(ctx: Context, file: str) -> None:
    """Copier un fichier du thème dans le projet, pour le changer.

    Un gabarit peut aussi compléter celui du thème sans le copier :
    {% extends "!theme/base.html" %} en première ligne.
    """
    from comptoir.desk import themes

    path = themes.eject(ctx, file)
    shown = path.relative_to(ctx.root).as_posix()
    emit({"file": shown}, f"{shown} est à vous : ce qui y change remplace le thème.")
