"""`comptoir invoice recurring`: what is invoiced each period, once each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection

from comptoir.context import Context
from comptoir.desk import filing, invoices, structured
from comptoir.desk.invoices import MadeInvoice
from comptoir.desk.parties import party
from comptoir.errors import InputError, RefusedError
from comptoir.money import ZERO
from comptoir.party import Address, Party
from comptoir.sales import Offer
from comptoir.sales.numbering import ORDER, QUOTE
from comptoir.sales.recurring import SERIES, Recurring, Term
from comptoir.store import begin, contacts, reading, recurring, sales
from comptoir.store.recurring import Kept
from comptoir.store.sequences import next_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A recurring sale, what is to be invoiced now, and when it comes back."""

    number: str
    customer: str
    every: int  # months
    starts: date
    ends: date | None
    gross: Decimal  # of one period
    invoiced: int  # periods
    due: tuple[Term, ...]
    next_on: date | None


def new(
    ctx: Context, source: str, *, every: int, starts: date | None = None, ends: date | None = None
) -> Listed:
    """Invoice again, each period, what a quote or an order sells.

    Args:
        ctx: who acts.
        source: D-2026-0001 or BC-2026-0001, from which lines, prices and terms are taken.
        every: months of a period.
        starts: first day of the first one, today by default.
        ends: no period starts after it.
    """
    today = ctx.act_on()
    with begin(ctx, act="invoice.recurring") as tx:
        offer, contact_id = _sold(tx.db, source)
        (contact,) = contacts.many(tx.db, [contact_id])
        nobody = Party(name="", address=Address(), reference=contact.reference)
        made = Recurring(
            number=next_number(tx.db, series=SERIES, year=today.year),
            customer=contact.reference,
            offer=replace(offer, buyer=nobody),
            every=every,
            starts=starts or today,
            ends=ends,
        )
        recurring.add(tx, made, contact_id=contact_id)
        return _listed(ctx, recurring.numbered(tx.db, made.number))


def _sold(db: Connection, source: str) -> tuple[Offer, int]:
    wanted = source.strip().upper()
    if wanted.startswith(f"{QUOTE}-"):
        quoted = sales.quote_numbered(db, wanted)
        return quoted.quote.offer, quoted.contact_id
    if wanted.startswith(f"{ORDER}-"):
        ordered = sales.order_numbered(db, wanted)
        return ordered.order.offer, ordered.contact_id
    raise InputError(
        f"« {source} » n’est ni un devis ni un bon de commande.",
        remedy="Donnez un numéro comme D-2026-0001 ou BC-2026-0001.",
    )


def listing(ctx: Context) -> list[Listed]:
    """Return the recurring sales, oldest first."""
    with reading(ctx) as db:
        return [_listed(ctx, one) for one in recurring.all_recurring(db)]


def _listed(ctx: Context, kept: Kept) -> Listed:
    made = kept.made
    return Listed(
        number=made.number,
        customer=made.customer,
        every=made.every,
        starts=made.starts,
        ends=made.ends,
        gross=made.offer.totals.gross,
        invoiced=len(kept.done),
        due=tuple(made.due(ctx.today, kept.done)),
        next_on=made.next_on(kept.done),
    )


def end(ctx: Context, number: str, *, on: date | None = None) -> Listed:
    """Stop a recurring sale: no period starts after this day; what is invoiced stays so."""
    today = ctx.act_on()
    with begin(ctx, act="invoice.recurring") as tx:
        kept = recurring.numbered(tx.db, number)
        day = on or today
        if kept.made.starts > day:
            raise RefusedError(
                f"{kept.made.number} commence après le jour de sa fin.",
                remedy="Donnez une fin plus tardive : --fin.",
            )
        recurring.end(tx, kept, day)
        return _listed(ctx, recurring.numbered(tx.db, number))


def foreseen(ctx: Context) -> tuple[int, Decimal]:
    """Return how many periods are to be invoiced, and what they come to."""
    waiting = [(len(one.due), one.gross) for one in listing(ctx)]
    return sum(n for n, _ in waiting), sum((n * gross for n, gross in waiting), ZERO)


def run(ctx: Context) -> Sequence[MadeInvoice]:
    """Issue an invoice for each period that has started and has none: all, or none.

    A second run of the same day issues nothing.

    Raises:
        RefusedError: an invoice lacks what the law wants.
    """
    today = ctx.act_on()
    if not foreseen(ctx)[0]:
        return []
    structured.warm()
    made: list[MadeInvoice] = []
    with filing.issuing(ctx, act="invoice.issue") as act:
        for kept in recurring.all_recurring(act.tx.db):
            contact, buyer = party(act.tx.db, kept.made.customer)
            for term in kept.made.due(today, kept.done):
                subject = kept.made.offer.subject
                said = f"{subject}, {term.french}" if subject else f"Période {term.french}"
                offer = replace(kept.made.offer, buyer=buyer, subject=said)
                one = invoices.issued_for(act, offer, contact_id=contact.id, today=today)
                recurring.note(act.tx, kept, term, one.number)
                made.append(one)
    return [*made[:-1], replace(made[-1], notices=tuple(dict.fromkeys(act.notices)))]
