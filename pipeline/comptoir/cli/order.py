"""`comptoir order`."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from comptoir.cli.kit import argument, emit, noun, option, pass_context, table, warn_each
from comptoir.cli.kit.amounts import AMOUNT
from comptoir.cli.kit.invocation import DAY
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


@command.command("plan")
@argument("number", label="commande")
@option("--on", "--le", type=DAY, default=None, metavar="DATE", help="Le jour promis au client.")
@option("--carrier", "--transporteur", default="", metavar="NOM", help="Qui livre ; nous, sinon.")
@option("--parcels", "--colis", type=int, default=1, show_default=True, help="Nombre de colis.")
@option("--weight", "--poids", type=AMOUNT, default=None, metavar="KG", help="Poids du plus lourd.")
@option("--remove", "--retirer", is_flag=True, help="Ne plus promettre de jour.")
@pass_context
def plan(
    ctx: Context,
    number: str,
    on: date | None,
    carrier: str,
    parcels: int,
    weight: Decimal | None,
    remove: bool,
) -> None:
    """Promettre un jour de livraison, et dire qui livre ; « échéances --semaine N » le rappelle."""
    from comptoir.dates import french_date
    from comptoir.desk.logistics import planning
    from comptoir.errors import InputError
    from comptoir.store.logistics import Plan

    if remove:
        planning.unplan(ctx, number)
        emit({"order": number.upper(), "promised_on": None}, f"{number} n’a plus de jour promis.")
        return
    if on is None:
        raise InputError("quel jour ?", remedy="Dites --le AAAA-MM-JJ.")
    asked = Plan(on=on, carrier=carrier, parcels=parcels, weight=weight)
    made, told = planning.plan(ctx, number, asked)
    by = f" par {carrier}" if carrier else ""
    said = f"{made.order} à livrer le {french_date(on, weekday=True)}{by} : {', '.join(made.left)}."
    emit(made, said)
    warn_each(f"À savoir : {one}." for one in told)


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
@option("--left", "--à-livrer", is_flag=True,
        help="Celles dont il reste à livrer, reliquats compris, et leur retard.")  # fmt: skip
@pass_context
def list_(ctx: Context, limit: int | None, left: bool) -> None:
    """Lister les commandes, de la plus récente à la plus ancienne."""
    if left:
        _to_deliver(ctx)
        return
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


def _to_deliver(ctx: Context) -> None:
    from comptoir.dates import short_date
    from comptoir.desk.logistics import planning

    found = planning.to_deliver(ctx)
    rows = [
        (
            one.order,
            short_date(one.promised_on) if one.promised_on else "",
            "délai légal" if one.legal and one.promised_on else one.carrier,
            f"{one.late(ctx.today)} j" if one.late(ctx.today) else "",
            one.customer,
            ("reliquat : " if one.begun else "") + ", ".join(one.left),
        )
        for one in found
    ]
    headers = ("commande", "promise le", "par", "retard", "client", "reste à livrer")
    emit({"to_deliver": found}, table(headers, rows, right=(3,)) if rows else "Tout est livré.")
