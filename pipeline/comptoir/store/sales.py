"""The gateway of quotes and orders."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select, update

from comptoir.errors import InputError
from comptoir.sales import Order, Quote
from comptoir.sales.plain import from_json, to_json
from comptoir.store.doors import Transaction
from comptoir.store.ids import next_id
from comptoir.store.tables.sales import quote, sale_order


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptQuote:
    """A quote as the base holds it."""

    id: int
    contact_id: int
    state: str  # open, accepted, refused
    quote: Quote
    outlet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOrder:
    """An order as the base holds it."""

    id: int
    contact_id: int
    state: str  # open, invoiced
    order: Order
    outlet: str = ""


def add_quote(tx: Transaction, made: Quote, *, contact_id: int, outlet: str = "") -> int:
    id_ = next_id(tx.db, quote)
    totals = made.offer.totals
    tx.db.execute(
        insert(quote).values(
            id=id_,
            number=made.number,
            contact_id=contact_id,
            issued_on=made.issued_on,
            valid_to=made.valid_to,
            state="open",
            net=totals.net,
            gross=totals.gross,
            content=to_json(made),
            outlet=outlet,
        )
    )
    tx.record("quote", made.number, {"state": (None, "open"), "gross": (None, totals.gross)})
    return id_


def decide_quote(tx: Transaction, kept: KeptQuote, *, state: str, on: date) -> None:
    """Note that a quote was accepted or refused."""
    tx.db.execute(update(quote).where(quote.c.id == kept.id).values(state=state, decided_on=on))
    tx.record("quote", kept.quote.number, {"state": (kept.state, state)})


def quotes(db: Connection, *, limit: int | None = None) -> list[KeptQuote]:
    query = select(quote).order_by(quote.c.id.desc()).limit(limit)
    return [_quote(row) for row in db.execute(query)]


def quote_numbered(db: Connection, number: str) -> KeptQuote:
    row = db.execute(select(quote).where(quote.c.number == number)).first()
    if row is None:
        raise InputError(
            f"Aucun devis n’a le numéro {number}.", remedy="Voyez-les : comptoir devis lister."
        )
    return _quote(row)


def _quote(row: Any) -> KeptQuote:
    return KeptQuote(
        id=row.id,
        contact_id=row.contact_id,
        state=row.state,
        quote=from_json(Quote, row.content),
        outlet=row.outlet,
    )


def add_order(
    tx: Transaction,
    made: Order,
    *,
    contact_id: int,
    quote_id: int | None = None,
    outlet: str = "",
) -> int:
    id_ = next_id(tx.db, sale_order)
    totals = made.offer.totals
    tx.db.execute(
        insert(sale_order).values(
            id=id_,
            number=made.number,
            quote_id=quote_id,
            contact_id=contact_id,
            ordered_on=made.ordered_on,
            state="open",
            net=totals.net,
            gross=totals.gross,
            content=to_json(made),
            outlet=outlet,
        )
    )
    tx.record("order", made.number, {"state": (None, "open"), "gross": (None, totals.gross)})
    return id_


def order_numbered(db: Connection, number: str) -> KeptOrder:
    row = db.execute(select(sale_order).where(sale_order.c.number == number)).first()
    if row is None:
        raise InputError(
            f"Aucune commande n’a le numéro {number}.",
            remedy="Une commande naît d’un devis accepté : comptoir devis lister.",
        )
    return _order(row)


def order_by_id(db: Connection, order_id: int) -> KeptOrder:
    return _order(db.execute(select(sale_order).where(sale_order.c.id == order_id)).one())


def orders(db: Connection, *, limit: int | None = None) -> list[KeptOrder]:
    """Return orders, the newest first."""
    query = select(sale_order).order_by(sale_order.c.id.desc()).limit(limit)
    return [_order(row) for row in db.execute(query)]


def change_order(tx: Transaction, kept: KeptOrder, made: Order) -> None:
    """Write what an open order has become."""
    before, totals = kept.order.offer.totals, made.offer.totals
    tx.db.execute(
        update(sale_order)
        .where(sale_order.c.id == kept.id)
        .values(net=totals.net, gross=totals.gross, content=to_json(made))
    )
    tx.record("order", made.number, {"gross": (before.gross, totals.gross)})


def order_of_quote(db: Connection, quote_id: int) -> KeptOrder | None:
    row = db.execute(select(sale_order).where(sale_order.c.quote_id == quote_id)).first()
    return _order(row) if row else None


def _order(row: Any) -> KeptOrder:
    return KeptOrder(
        id=row.id,
        contact_id=row.contact_id,
        state=row.state,
        order=from_json(Order, row.content),
        outlet=row.outlet,
    )
