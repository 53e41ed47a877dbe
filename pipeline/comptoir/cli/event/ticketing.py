"""Verbs of `comptoir event` about tickets."""

from pathlib import Path

import click

from comptoir.cli.event.group import command
from comptoir.cli.kit import argument, emit, finish, option, pass_context, table
from comptoir.cli.kit.amounts import euros, shown
from comptoir.context import Context
from comptoir.text import plural

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
event_argument = argument("event", label="évènement")


@command.command("sell")
@event_argument
@option("--category", "--catégorie", default="", metavar="NOM", help="La première, sinon.")
@option("--count", "--nombre", type=int, default=1, show_default=True, help="Combien de billets.")
@option("--registration", "--inscription", default="", metavar="INS-…",
        help="Billets d’un inscrit, qui a déjà sa place.")  # fmt: skip
@option("--voucher", "--pièce", default="", metavar="NUMÉRO", help="Le règlement ou la facture.")
@pass_context
def sell(
    ctx: Context, event: str, category: str, count: int, registration: str, voucher: str
) -> None:
    """Vendre des billets numérotés et les imprimer ; refuse ce qui passe la capacité.

    Les prix sont dans contacts/events/ÉVÈNEMENT.toml, [[ticket]], ou dans la page (price). La
    recette s’encaisse par « comptoir règlement » ou « comptoir facture ».
    """
    from comptoir.desk.events import ticketing
    from comptoir.money import ZERO

    made = ticketing.sell(
        ctx, event, category=category, count=count, registration=registration, voucher=voucher
    )
    total = sum((one.price for one in made), ZERO)
    path = ticketing.printed(ctx, event, [one.number for one in made])
    span = made[0].label if len(made) == 1 else f"{made[0].label} à {made[-1].label}"
    emit(
        {"tickets": made, "amount": total, "path": path},
        f"{plural(len(made), 'billet')} ({span}), {made[0].category} : {euros(total)}.\n"
        f"{shown(ctx, path)}",
    )


@command.command("tickets")
@event_argument
@option("--print", "--imprimer", "again", is_flag=True, help="Imprimer de nouveau les valables.")
@pass_context
def tickets(ctx: Context, event: str, again: bool) -> None:
    """Montrer les billets vendus et le relevé des recettes, par catégorie de places."""
    from comptoir.desk.events import ticketing
    from comptoir.money import ZERO

    found, shares = ticketing.sold(ctx, event)
    path = ticketing.printed(ctx, event) if again else None
    rows = [
        (one.category, euros(one.price), f"{one.first:04d} à {one.last:04d}", one.sold,
         one.cancelled, one.used, euros(one.amount))
        for one in shares
    ]  # fmt: skip
    headers = ("catégorie", "prix", "numéros", "vendus", "annulés", "entrés", "recette")
    total = euros(sum((one.amount for one in shares), ZERO))
    said = f"{table(headers, rows, right=(1, 3, 4, 5, 6))}\n\nRecette : {total}"
    lines = [said if rows else "Aucun billet."] + ([shown(ctx, path)] if path else [])
    emit({"tickets": found, "statement": shares, "path": path}, "\n".join(lines))


@command.command("void")
@event_argument
@argument("number", label="billet", type=int)
@pass_context
def void(ctx: Context, event: str, number: int) -> None:
    """Annuler un billet repris ; son numéro ne ressert pas."""
    from comptoir.desk.events import ticketing

    one = ticketing.void(ctx, event, number)
    emit(one, f"Billet {one.label} annulé : {euros(one.price)} à rendre.")


@command.command("admit")
@event_argument
@click.argument("codes", nargs=-1, metavar="[CODE]…")
@option("--file", "--fichier", type=FILE, default=None, help="Codes lus, un par ligne.")
@pass_context
def admit(ctx: Context, event: str, codes: tuple[str, ...], file: Path | None) -> None:
    """Contrôler les billets à l’entrée : chacun n’entre qu’une fois. Sort avec 1 sur un refus."""
    from comptoir.desk.events import ticketing
    from comptoir.errors import InputError
    from comptoir.readers.files import read_text

    read = [line for line in read_text(file).splitlines() if line.strip()] if file else []
    if not codes and not read:
        raise InputError("aucun code à contrôler.", remedy="Donnez-les, ou --fichier.")
    done = ticketing.admit(ctx, event, [*codes, *read])
    said = [f"Entre : {one.label}, {one.category}." for one in done.entered]
    said += [f"REFUSÉ : {why}" for why in done.refused]
    emit(done, "\n".join(said))
    finish(1 if done.refused else 0)
