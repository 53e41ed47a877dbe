"""The register of the mail: what came in, what went out, registered letters."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, emit, finish, option, pass_context, table, warn
from comptoir.cli.kit.invocation import DAY
from comptoir.cli.mail.returns import command
from comptoir.context import Context
from comptoir.dates import short_date

if TYPE_CHECKING:
    from comptoir.store.register import Item

FILE = click.Path(path_type=Path)
CHANNELS = {"post": "courrier", "registered": "recommandé", "email": "mél", "hand": "main propre"}
WAYS = {"in": "arrivé", "out": "départ"}


@command.command("register")
@option("--in", "--arrivée", "inward", is_flag=True, help="Seulement ce qui est arrivé.")
@option("--out", "--départ", "outward", is_flag=True, help="Seulement ce qui est parti.")
@option("--waiting", "--à-voir", is_flag=True, help="Ce que personne n’a encore traité.")
@pass_context
def register(ctx: Context, inward: bool, outward: bool, waiting: bool) -> None:
    """Montrer le registre du courrier, le plus récent d’abord, et contrôler ses fichiers."""
    from comptoir.desk import register as desk

    way = "in" if inward and not outward else "out" if outward and not inward else ""
    found = desk.listing(ctx, direction=way, waiting=waiting)
    wrong = desk.altered(ctx)
    rows = [
        (
            one.number,
            short_date(one.on),
            CHANNELS.get(one.channel, one.channel),
            one.contact or one.party,
            one.object[:48],
            one.request,
            _seen(one),
        )
        for one in found
    ]
    heads = ("numéro", "le", "par", "qui", "objet", "demande", "suite")
    emit({"mail": found, "altered": wrong}, table(heads, rows) if rows else "Aucun courrier.")
    for number in wrong:
        warn(f"✗ {number} : son fichier manque ou a changé depuis son entrée.")
    if wrong:
        finish(1)


def _seen(one: "Item") -> str:
    if one.receipt_on:
        return f"reçu le {short_date(one.receipt_on)}"
    if one.channel == "registered" and one.direction == "out":
        return "avis attendu"
    return "" if one.filed_on else "à voir"


@command.command("add")
@argument("object_", label="objet")
@option("--out", "--départ", is_flag=True, help="Il part ; sans cela, il est arrivé.")
@option("--channel", "--canal", default="post", type=click.Choice(list(CHANNELS)),
        help="post (courrier), registered (recommandé), email ou hand (main propre).")  # fmt: skip
@option("--contact", default="", metavar="C-…", help="De qui, ou à qui.")
@option("--party", "--qui", default="", help="Le même, quand il n’a pas de fiche.")
@option("--request", "--demande", default="", metavar="DEM-…", help="La demande qu’il suit.")
@option("--on", "--le", type=DAY, default=None, help="Aujourd’hui par défaut.")
@option("--file", "--fichier", type=FILE, default=None, help="Le document, gardé avec sa ligne.")
@option("--registered", "--recommandé", default="", metavar="NUMÉRO", help="Numéro du recommandé.")
@pass_context
def add(
    ctx: Context,
    object_: str,
    out: bool,
    channel: str,
    contact: str,
    party: str,
    request: str,
    on: date | None,
    file: Path | None,
    registered: str,
) -> None:
    """Inscrire un courrier au registre ; son numéro est à écrire dessus."""
    from comptoir.desk import register as desk

    entry = desk.Entry(
        direction="out" if out else "in",
        channel=channel,
        object=object_,
        contact=contact,
        party=party,
        request=request,
        on=on,
        file=file,
        registered=registered,
    )
    one = desk.add(ctx, entry)
    emit(one, one.number)


@command.command("attach")
@argument("number", label="courrier")
@option("--request", "--demande", default="", metavar="DEM-…", help="La demande qu’il suit.")
@option("--seen", "--vu", is_flag=True, help="Il est traité, sans demande.")
@pass_context
def attach(ctx: Context, number: str, request: str, seen: bool) -> None:
    """Rattacher un courrier à sa demande, ou dire qu’il est traité."""
    from comptoir.desk import register as desk

    one = desk.attach(ctx, number, to=request, seen=seen)
    said = f"rattaché à {one.request}" if one.request else "traité"
    emit(one, f"{one.number} est {said}.")


@command.command("receipt")
@argument("number", label="courrier")
@option("--on", "--le", type=DAY, required=True, help="Le jour de la remise, sur l’avis.")
@option("--file", "--fichier", type=FILE, default=None, help="L’avis numérisé.")
@pass_context
def receipt(ctx: Context, number: str, on: date, file: Path | None) -> None:
    """Noter l’avis de réception d’un recommandé."""
    from comptoir.desk import register as desk

    one = desk.receipt(ctx, number, on=on, file=file)
    emit(one, f"{one.number} a été remis le {short_date(on)}.")
