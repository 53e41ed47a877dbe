"""`comptoir campaign call`: what the calls of a mailing came to."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.campaign.group import command
from comptoir.cli.kit import argument, emit, option, pass_context, warn
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.errors import InputError
from comptoir.text import plural

if TYPE_CHECKING:
    from comptoir.desk.calls.results import Recorded


@command.command("call")
@argument("reference", label="appel", required=False, default="")
@argument("result", label="résultat", required=False, default="")
@option("--file", "--fichier", "path", type=click.Path(path_type=Path, dir_okay=False),
        metavar="FICHIER", help="Relire une feuille d’appels remplie (CSV, XLSX…).")  # fmt: skip
@option("--note", default="", help="Ce que la personne a dit, gardé sur sa fiche.")
@option("--back", "--rappeler-le", "back_on", type=DAY, help="Le jour où la rappeler.")
@option("--at", "--le", type=click.DateTime(["%Y-%m-%dT%H:%M"]), metavar="2026-11-30T10:15",
        help="Quand l’appel a eu lieu ; maintenant par défaut.")  # fmt: skip
@pass_context
def call(
    ctx: Context,
    reference: str,
    result: str,
    path: Path | None,
    note: str,
    back_on: date | None,
    at: datetime | None,
) -> None:
    """Noter ce qu’un appel a donné : joint, absent, rappeler, refus ou faux numéro.

    « refus » : la personne ne veut plus être appelée ; c’est une opposition, notée aussitôt. Qui
    écoute et décline l’offre est « joint ». L’absent et celui à rappeler seront sur la prochaine
    feuille (comptoir campagne envoyer … --canal téléphone).
    """
    from comptoir.campaigns.calls import result_named
    from comptoir.desk.calls import results

    if bool(path) == bool(reference) or (path and (note or back_on or at)) or (
        reference and not result
    ):  # fmt: skip
        raise InputError(
            "il faut la référence d’un appel et son résultat, ou --file (--fichier) seul.",
            remedy="Par exemple : comptoir campagne appeler T-000012 joint.",
        )
    if path:
        done = results.read_sheet(ctx, path)
    else:
        moment = ctx.moment(at) if at else ctx.now()
        called = results.Called(
            reference=reference, result=result_named(result), at=moment, back_on=back_on, note=note
        )
        done = results.record(ctx, called)
    emit(_data(done), "\n".join(_lines(done)))
    for told in done.warnings:
        warn(told)


def _data(done: "Recorded") -> dict[str, object]:
    return {
        "results": {one.name.lower(): count for one, count in done.results.items()},
        "objections": done.objections,
        "known": done.known,
        "empty": done.empty,
        "again_on": done.again_on,
        "warnings": done.warnings,
    }


def _lines(done: "Recorded") -> list[str]:
    total = sum(done.results.values())
    said = ", ".join(f"{count} {one.french}" for one, count in done.results.items())
    lines = [f"{plural(total, 'appel noté', 'appels notés')} : {said}." if total
             else "Aucun nouvel appel à noter."]  # fmt: skip
    if done.objections:
        lines.append(
            f"{plural(done.objections, 'opposition notée', 'oppositions notées')} : "
            "plus d’appel de ce genre."
        )
    if done.known:
        lines.append(f"{plural(done.known, 'ligne déjà notée', 'lignes déjà notées')}.")
    if done.empty:
        lines.append(f"{plural(done.empty, 'ligne')} sans résultat.")
    if done.again_on:
        lines.append(
            "Quatre appels en trente jours : plus aucun avant le "
            f"{french_date(done.again_on, weekday=True)}."
        )
    return lines
