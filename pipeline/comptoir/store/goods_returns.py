"""The gateway of goods that come back."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from comptoir.errors import InputError
from comptoir.sales.goods_returns import Condition, Fate, Reason, Sold
from comptoir.store.doors import Transaction
from comptoir.store.sequences import next_number
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.goods_returns import goods_return

SERIES = "RT"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsReturn:
    """One article that came back."""

    number: str
    contact: str  # its reference
    contact_id: int
    voucher: str
    sku: str
    name: str
    quantity: Decimal
    received_on: date
    reason: Reason
    state: Condition
    fate: Fate | None
    credit: str
    settled_on: date | None


def add(
    tx: Transaction, what: Sold, *, contact_id: int, voucher: str, on: date, reason: Reason,
    state: Condition,
) -> GoodsReturn:  # fmt: skip
    number = next_number(tx.db, series=SERIES, year=on.year)
    tx.db.execute(
        insert(goods_return).values(
            number=number, contact_id=contact_id, voucher=voucher, sku=what.sku, name=what.name,
            quantity=what.quantity, received_on=on, reason=reason.value, state=state.value,
        )
    )  # fmt: skip
    tx.record("delivery", number, {"returned": (None, voucher)})
    return numbered(tx.db, number)


def settle(tx: Transaction, one: GoodsReturn, *, fate: Fate, credit: str, on: date) -> GoodsReturn:
    here = goods_return.c.number == one.number
    values = {"fate": fate.value, "credit": credit, "settled_on": on}
    tx.db.execute(update(goods_return).where(here).values(values))
    tx.record("delivery", one.number, {"fate": (None, fate.value), "credit": ("", credit)})
    return numbered(tx.db, one.number)


def returns(db: Connection, *, waiting: bool = False) -> list[GoodsReturn]:
    """Return what came back, the oldest first; what waits for its settlement alone if asked."""
    query = _query().order_by(goods_return.c.id)
    if waiting:
        query = query.where(goods_return.c.settled_on.is_(None))
    return [_made(row) for row in db.execute(query)]


def of_voucher(db: Connection, voucher: str, sku: str) -> list[GoodsReturn]:
    """Return what came back of an article of a paper."""
    here = (goods_return.c.voucher == voucher) & (goods_return.c.sku == sku)
    return [_made(row) for row in db.execute(_query().where(here))]


def numbered(db: Connection, number: str) -> GoodsReturn:
    """Return one.

    Raises:
        InputError: none bears that number.
    """
    row = db.execute(_query().where(goods_return.c.number == number.strip().upper())).first()
    if row is None:
        raise InputError(
            f"aucun retour ne porte le numéro « {number} ».",
            remedy="Voyez-les : comptoir livraison retours",
        )
    return _made(row)


def _query() -> Select[Any]:
    return select(goods_return, contact.c.reference).join(
        contact, contact.c.id == goods_return.c.contact_id
    )


def _made(row: Row[Any]) -> GoodsReturn:
    return GoodsReturn(
        number=row.number, contact=row.reference, contact_id=row.contact_id, voucher=row.voucher,
        sku=row.sku, name=row.name, quantity=row.quantity, received_on=row.received_on,
        reason=Reason(row.reason), state=Condition(row.state),
        fate=Fate(row.fate) if row.fate else None, credit=row.credit, settled_on=row.settled_on,
    )  # fmt: skip
