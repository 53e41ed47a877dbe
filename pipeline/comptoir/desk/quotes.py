"""`comptoir quote`: establish a quote, follow it, turn it into an order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from comptoir.context import Context
from comptoir.desk import filing, items, papers
from comptoir.desk.parties import party
from comptoir.errors import InputError, RefusedError
from comptoir.money import parse_amount, to_cents
from comptoir.sales import Allowance, Charge, Line, Offer, Order, Quote
from comptoir.sales.documents import VALIDITY, valid_to
from comptoir.sales.face import quote_face
from comptoir.sales.mentions import quote_mentions, seller_of
from comptoir.sales.numbering import ORDER, QUOTE
from comptoir.sales.plain import to_json
from comptoir.store import Transaction, begin, documents, reading, sales
from comptoir.store.sales import KeptQuote
from comptoir.store.sequences import next_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A line as it was asked for: `KIT-VELO:2` or `KIT-VELO:2:35.00`."""

    sku: str
    quantity: Decimal = Decimal(1)
    price: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """An allowance as it was asked for: of the document, or of the lines of an item."""

    reason: str
    amount: str  # 5.00, or 10%
    sku: str = ""


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


def wanted(text: str) -> Wanted:
    """Read a line as it is typed.

    >>> wanted("KIT-VELO:2:35,50")
    Wanted(sku='KIT-VELO', quantity=Decimal('2'), price=Decimal('35.50'))
    """
    sku, _, rest = text.partition(":")
    quantity, _, price = rest.partition(":")
    try:
        number = Decimal(quantity.strip().replace(",", ".") or "1")
    except InvalidOperation:
        number = Decimal("NaN")
    if not sku.strip() or not number.is_finite():
        raise InputError(
            f"la ligne « {text} » ne se lit pas.",
            remedy="Écrivez-la comme KIT-VELO:2 ou KIT-VELO:2:35.00 (article, quantité, prix).",
        )
    return Wanted(
        sku=sku.strip(), quantity=number, price=parse_amount(price) if price.strip() else None
    )


def reduction(text: str) -> Reduction:
    """Read an allowance as it is typed: `Remise:5.00`, `Remise:10%`, `KIT-VELO/Remise:5.00`.

    >>> reduction("KIT-VELO/Fin de série:10%")
    Reduction(reason='Fin de série', amount='10%', sku='KIT-VELO')
    """
    reason, amount = _labelled(text)
    sku, slash, rest = reason.partition("/")
    if slash and re.fullmatch(r"[A-Z0-9-]+", sku.strip()):
        return Reduction(reason=rest.strip(), amount=amount, sku=sku.strip())
    return Reduction(reason=reason, amount=amount)


def charge(text: str) -> Charge:
    """
    >>> charge("Port:4,90")
    Charge(reason='Port', amount=Decimal('4.90'))
    """
    reason, amount = _labelled(text)
    return Charge(reason=reason, amount=parse_amount(amount))


def _labelled(text: str) -> tuple[str, str]:
    reason, colon, amount = text.rpartition(":")
    if not colon or not reason.strip() or not amount.strip():
        raise InputError(
            f"« {text} » ne se lit pas.", remedy="Écrivez un libellé et un montant : Remise:5.00."
        )
    return reason.strip(), amount.strip()


def new(
    ctx: Context,
    *,
    to: str,
    lines: Sequence[Wanted],
    allowances: Sequence[Reduction] = (),
    charges: Sequence[Charge] = (),
    subject: str = "",
    buyer_reference: str = "",
    days: int = VALIDITY,
) -> MadeQuote:
    """Establish a quote: number, PDF, frozen copy."""
    today = ctx.act_on()
    known = items.items(ctx)
    sold = _lines(known, lines)
    with filing.issuing(ctx, act="quote.new") as act:
        db = act.tx.db
        contact, buyer = party(db, to)
        sold, whole = _reduced(sold, allowances)
        offer = Offer(
            buyer=buyer,
            lines=sold,
            allowances=whole,
            charges=tuple(charges),
            subject=subject,
            buyer_reference=buyer_reference,
        )
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
        quote_id = sales.add_quote(act.tx, quote, contact_id=contact.id)
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


def _lines(known: list[items.Item], lines: Sequence[Wanted]) -> tuple[Line, ...]:
    if not lines:
        raise InputError("ce devis n’a aucune ligne.", remedy="Ajoutez --line ARTICLE:QUANTITÉ.")
    return tuple(items.item(known, each.sku).line(each.quantity, each.price) for each in lines)


def _reduced(
    lines: tuple[Line, ...], allowances: Sequence[Reduction]
) -> tuple[tuple[Line, ...], tuple[Allowance, ...]]:
    """Put allowances on the lines that they name, and return those of the whole document."""
    made, whole = list(lines), []
    for each in allowances:
        if not each.sku:
            sold = sum((line.amount for line in made), Decimal(0))
            whole.append(Allowance(reason=each.reason, amount=_amount(each.amount, sold)))
            continue
        places = [rank for rank, line in enumerate(made) if line.sku == each.sku]
        if not places:
            raise InputError(
                f"la remise « {each.reason} » porte sur {each.sku}, qui n’est pas sur ce devis.",
                remedy="Vérifiez la référence de l’article.",
            )
        line = made[places[0]]
        taken = Allowance(reason=each.reason, amount=_amount(each.amount, line.amount))
        made[places[0]] = _with(line, taken)
    return tuple(made), tuple(whole)


def _with(line: Line, allowance: Allowance) -> Line:
    return replace(line, allowances=(*line.allowances, allowance))


def _amount(text: str, base: Decimal) -> Decimal:
    if text.endswith("%"):
        return to_cents(base * parse_amount(text.removesuffix("%")) / 100)
    return parse_amount(text)


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
    order_id = sales.add_order(tx, order, contact_id=kept.contact_id, quote_id=kept.id)
    return order, order_id


STATES = {"open": "en cours", "accepted": "accepté", "refused": "refusé", "expired": "périmé"}


def show(ctx: Context, number: str) -> ShownQuote:
    with reading(ctx) as db:
        kept = sales.quote_numbered(db, number)
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
        return [
            ShownQuote(quote=kept.quote, state=state_on(kept, ctx.today))
            for kept in sales.quotes(db, limit=limit)
        ]
