"""Delivery notes (« bons de livraison »): what of an order was handed over, at once or in parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.errors import RefusedError
from comptoir.party import Party
from comptoir.sales.documents import Order
from comptoir.sales.lines import Nature

NONE = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveredLine:
    """A quantity of a line of an order."""

    line: int  # index in the order
    name: str
    sku: str = ""
    unit: str = ""
    ordered: Decimal
    quantity: Decimal  # delivered now
    left: Decimal  # to deliver afterwards


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryNote:
    """A delivery, numbered and never changed."""

    number: str  # BL-2026-0001
    delivered_on: date
    seller: Party
    buyer: Party
    order_number: str
    buyer_reference: str = ""
    lines: tuple[DeliveredLine, ...]


def deliver(
    order: Order,
    wanted: Sequence[tuple[int, Decimal]],
    earlier: Iterable[DeliveryNote] = (),
) -> tuple[DeliveredLine, ...]:
    """Return the lines of a delivery: those asked for, or all goods that are left.

    Raises:
        RefusedError: more than what is left of a line, or nothing is left.
    """
    left = left_to_deliver(order, earlier)
    lines = order.offer.lines
    asked = list(wanted) or [
        (rank, left[rank])
        for rank, line in enumerate(lines)
        if left[rank] > 0 and line.nature is Nature.GOODS
    ]
    if not asked:
        raise RefusedError(
            f"Il ne reste rien à livrer de {order.number}.", remedy="Tout est déjà livré."
        )
    made = []
    for rank, quantity in asked:
        line = lines[rank]
        if quantity <= 0 or quantity > left[rank]:
            raise RefusedError(
                f"« {line.name} » : {_number(left[rank])} au plus reste à livrer, sur "
                f"{_number(line.quantity)} commandés.",
                remedy="Diminuez la quantité, ou modifiez la commande.",
            )
        left[rank] -= quantity
        made.append(
            DeliveredLine(
                line=rank,
                name=line.name,
                sku=line.sku,
                unit=line.unit,
                ordered=line.quantity,
                quantity=quantity,
                left=left[rank],
            )
        )
    return tuple(made)


def left_to_deliver(order: Order, earlier: Iterable[DeliveryNote]) -> dict[int, Decimal]:
    """Return what is left of each line of an order."""
    left = {rank: line.quantity for rank, line in enumerate(order.offer.lines)}
    for note in earlier:
        for line in note.lines:
            left[line.line] -= line.quantity
    return left


def _number(quantity: Decimal) -> str:
    return f"{quantity.normalize():f}".replace(".", ",")
