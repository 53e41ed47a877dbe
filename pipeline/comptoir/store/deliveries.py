"""The gateway of delivery notes."""

from typing import Any

from sqlalchemy import Connection, insert, select

from comptoir.errors import InputError
from comptoir.sales.deliveries import DeliveryNote
from comptoir.sales.plain import from_json, to_json
from comptoir.store.doors import Transaction
from comptoir.store.ids import next_id
from comptoir.store.tables.sales import delivery


def add(tx: Transaction, made: DeliveryNote, *, order_id: int, contact_id: int) -> int:
    """Write a delivery note and return its id."""
    id_ = next_id(tx.db, delivery)
    tx.db.execute(
        insert(delivery).values(
            id=id_,
            number=made.number,
            order_id=order_id,
            contact_id=contact_id,
            delivered_on=made.delivered_on,
            content=to_json(made),
        )
    )
    tx.record("delivery", made.number, {"delivered_on": (None, made.delivered_on)})
    return id_


def of_order(db: Connection, order_id: int) -> list[DeliveryNote]:
    """Return what was delivered of an order, oldest first."""
    query = select(delivery).where(delivery.c.order_id == order_id).order_by(delivery.c.id)
    return [_read(row) for row in db.execute(query)]


def deliveries(db: Connection, *, limit: int | None = None) -> list[DeliveryNote]:
    """Return delivery notes, the newest first."""
    query = select(delivery).order_by(delivery.c.id.desc()).limit(limit)
    return [_read(row) for row in db.execute(query)]


def numbered(db: Connection, number: str) -> DeliveryNote:
    row = db.execute(select(delivery).where(delivery.c.number == number)).first()
    if row is None:
        raise InputError(
            f"Aucun bon de livraison n’a le numéro {number}.",
            remedy="Voyez-les : comptoir livraison lister.",
        )
    return _read(row)


def _read(row: Any) -> DeliveryNote:
    return from_json(DeliveryNote, row.content)
