"""`comptoir campaign labels` and `envelopes`: the addresses of a mailing, alone."""

from typing import TYPE_CHECKING

import click

from comptoir.cli.campaign.group import command, name_argument
from comptoir.cli.campaign.words import some
from comptoir.cli.kit import emit, option, pass_context
from comptoir.cli.kit.amounts import shown
from comptoir.context import Context
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.addressing import Addressed


@command.command("labels")
@name_argument
@option("--format", "format_", default="3x8", metavar="FORMAT",
        help="3x8 (70 × 37 mm, par défaut), 3x7 (63,5 × 38,1), 2x7 (99,1 × 38,1), "
        "2x8 (99,1 × 33,9).")  # fmt: skip
@option("--skip", "--sauter", type=click.IntRange(min=0), default=0, metavar="N",
        help="Étiquettes déjà prises sur la première planche.")  # fmt: skip
@pass_context
def labels(ctx: Context, name: str, format_: str, skip: int) -> None:
    """Imprimer les étiquettes d’adresse d’un envoi, sur planches A4."""
    from comptoir.desk import addressing

    done = addressing.labels(ctx, name, format=format_, skip=skip)
    said = f"{plural(done.count, 'étiquette')} sur {plural(done.sheets, 'planche')} {format_}."
    emit(done, "\n".join(_lines(ctx, done, said)))


@command.command("envelopes")
@name_argument
@option("--format", "format_", default="dl", metavar="FORMAT",
        help="dl (110 × 220 mm, par défaut) ou c5 (162 × 229 mm).")  # fmt: skip
@pass_context
def envelopes(ctx: Context, name: str, format_: str) -> None:
    """Imprimer les enveloppes d’un envoi, une par page."""
    from comptoir.desk import addressing

    done = addressing.envelopes(ctx, name, format=format_)
    said = f"{plural(done.count, 'enveloppe')} {format_.upper()}."
    emit(done, "\n".join(_lines(ctx, done, said)))


def _lines(ctx: Context, done: "Addressed", said: str) -> list[str]:
    whose = (
        "Les destinataires des lettres préparées, par code postal."
        if done.prepared
        else "Les lettres ne sont pas préparées : ce sont les destinataires d’aujourd’hui."
    )
    lines = [said, whose]
    if done.bad_addresses:
        count = plural(len(done.bad_addresses), "adresse")
        lines.append(f"{count} à corriger, laissées de côté : {some(done.bad_addresses)}.")
    lines.append("Imprimez à 100 %, sans « ajuster à la page ».")
    return [*lines, f"  {shown(ctx, done.path)}"]
