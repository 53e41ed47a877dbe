"""`comptoir delivery`."""

from typing import TYPE_CHECKING

import click

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table, warn_each
from comptoir.cli.kit.invocation import DAY
from comptoir.context import Context

if TYPE_CHECKING:
    from datetime import date

    from comptoir.store.goods_returns import GoodsReturn

REASONS = {"rétractation": "withdrawal", "défaut": "defect", "erreur": "error",
           "transport": "carriage", "autre": "other"}  # fmt: skip
STATES = {"intact": "intact", "abîmé": "damaged", "incomplet": "incomplete"}
FATES = {"stock": "stock", "rebut": "scrap", "fournisseur": "supplier", "client": "customer"}


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


@command.command("return")
@argument("voucher", label="livraison ou facture")
@option("--line", "--ligne", "lines", multiple=True, required=True, metavar="ARTICLE[:QUANTITÉ]",
        help="Ce qui revient ; un par défaut.")  # fmt: skip
@option("--state", "--état", type=click.Choice(tuple(STATES)), required=True,
        help="Dans quel état cela revient.")  # fmt: skip
@option("--reason", "--motif", type=click.Choice(tuple(REASONS)), required=True,
        help="Pourquoi cela revient.")  # fmt: skip
@option("--date", "--le", "on", type=DAY, default=None, metavar="DATE", help="Reçu ce jour.")
@pass_context
def return_(
    ctx: Context, voucher: str, lines: tuple[str, ...], state: str, reason: str,
    on: "date | None",
) -> None:  # fmt: skip
    """Noter ce qu’un client rend : article, quantité, état, motif.

    Il ne revient jamais plus que ce qui a été livré ou facturé.
    """
    from comptoir.desk import offers
    from comptoir.desk.logistics import returning
    from comptoir.sales.goods_returns import Condition, Reason

    made = returning.take(
        ctx, voucher, [offers.wanted(text) for text in lines],
        reason=Reason(REASONS[reason]), state=Condition(STATES[state]), on=on,
    )  # fmt: skip
    said = [f"{one.number} : {_what(one)}, {one.state.french}." for one in made]
    emit({"returns": made}, "\n".join([*said, "Ensuite : comptoir livraison régler NUMÉRO"]))


def _what(one: "GoodsReturn") -> str:
    from comptoir.sales.face import counted

    return f"{counted(one.quantity)} × {one.name} ({one.voucher}, {one.reason.french})"


@command.command("settle")
@argument("number", label="retour")
@option("--fate", "--sort", type=click.Choice(tuple(FATES)), required=True,
        help="Ce que devient l’article.")  # fmt: skip
@option("--credit", "--avoir", default="", metavar="A-…", help="L’avoir qui le rembourse.")
@pass_context
def settle(ctx: Context, number: str, fate: str, credit: str) -> None:
    """Dire ce que devient un retour : en stock, au rebut, au fournisseur ou au client."""
    from comptoir.desk.logistics import returning
    from comptoir.sales.goods_returns import Fate

    one = returning.settle(ctx, number, Fate(FATES[fate]), credit=credit)
    by = f", avoir {one.credit}" if one.credit else ""
    emit(one, f"{one.number} : {_what(one)}, {one.fate and one.fate.french}{by}.")


@command.command("returns")
@option("--waiting", "--en-attente", is_flag=True, help="Ceux qui ne sont pas réglés, seulement.")
@option("--csv", "as_csv", is_flag=True, help="Écrire aussi le registre dans var/exports.")
@pass_context
def returns(ctx: Context, waiting: bool, as_csv: bool) -> None:
    """Lister ce qui est revenu, et ce que c’est devenu."""
    from comptoir.cli.kit.amounts import shown
    from comptoir.dates import short_date
    from comptoir.desk.logistics import returning
    from comptoir.sales.face import counted

    found = returning.listed(ctx, waiting=waiting)
    rows = [
        (one.number, short_date(one.received_on), one.contact, one.voucher, one.name,
         counted(one.quantity), one.state.french, one.fate.french if one.fate else "à régler",
         one.credit)
        for one in found
    ]  # fmt: skip
    headers = ("retour", "reçu", "contact", "pièce", "désignation", "qté", "état", "sort", "avoir")
    path = returning.sheet(ctx) if as_csv else None
    text = table(headers, rows, right=(5,)) if rows else "Aucun retour."
    emit({"returns": found, "path": path}, "\n".join([text, *([shown(ctx, path)] if path else [])]))
