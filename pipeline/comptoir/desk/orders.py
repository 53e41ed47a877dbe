"""`comptoir order` and `comptoir delivery`: what was ordered, changed, and handed over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from comptoir.context import Context
from comptoir.desk import filing, items, papers
from comptoir.desk.offers import Wanted
from comptoir.errors import InputError, RefusedError
from comptoir.sales import Offer, Order
from comptoir.sales.changes import Change, changes
from comptoir.sales.deliveries import DeliveryNote, deliver, left_to_deliver
from comptoir.sales.face import delivery_face
from comptoir.sales.lines import Line
from comptoir.sales.mentions import seller_of
from comptoir.sales.numbering import DELIVERY
from comptoir.sales.plain import to_json
from comptoir.store import begin, billing, contacts, deliveries, documents, reading, sales
from comptoir.store.sales import KeptOrder
from comptoir.store.sequences import next_number

STATES = {"open": "en cours", "invoiced": "facturée"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOrder:
    """An order, what separates it from its quote, and what was delivered of it."""

    order: Order
    state: str  # open, invoiced
    changes: tuple[Change, ...] = ()
    left: dict[int, Decimal]  # to deliver, by line
    deliveries: tuple[str, ...] = ()
    invoice: str = ""


def show(ctx: Context, number: str) -> ShownOrder:
    with reading(ctx) as db:
        kept = sales.order_numbered(db, number.strip().upper())
        quoted = (
            sales.quote_numbered(db, kept.order.quote_number) if kept.order.quote_number else None
        )
        notes = deliveries.of_order(db, kept.id)
        return ShownOrder(
            order=kept.order,
            state=kept.state,
            changes=tuple(changes(quoted.quote.offer, kept.order.offer)) if quoted else (),
            left=left_to_deliver(kept.order, notes),
            deliveries=tuple(note.number for note in notes),
            invoice=billing.invoice_of_order(db, kept.id),
        )


def orders(ctx: Context, *, limit: int | None = None) -> list[KeptOrder]:
    with reading(ctx) as db:
        return sales.orders(db, limit=limit)


def edit(ctx: Context, number: str, lines: Sequence[Wanted]) -> ShownOrder:
    """Change quantities or prices of an order that is neither delivered nor invoiced.

    Args:
        ctx: who acts.
        number: BC-2026-0001.
        lines: an item with its new quantity; zero removes it, a new item is added.
    """
    known = items.items(ctx)
    with begin(ctx, act="order.edit") as tx:
        kept = sales.order_numbered(tx.db, number.strip().upper())
        _refuse_begun(
            kept, bool(deliveries.of_order(tx.db, kept.id)), billing.deposits_of(tx.db, kept.id)
        )
        offer = kept.order.offer
        for wanted in lines:
            offer = _edited(offer, wanted, known)
        sales.change_order(tx, kept, replace(kept.order, offer=offer))
    return show(ctx, number)


def _refuse_begun(kept: KeptOrder, delivered: bool, deposits: Sequence[object]) -> None:
    if kept.state != "open" or delivered or deposits:
        what = "facturée" if kept.state != "open" else "livrée" if delivered else "payée"
        raise RefusedError(
            f"La commande {kept.order.number} est déjà {what}, au moins en partie : elle ne change "
            "plus.",
            remedy="Établissez un devis pour le reste, ou un avoir.",
        )


def _edited(offer: Offer, wanted: Wanted, known: list[items.Item]) -> Offer:
    sku = wanted.sku.casefold()
    places = [rank for rank, line in enumerate(offer.lines) if line.sku.casefold() == sku]
    if not places:
        added = items.item(known, wanted.sku).line(wanted.quantity, wanted.price)
        return replace(offer, lines=(*offer.lines, added))
    made: list[Line] = list(offer.lines)
    line = made.pop(places[0])
    if wanted.quantity:
        price = line.unit_price if wanted.price is None else wanted.price
        made.insert(places[0], replace(line, quantity=wanted.quantity, unit_price=price))
    return replace(offer, lines=tuple(made))


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeDelivery:
    """A delivery note that was just made."""

    number: str
    order: str
    delivered_on: date
    complete: bool  # nothing of the order's goods is left to deliver
    path: Path
    notices: tuple[str, ...] = ()


def deliver_order(
    ctx: Context, number: str, lines: Sequence[Wanted] = (), *, on: date | None = None
) -> MadeDelivery:
    """Deliver an order, or part of it: number, PDF, frozen copy.

    Raises:
        RefusedError: more than what is left to deliver.
    """
    today = ctx.act_on()
    day = on or today
    with filing.issuing(ctx, act="delivery.new") as act:
        db = act.tx.db
        kept = sales.order_numbered(db, number.strip().upper())
        earlier = deliveries.of_order(db, kept.id)
        asked = [(_rank(kept.order, each.sku), each.quantity) for each in lines]
        offer = kept.order.offer
        note = DeliveryNote(
            lines=deliver(kept.order, asked, earlier),
            number=next_number(db, series=DELIVERY, year=today.year),
            delivered_on=day,
            seller=seller_of(act.project.organisation),
            buyer=offer.buyer,
            order_number=kept.order.number,
            buyer_reference=offer.buyer_reference,
        )
        face = delivery_face(note)
        act.judge(papers.delivery_paper(note, face, act.project), on=day)
        record_id = deliveries.add(act.tx, note, order_id=kept.id, contact_id=kept.contact_id)
        (contact,) = contacts.many(db, [kept.contact_id])
        path = act.issue(
            filing.Paper(
                number=note.number,
                kind="delivery_note",
                contact_id=contact.id,
                contact_reference=contact.reference,
                record_id=record_id,
                issued_on=today,
                content=to_json(note),
                template="print/delivery.typ",
                face=face,
            )
        )
    return MadeDelivery(
        number=note.number,
        order=kept.order.number,
        delivered_on=day,
        complete=not any(_goods_left(kept.order, [*earlier, note])),
        path=path,
        notices=tuple(act.notices),
    )


def _goods_left(order: Order, notes: Sequence[DeliveryNote]) -> list[Decimal]:
    left = left_to_deliver(order, notes)
    lines = order.offer.lines
    return [each for rank, each in left.items() if lines[rank].nature.value == "goods"]


def _rank(order: Order, sku: str) -> int:
    wanted = sku.casefold()
    for rank, line in enumerate(order.offer.lines):
        if line.sku.casefold() == wanted:
            return rank
    known = ", ".join(line.sku for line in order.offer.lines if line.sku)
    raise InputError(
        f"« {sku} » n’est pas sur {order.number}.", remedy=f"Articles de cette commande : {known}."
    )


def shown_delivery(ctx: Context, number: str) -> tuple[DeliveryNote, Path | None]:
    """Return a delivery note, and where its PDF is."""
    with reading(ctx) as db:
        note = deliveries.numbered(db, number.strip().upper())
        paper = documents.numbered(db, note.number)
    return note, ctx.var / filing.FOLDER / paper.path if paper and paper.path else None


def all_deliveries(ctx: Context, *, limit: int | None = None) -> list[DeliveryNote]:
    with reading(ctx) as db:
        return deliveries.deliveries(db, limit=limit)
