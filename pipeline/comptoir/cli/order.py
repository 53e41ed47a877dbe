"""`comptoir order`."""

from typing import TYPE_CHECKING, Any

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table
from comptoir.context import Context

if TYPE_CHECKING:
    from comptoir.desk.orders import ShownOrder
    from comptoir.sales.lines import Line


@noun()
def command() -> None:
    """Suivre et modifier les commandes."""


@command.command("show")
@argument("number", label="commande")
@pass_context
def show(ctx: Context, number: str) -> None:
    """Montrer une commande, ce qui la sépare de son devis, et ce qui en est livré."""
    from comptoir.desk import orders

    found = orders.show(ctx, number)
    emit(_plain(found), lambda: _text(found))


@command.command("edit")
@argument("number", label="commande")
@option("--line", "--ligne", "lines", multiple=True, required=True,
        metavar="ARTICLE:QUANTITÉ[:PRIX]",
        help="La nouvelle quantité d’un article ; 0 le retire, un autre s’ajoute.")  # fmt: skip
@pass_context
def edit(ctx: Context, number: str, lines: tuple[str, ...]) -> None:
    """Modifier une commande qui n’est ni livrée ni facturée."""
    from comptoir.desk import offers, orders

    found = orders.edit(ctx, number, [offers.wanted(text) for text in lines])
    emit(_plain(found), lambda: _text(found))


def _plain(found: "ShownOrder") -> dict[str, Any]:
    from comptoir.cli.quote import offer_plain

    return {
        "number": found.order.number,
        "state": found.state,
        "ordered_on": found.order.ordered_on,
        "quote": found.order.quote_number,
        **offer_plain(found.order.offer),
        "changes": found.changes,
        "left": [found.left[rank] for rank in sorted(found.left)],
        "deliveries": found.deliveries,
        "invoice": found.invoice,
    }


def _text(found: "ShownOrder") -> str:
    from comptoir.cli.quote import offer_table
    from comptoir.dates import french_date
    from comptoir.desk.orders import STATES
    from comptoir.sales.face import counted

    order = found.order
    lines = [
        f"Commande {order.number} du {french_date(order.ordered_on)} — {STATES[found.state]}",
        f"Client : {order.offer.buyer.reference}, {order.offer.buyer.name}",
        "",
        offer_table(order.offer),
    ]
    if found.changes:
        lines += ["", f"Depuis le devis {order.quote_number} :"]
        lines += [
            f"  {each.sku or each.name} : {_side(each.before)} → {_side(each.after)}"
            for each in found.changes
        ]
    if found.deliveries:
        lines += ["", f"Livré par {', '.join(found.deliveries)}"]
        left = [
            f"{counted(left)} × {order.offer.lines[rank].name}"
            for rank, left in found.left.items()
            if left and order.offer.lines[rank].nature.value == "goods"
        ]
        lines.append(f"Reste à livrer : {', '.join(left) if left else 'rien'}")
    return "\n".join([*lines, *([f"Facturée : {found.invoice}"] if found.invoice else [])])


def _side(line: "Line | None") -> str:
    from comptoir.cli.kit.amounts import euros
    from comptoir.sales.face import quantity

    return f"{quantity(line)} à {euros(line.unit_price)}" if line else "rien"


@command.command("list")
@option("--limit", "--limite", type=int, default=None, help="Les dernières seulement.")
@pass_context
def list_(ctx: Context, limit: int | None) -> None:
    """Lister les commandes, de la plus récente à la plus ancienne."""
    from comptoir.cli.kit.amounts import euros
    from comptoir.dates import short_date
    from comptoir.desk import orders

    found = orders.orders(ctx, limit=limit)
    rows = [
        (
            one.order.number,
            short_date(one.order.ordered_on),
            one.order.offer.buyer.reference,
            euros(one.order.offer.totals.gross),
            orders.STATES[one.state],
        )
        for one in found
    ]
    data = [
        {
            "number": one.order.number,
            "state": one.state,
            "ordered_on": one.order.ordered_on,
            "customer": one.order.offer.buyer.reference,
            "gross": one.order.offer.totals.gross,
        }
        for one in found
    ]
    headers = ("commande", "date", "client", "TTC", "état")
    emit({"orders": data}, table(headers, rows, right=(3,)) if rows else "Aucune commande.")
