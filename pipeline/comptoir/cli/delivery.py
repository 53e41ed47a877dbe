"""`comptoir delivery`."""

from typing import TYPE_CHECKING

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table, warn_each
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context

if TYPE_CHECKING:
    from datetime import date


@noun()
def command() -> None:
    """Livrer les commandes, en une ou plusieurs fois."""


@command.command("new")
@argument("order", label="commande")
@option("--line", "--ligne", "lines", multiple=True, metavar="ARTICLE[:QUANTITÉ]",
        help="Ce qui est livré ; tous les biens qui restent, sinon.")  # fmt: skip
@option("--date", "--le", "on", type=DAY, default=None, metavar="DATE", help="Jour de livraison.")
@pass_context
def new(ctx: Context, order: str, lines: tuple[str, ...], on: "date | None") -> None:
    """Établir un bon de livraison : numéro, PDF à faire signer, copie figée.

    On ne livre jamais plus que ce qui est commandé.
    """
    from comptoir.cli.kit.amounts import shown
    from comptoir.desk import offers, orders

    made = orders.deliver_order(ctx, order, [offers.wanted(text) for text in lines], on=on)
    rest = "la commande est livrée" if made.complete else "il en reste à livrer"
    emit(made, f"Bon de livraison {made.number} de {made.order} : {rest}.\n{shown(ctx, made.path)}")
    warn_each(made.notices)


@command.command("show")
@argument("number", label="bon de livraison")
@pass_context
def show(ctx: Context, number: str) -> None:
    """Montrer un bon de livraison."""
    from comptoir.cli.kit.amounts import shown
    from comptoir.dates import french_date
    from comptoir.desk import orders
    from comptoir.sales.face import counted

    note, path = orders.shown_delivery(ctx, number)
    rows = [
        (one.name, counted(one.ordered), counted(one.quantity), counted(one.left))
        for one in note.lines
    ]
    headers = ("désignation", "commandé", "livré", "reste")
    text = "\n".join(
        [
            f"Bon de livraison {note.number} du {french_date(note.delivered_on)}, commande "
            f"{note.order_number}",
            f"Client : {note.buyer.reference}, {note.buyer.name}",
            "",
            table(headers, rows, right=(1, 2, 3)),
            *([shown(ctx, path)] if path else []),
        ]
    )
    data = {
        "number": note.number,
        "order": note.order_number,
        "delivered_on": note.delivered_on,
        "customer": note.buyer.reference,
        "lines": note.lines,
        "path": path,
    }
    emit(data, text)


@command.command("list")
@option("--limit", "--limite", type=int, default=None, help="Les derniers seulement.")
@pass_context
def list_(ctx: Context, limit: int | None) -> None:
    """Lister les bons de livraison, du plus récent au plus ancien."""
    from comptoir.dates import short_date
    from comptoir.desk import orders

    found = orders.all_deliveries(ctx, limit=limit)
    rows = [
        (one.number, short_date(one.delivered_on), one.buyer.reference, one.order_number)
        for one in found
    ]
    data = [
        {
            "number": one.number,
            "delivered_on": one.delivered_on,
            "customer": one.buyer.reference,
            "order": one.order_number,
        }
        for one in found
    ]
    headers = ("livraison", "date", "client", "commande")
    emit({"deliveries": data}, table(headers, rows) if rows else "Aucune livraison.")
