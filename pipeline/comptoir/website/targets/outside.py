"""Run rsync and sftp, the system's own, and say in French what they could not do."""

import subprocess
from collections.abc import Collection, Iterable, Sequence

from comptoir.errors import InputError, OutsideError, Place

PATIENCE = 20  # seconds to reach a machine
SSH = ("ConnectTimeout", str(PATIENCE))
# What ssh, rsync and sftp say, by the words they have in common → what happened, what to do.
SAID = (
    ("could not resolve", "cette machine n’existe pas, ou le réseau est coupé",
     "Vérifiez son nom, et la connexion."),
    ("connection refused", "la machine refuse la connexion",
     "Vérifiez son nom et le port : elle doit accepter ssh."),
    ("timed out", "la machine ne répond pas", "Vérifiez son nom, et la connexion."),
    ("timeout", "la machine ne répond pas", "Vérifiez son nom, et la connexion."),
    ("no route to host", "la machine ne peut pas être jointe", "Vérifiez la connexion."),
    ("unreachable", "la machine ne peut pas être jointe", "Vérifiez la connexion."),
    ("host key verification failed", "la machine n’est pas encore connue de celle-ci",
     "Connectez-vous une fois par ssh, et acceptez sa clé après l’avoir vérifiée."),
    ("remote host identification has changed", "la machine n’a plus la même clé qu’avant",
     "Demandez à l’hébergeur si c’est voulu avant d’accepter la nouvelle."),
    ("permission denied (p", "la machine ne vous laisse pas entrer",
     "Déposez-y votre clé ssh : ssh-copy-id user@machine."),
    ("permission denied (k", "la machine ne vous laisse pas entrer",
     "Déposez-y votre clé ssh : ssh-copy-id user@machine."),
    ("unknown module", "ce module rsync n’existe pas sur la machine", "Vérifiez l’adresse."),
    ("auth failed", "la machine ne vous laisse pas entrer", "Vérifiez votre nom et votre clé."),
    ("permission denied", "vous n’avez pas le droit d’écrire dans ce dossier",
     "Donnez un autre dossier, ou demandez ce droit à l’hébergeur."),
    ("no space left", "le disque de la machine est plein", "Libérez-y de la place."),
    ("disk quota", "votre quota de disque y est atteint", "Libérez-y de la place."),
    ("read-only file system", "ce disque est en lecture seule", "Donnez un autre dossier."),
    ("no such file or directory", "ce dossier n’existe pas sur la machine",
     "Créez celui qui doit contenir le site, ou corrigez l’adresse."),
    ("rsync: command not found", "rsync n’est pas installé sur la machine",
     "Publiez par sftp://, ou installez rsync là-bas."),
    ("connection closed", "la machine a coupé la connexion",
     "Vérifiez l’adresse et la clé ssh."),
)  # fmt: skip


Done = subprocess.CompletedProcess[str]


def run(command: Sequence[str], *, given: str | None = None, install: str) -> str:
    """Run a program, and return what it printed.

    Args:
        command: the program and its arguments; no shell reads them.
        given: what it reads.
        install: what to do when it is not installed, in French.

    Raises:
        InputError: it is not installed.
        OutsideError: it did not end well.
    """
    done = attempt(command, given=given, install=install)
    if done.returncode:
        raise failure(command, done)
    return done.stdout


def attempt(command: Sequence[str], *, given: str | None = None, install: str) -> Done:
    """Run a program, however it ends."""
    try:
        return subprocess.run(  # noqa: S603 — no shell
            command, input=given, capture_output=True, text=True, check=False, errors="replace"
        )
    except FileNotFoundError as error:
        raise InputError(
            f"{_name(command)} n’est pas installé sur cette machine.", remedy=install
        ) from error


def failure(command: Sequence[str], done: Done) -> OutsideError:
    found, remedy = why(done.stderr, done.returncode)
    return OutsideError(
        f"{_name(command)} n’a pas pu aller jusqu’au bout : {found}.",
        remedy=f"{remedy} Puis relancez : ce qui manque sera repris.",
    )


def refuse_others(names: Iterable[str], *, ours: Collection[str], shown: str) -> None:
    """Refuse a folder where there is something, and nothing that a publication left.

    Raises:
        InputError: its files are someone else's.
    """
    there = set(names) - {".", ".."}
    if there and there.isdisjoint(ours):
        raise InputError(
            "ce dossier n’est pas vide, et Comptoir ne l’a pas écrit.",
            remedy="Videz-le, ou donnez un autre dossier avec --to.",
            at=Place(shown),
        )


def _name(command: Sequence[str]) -> str:
    return command[0].rpartition("/")[2]


def why(said: str, code: int) -> tuple[str, str]:
    """Return what happened and what to do, of what a program said.

    >>> why("ssh: connect to host x port 22: Connection refused", 255)[0]
    'la machine refuse la connexion'
    >>> why("?", 12)[0]
    'code 12'
    """
    low = said.lower()
    for words, found, remedy in SAID:
        if words in low:
            return found, remedy
    return f"code {code}", "Vérifiez l’adresse, la clé ssh et les droits."
