"""`comptoir backup`."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, confirm, emit, finish, invocation, noun, option, pass_context
from comptoir.context import Context
from comptoir.errors import InputError
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.backups import Backup, Trial

FILE = click.Path(path_type=Path)
VARIABLE = "COMPTOIR_BACKUP_PASSPHRASE"


@noun()
def command() -> None:
    """Sauvegarder la base, les documents et les secrets ; essayer une sauvegarde ; restaurer."""


def _passphrase(*, twice: bool = False) -> str:
    """Return the recovery passphrase: of the environment, else asked, never on the command line."""
    if given := os.environ.get(VARIABLE):
        return given
    if not invocation.current().may_ask:
        raise InputError(
            "il manque la phrase de secours.",
            remedy=f"Lancez la commande dans un terminal, ou donnez-la par {VARIABLE}.",
        )
    label = "Phrase de secours"
    return str(click.prompt(label, hide_input=True, err=True,
                            confirmation_prompt="Encore une fois" if twice else False))  # fmt: skip


_with_key = option(
    "--key",
    "--clé",
    type=FILE,
    default=None,
    metavar="FICHIER",
    help="Fichier d’une clé secrète age, plutôt que la phrase de secours.",
)


def _opened_by(key: Path | None) -> dict[str, str]:
    if key is None:
        return {"passphrase": _passphrase()}
    from comptoir.desk.leaving import identity_in

    return {"identity": identity_in(key)}


@command.command("create")
@option("--in", "--dans", "folder", type=FILE, default=None, metavar="DOSSIER",
        help="Où l’écrire : un disque à part, une clé. Par défaut, var/backups.")  # fmt: skip
@option("--to", "--pour", multiple=True, metavar="CLÉ",
        help="Qui d’autre pourra l’ouvrir : age1…, ou un nom de [exports.recipients].")  # fmt: skip
@option("--keep", "--garder", type=click.IntRange(1, 1000), default=None, metavar="N",
        help="N’en garder que tant, les plus récentes.")  # fmt: skip
@pass_context
def create(ctx: Context, folder: Path | None, to: tuple[str, ...], keep: int | None) -> None:
    """Écrire une sauvegarde chiffrée, sous une phrase de secours.

    La base, les documents, les envois et les secrets de var/ ; le site et les réglages sont dans le
    dépôt. La phrase ne se retrouve pas : gardez-la sur papier, ailleurs.
    """
    from comptoir.desk import backups
    from comptoir.desk.leaving import recipients

    keys = recipients(ctx, to)
    made = backups.create(ctx, to=folder, passphrase=_passphrase(twice=True), recipients=keys,
                          keep=keep or 0)  # fmt: skip
    emit(made, "\n".join(_made(made)))


def _made(made: "Backup") -> Iterator[str]:
    yield f"{plural(made.files, 'fichier')}, {made.size / 1e6:.1f} Mo".replace(".", ",") + " :"
    yield made.path
    yield f"Sceau des chaînes : {made.seal}"
    if made.removed:
        gone = ("sauvegarde ancienne effacée", "sauvegardes anciennes effacées")
        yield f"{plural(len(made.removed), *gone)}."
    if made.same_disk:
        yield "Elle est sur le même disque que la base : copiez-la ailleurs (--in)."
    yield "Essayez-la : comptoir sauvegarde contrôler FICHIER"


@command.command("verify")
@argument("file", label="fichier", type=FILE)
@_with_key
@pass_context
def verify(ctx: Context, file: Path, key: Path | None) -> None:
    """Restaurer une sauvegarde à part, comparer tout, puis l’oublier ; l’essai est noté."""
    from comptoir.desk import backups

    trial = backups.verify(ctx, file, **_opened_by(key))
    emit(trial, "\n".join(_tried(trial)))
    if trial.faults:
        finish(1)


def _tried(trial: "Trial") -> Iterator[str]:
    yield f"Sauvegarde du {trial.manifest.made_at}, {trial.manifest.organisation}"
    if trial.faults:
        yield from (f"  {fault}" for fault in trial.faults)
        yield "Cette sauvegarde n’est pas entière."
        return
    count = plural(trial.files, "fichier intact", "fichiers intacts")
    yield f"  {count} ; base entière, chaînes justes."


@command.command("restore")
@argument("file", label="fichier", type=FILE)
@_with_key
@pass_context
def restore(ctx: Context, file: Path, key: Path | None) -> None:
    """Remettre une sauvegarde dans un projet sans base : un clone neuf du dépôt.

    Avec COMPTOIR_DATABASE_URL, la base revient dans PostgreSQL : c’est aussi la façon d’y passer.
    """
    from comptoir.desk import backups

    if not confirm(f"Restaurer {file.name} dans {ctx.root} ?"):
        emit({"restored": False}, "Rien n’est restauré.")
        return
    trial = backups.restore(ctx, file, **_opened_by(key))
    emit(
        trial,
        "\n".join((
            *_tried(trial),
            "Tout est remis dans var/. Refaites ce qui a suivi cette sauvegarde, et d’abord les "
            "effacements demandés par des personnes.",
        )),
    )  # fmt: skip
