"""`comptoir quote`: establish a quote, follow it, turn it into an order."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from comptoir.context import Context
from comptoir.desk import archives, filing, items, offers, papers
from comptoir.desk.offers import Request
from comptoir.errors import RefusedError
from comptoir.sales import Order, Quote
from comptoir.sales.documents import VALIDITY, valid_to
from comptoir.sales.face import quote_face
from comptoir.sales.mentions import quote_mentions, seller_of
from comptoir.sales.numbering import ORDER, QUOTE
from comptoir.sales.plain import to_json
from comptoir.store import Transaction, begin, documents, reading, sales
from comptoir.store.sales import KeptQuote
from comptoir.store.sequences import next_number


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeQuote:
    """A quote that was just made."""

    number: str
    gross: Decimal
    net: Decimal
    valid_to: date
    path: Path
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeOrder:
    """An order that was just made."""

    number: str
    quote: str
    gross: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownQuote:
    """A quote, its state today and what came of it."""

    quote: Quote
    state: str  # open, accepted, refused, expired
    order: str = ""
    path: Path | None = None


def new(ctx: Context, request: Request, *, days: int = VALIDITY) -> MadeQuote:
    """Establish a quote: number, PDF, frozen copy."""
    today = ctx.act_on()
    known = items.items(ctx)
    with filing.issuing(ctx, act="quote.new") as act:
        db = act.tx.db
        contact, offer = offers.offer(db, known, request)
        filing.check_order(db, "quote", today)
        quote = Quote(
            number=next_number(db, series=QUOTE, year=today.year),
            issued_on=today,
            valid_to=valid_to(today, days),
            offer=offer,
        )
        organisation = act.project.organisation
        face = quote_face(quote, quote_mentions(offer, organisation, today))
        act.judge(papers.quote_paper(quote, face, act.project, seller_of(organisation)), on=today)
        quote_id = sales.add_quote(
            act.tx, quote, contact_id=contact.id, outlet=request.outlet or ""
        )
        path = act.issue(
            filing.Paper(
                number=quote.number,
                kind="quote",
                contact_id=contact.id,
                contact_reference=contact.reference,
                record_id=quote_id,
                issued_on=today,
                content=to_json(quote),
                template="print/quote.typ",
                face=face,
            )
        )
    totals = offer.totals
    return MadeQuote(
        number=quote.number,
        gross=totals.gross,
        net=totals.net,
        valid_to=quote.valid_to,
        path=path,
        notices=tuple(act.notices),
    )


def accept(ctx: Context, number: str) -> MadeOrder:
    """Turn an open quote into an order with the same lines."""
    with begin(ctx, act="quote.accept") as tx:
        kept = sales.quote_numbered(tx.db, number)
        order, _ = accepted(tx, kept, today=ctx.act_on())
    return MadeOrder(number=order.number, quote=number, gross=order.offer.totals.gross)


def accepted(tx: Transaction, kept: KeptQuote, *, today: date) -> tuple[Order, int]:
    """Note that a quote is accepted and return its order, with the id of its row."""
    number = kept.quote.number
    if kept.state != "open":
        known = sales.order_of_quote(tx.db, kept.id)
        also = f" (commande {known.order.number})" if known else ""
        raise RefusedError(
            f"Le devis {number} est déjà {STATES[kept.state]}{also}.",
            remedy="Facturez sa commande." if known else "Établissez-en un autre.",
        )
    if not kept.quote.is_open(today):
        raise RefusedError(
            f"Le devis {number} n’est plus valable depuis le {kept.quote.valid_to:%d/%m/%Y}.",
            remedy="Établissez-en un autre.",
        )
    order = Order(
        number=next_number(tx.db, series=ORDER, year=today.year),
        ordered_on=today,
        offer=kept.quote.offer,
        quote_number=number,
    )
    sales.decide_quote(tx, kept, state="accepted", on=today)
    order_id = sales.add_order(
        tx, order, contact_id=kept.contact_id, quote_id=kept.id, outlet=kept.outlet
    )
    return order, order_id


def refuse(ctx: Context, number: str, *, reason: str = "") -> str:
    """Note that the customer refused an open quote; return its number."""
    with begin(ctx, act="quote.refuse") as tx:
        kept = sales.quote_numbered(tx.db, number.strip().upper())
        found = kept.quote.number
        if kept.state != "open":
            raise RefusedError(
                f"Le devis {found} est déjà {STATES[kept.state]}.", remedy="Il n’y a rien à faire."
            )
        sales.decide_quote(tx, kept, state="refused", on=ctx.act_on())
        if reason.strip():
            tx.record("quote", found, {"reason": (None, reason.strip())})
    return found


STATES = {"open": "en cours", "accepted": "accepté", "refused": "refusé", "expired": "périmé"}


def show(ctx: Context, number: str) -> ShownQuote:
    with reading(ctx) as db:
        kept = sales.quote_numbered(db, number)
        archives.check(ctx, db, kept.contact_id, number=kept.quote.number)
        order = sales.order_of_quote(db, kept.id)
        paper = documents.numbered(db, number)
    path = ctx.var / filing.FOLDER / paper.path if paper and paper.path else None
    return ShownQuote(
        quote=kept.quote,
        state=state_on(kept, ctx.today),
        order=order.order.number if order else "",
        path=path,
    )


def state_on(kept: KeptQuote, today: date) -> str:
    expired = kept.state == "open" and not kept.quote.is_open(today)
    return "expired" if expired else kept.state


def quotes(ctx: Context, *, limit: int | None = None) -> list[ShownQuote]:
    with reading(ctx) as db:
        hidden = archives.hidden(ctx, db)
        return [
            ShownQuote(quote=kept.quote, state=state_on(kept, ctx.today))
            for kept in sales.quotes(db, limit=limit)
            if kept.contact_id not in hidden
        ]
