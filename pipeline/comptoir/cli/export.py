"""`comptoir export`."""

from pathlib import Path

import click

from comptoir.cli.kit import argument, emit, noun, option, pass_context
from comptoir.context import Context

FILE = click.Path(path_type=Path)


@noun()
def command() -> None:
    """Ouvrir un export chiffré que l’on a reçu."""


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
