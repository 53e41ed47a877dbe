"""The gateway of planned deliveries, and of reserves on what carriers bring."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from comptoir.errors import InputError
from comptoir.sales import Order
from comptoir.sales.deliveries import DeliveryNote
from comptoir.sales.plain import from_json
from comptoir.store.doors import Transaction
from comptoir.store.sequences import next_number
from comptoir.store.tables.logistics import carrier_reserve, delivery_plan
from comptoir.store.tables.sales import delivery, sale_order

SERIES = "RS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When an order is to be delivered, and by whom."""

    on: date
    carrier: str = ""  # by ourselves when nothing
    parcels: int = 1
    weight: Decimal | None = None  # kilograms


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """An order of which something may be left to deliver."""

    order: Order
    plan: Plan | None
    notes: tuple[DeliveryNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserve:
    """What was wrong with what a carrier brought, and the letter that keeps our rights."""

    number: str
    carrier: str
    received_on: date
    voucher: str
    damage: str
    letter_by: date
    registered: str
    sent_on: date | None


def set_plan(tx: Transaction, order_id: int, number: str, plan: Plan | None) -> None:
    tx.db.execute(delete(delivery_plan).where(delivery_plan.c.order_id == order_id))
    if plan:
        tx.db.execute(
            insert(delivery_plan).values(
                order_id=order_id, on=plan.on, carrier=plan.carrier, parcels=plan.parcels,
                weight=plan.weight,
            )
        )  # fmt: skip
    tx.record("order", number, {"delivery_on": (None, plan.on if plan else None)})


def undelivered(db: Connection) -> list[Undelivered]:
    """Return the orders that are open or planned, oldest first, with what was delivered of them."""
    wanted = or_(sale_order.c.state == "open", delivery_plan.c.order_id.is_not(None))
    query = (
        select(sale_order.c.id, sale_order.c.content, delivery_plan)
        .outerjoin(delivery_plan, delivery_plan.c.order_id == sale_order.c.id)
        .where(wanted)
        .order_by(sale_order.c.id)
    )
    notes: dict[int, list[DeliveryNote]] = {}
    delivered = (
        select(delivery.c.order_id, delivery.c.content)
        .join(sale_order, sale_order.c.id == delivery.c.order_id)
        .outerjoin(delivery_plan, delivery_plan.c.order_id == sale_order.c.id)
        .where(wanted)
        .order_by(delivery.c.id)
    )
    for row in db.execute(delivered):
        notes.setdefault(row.order_id, []).append(from_json(DeliveryNote, row.content))
    return [
        Undelivered(
            order=from_json(Order, row.content), plan=_plan(row),
            notes=tuple(notes.get(row.id, ())),
        )
        for row in db.execute(query)
    ]  # fmt: skip


def _plan(row: Row[Any]) -> Plan | None:
    if row.on is None:
        return None
    return Plan(on=row.on, carrier=row.carrier, parcels=row.parcels, weight=row.weight)


def add_reserve(tx: Transaction, values: dict[str, Any]) -> Reserve:
    number = next_number(tx.db, series=SERIES, year=values["received_on"].year)
    tx.db.execute(insert(carrier_reserve).values(number=number, registered="", **values))
    tx.record("partner", number, {"reserve": (None, values["letter_by"])})
    return reserve(tx.db, number)


def reserve(db: Connection, number: str) -> Reserve:
    """Return one reserve.

    Raises:
        InputError: none bears that number.
    """
    wanted = carrier_reserve.c.number == number.strip().upper()
    row = db.execute(select(carrier_reserve).where(wanted)).first()
    if row is None:
        raise InputError(
            f"aucune réserve ne porte le numéro « {number} ».",
            remedy="Voyez-les : comptoir partenaire réserves",
        )
    return _reserve(row)


def reserves(db: Connection) -> Sequence[Reserve]:
    """Return all reserves, oldest first."""
    rows = db.execute(select(carrier_reserve).order_by(carrier_reserve.c.id))
    return [_reserve(row) for row in rows]


def _reserve(row: Row[Any]) -> Reserve:
    return Reserve(**{name: value for name, value in row._asdict().items() if name != "id"})


def send_reserve(tx: Transaction, one: Reserve, *, on: date, registered: str) -> None:
    here = carrier_reserve.c.number == one.number
    tx.db.execute(update(carrier_reserve).where(here).values(sent_on=on, registered=registered))
    tx.record("partner", one.number, {"sent_on": (None, on)})
