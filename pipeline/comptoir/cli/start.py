"""The way in: `comptoir`, and `python -m comptoir`."""

import gc
import gettext
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from comptoir import __version__
from comptoir.cli.kit import failures, invocation
from comptoir.cli.kit.commands import HELP, SETTINGS, Root

GARBAGE = 50_000  # objects between two collections: those of an import are kept anyway
LOCALE = Path(__file__).parents[1] / "locale"


def speak_french() -> None:
    """Point click's messages at our catalogue, whatever the machine's language."""
    os.environ["LANGUAGE"] = "fr"
    gettext.bindtextdomain("comptoir", LOCALE)
    gettext.textdomain("comptoir")


@click.group(cls=Root, invoke_without_command=True, context_settings=SETTINGS)
@click.version_option(
    __version__, "--version", message="comptoir %(version)s", help="Montrer la version et finir."
)
@click.pass_context
def root(ctx: click.Context) -> None:
    """L’accueil d’une petite organisation : site, contacts, courriers, ventes et journal.

    Chaque commande a un nom français et un nom anglais (entre parenthèses), qui font de même.
    « comptoir COMMANDE --help » explique une commande.
    """
    if ctx.invoked_subcommand is None:
        from comptoir.cli.due import show_day

        show_day(invocation.make_context(invocation.of(ctx)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(GARBAGE, 20, 20)  # a start without it takes 25 ms more
    speak_french()
    given = sys.argv[1:] if arguments is None else list(arguments)
    sys.exit(failures.run(root, given))


__all__ = ["HELP", "main", "root", "speak_french"]
