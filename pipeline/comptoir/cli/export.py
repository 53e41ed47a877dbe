"""`comptoir export`."""

from pathlib import Path

import click

from comptoir.cli.kit import argument, emit, noun, option, pass_context
from comptoir.context import Context

FILE = click.Path(path_type=Path)


@noun()
def command() -> None:
    """Chiffrer un fichier pour qui le reçoit, ouvrir celui que l’on a reçu."""


@command.command("key")
@pass_context
def key(ctx: Context) -> None:
    """Créer la clé qui ouvre les exports reçus ; elle reste sur cette machine."""
    from comptoir.desk import leaving

    recipient = leaving.make_key(ctx)
    emit(
        {"recipient": recipient},
        "La clé secrète est dans var/secrets.toml : gardez-en une copie hors de cette machine.\n"
        "Donnez cette clé publique à qui vous envoie des données :\n\n"
        f"{recipient}",
    )


@command.command("seal")
@argument("file", label="fichier", type=FILE)
@option("--to", "--pour", multiple=True, metavar="NOM",
        help="Pour qui : un nom de [exports.recipients], ou une clé age1…")  # fmt: skip
@option("--purpose", "--motif", default="", help="Pourquoi ces données sortent.")
@option("--out", "--sortie", type=FILE, default=None, metavar="CHEMIN",
        help="Où l’écrire ; dans var/exports par défaut.")  # fmt: skip
@pass_context
def seal(ctx: Context, file: Path, to: tuple[str, ...], purpose: str, out: Path | None) -> None:
    """Chiffrer (age) un fichier de var/ : un lot du comptable, des étiquettes, un bilan.

    L’envoi est noté au journal des accès, avec son motif et son destinataire.
    """
    from comptoir.desk import leaving

    path = leaving.seal(ctx, file, purpose=purpose, leaving=leaving.Leaving(to=to, out=out))
    emit(
        {"path": path},
        f"Fichier chiffré : {path}\nQui le reçoit l’ouvre par comptoir export ouvrir FICHIER.",
    )


@command.command("open")
@argument("file", label="fichier", type=FILE)
@option("--key", "--clé", type=FILE, default=None, metavar="FICHIER",
        help="Fichier de la clé secrète ; par défaut, celle de cette machine.")  # fmt: skip
@pass_context
def open_(ctx: Context, file: Path, key: Path | None) -> None:
    """Ouvrir un export chiffré (.age), écrit par Comptoir ou par age.

    Dans un projet, il s’ouvre dans var/exports, d’où il s’efface au bout de sept jours ; ailleurs,
    à côté du fichier reçu.
    """
    from comptoir.desk import leaving

    path = leaving.open_sealed(ctx, file, key=key)
    emit(
        {"path": path},
        f"Export ouvert : {path}\n"
        "Ce fichier contient des données personnelles : effacez-le après usage.",
    )
