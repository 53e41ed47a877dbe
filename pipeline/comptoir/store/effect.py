"""The gateway of what mailings bring, in documents and in euros: the books' own figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Connection, Select, func, insert, or_, select

from comptoir.money import ZERO
from comptoir.store import Transaction
from comptoir.store.contacts import chunks
from comptoir.store.outbox_rows import State
from comptoir.store.tables.contacts import contact_role
from comptoir.store.tables.effect import campaign_reply
from comptoir.store.tables.members import donation, membership
from comptoir.store.tables.outbox import campaign_run, outbox
from comptoir.store.tables.payments import payment, payment_part
from comptoir.store.tables.sales import invoice, invoice_line, quote, sale_order

PREFIXES = {"P": "payment", "F": "invoice", "D": "quote", "DEM": "request"}
SALES, DUES, GIFTS = "sales", "dues", "gifts"


@dataclass(frozen=True, slots=True)
class Addressed:
    """One recipient of a mailing, or somebody held out of it."""

    outbox_id: int
    contact_id: int
    channel: str
    segment: str
    state: State
    detail: str


@dataclass(frozen=True, slots=True)
class Brought:
    """Euros that a document brought, before tax, and whose they are."""

    contact_id: int
    kind: str  # sales | dues | gifts
    amount: Decimal
    document: str
    outbox_id: int | None = None


def kind_of(number: str) -> str:
    """Return what a number is that of; nothing when it can bring nothing.

    >>> kind_of("F-2026-0001"), kind_of("A-2026-0001")
    ('invoice', '')
    """
    return PREFIXES.get(number.partition("-")[0].upper(), "")


def owner_of(db: Connection, number: str) -> int | None:
    """Return whose a document is."""
    tables = {"payment": payment, "invoice": invoice, "quote": quote}
    table = tables.get(kind_of(number))
    if table is None:
        return None
    found = select(table.c.contact_id).where(table.c.number == number)
    return db.execute(found).scalar()


def tie(tx: Transaction, campaign: str, number: str, outbox_id: int | None) -> str:
    """Tie a document to a mailing, once; return the mailing it is tied to."""
    known = select(campaign_reply.c.campaign).where(campaign_reply.c.number == number)
    if before := tx.db.execute(known).scalar():
        return str(before)
    tx.db.execute(insert(campaign_reply).values(
        campaign=campaign, outbox_id=outbox_id, kind=kind_of(number), number=number,
        on=tx.ctx.today, login=tx.ctx.actor.login,
    ))  # fmt: skip
    tx.record("campaign", campaign, {"reply": (None, number)})
    return campaign


def row_of(db: Connection, campaign: str, contact_id: int) -> int | None:
    """Return the message that a mailing last sent to somebody."""
    here = (outbox.c.campaign == campaign) & (outbox.c.contact_id == contact_id)
    sent = outbox.c.state.in_((State.SENT.value, State.DOUBTFUL.value))
    return db.execute(
        select(outbox.c.id).where(here, sent).order_by(outbox.c.id.desc()).limit(1)
    ).scalar()


def by_reference(db: Connection, reference: str) -> tuple[str, int] | None:
    """Return the mailing and the row of a message, M-000123."""
    here = outbox.c.reference == reference.upper()
    row = db.execute(select(outbox.c.campaign, outbox.c.id).where(here)).first()
    return None if row is None else (row.campaign, row.id)


def addressed(db: Connection, campaign: str) -> list[Addressed]:
    """Return everybody whom a mailing was for."""
    wanted = (
        select(outbox, campaign_run.c.segment)
        .join(campaign_run, campaign_run.c.id == outbox.c.run_id)
        .where(outbox.c.campaign == campaign)
        .order_by(outbox.c.id)
    )
    return [
        Addressed(row.id, row.contact_id, row.channel, row.segment, State(row.state), row.detail)
        for row in db.execute(wanted)
    ]


def by_code(db: Connection, campaign: str) -> list[Brought]:
    """Return what the documents tied to a mailing brought; what was given back is taken off."""
    ties = db.execute(select(campaign_reply).where(campaign_reply.c.campaign == campaign)).all()
    rows = {row.number: row.outbox_id for row in ties}
    found = _sales(db, _tied(db, list(rows)))
    found += _paid(db, [row.number for row in ties if row.kind == "payment"])
    return [
        Brought(one.contact_id, one.kind, one.amount, one.document, rows.get(one.document))
        for one in found
    ]


def tied_invoices(db: Connection) -> set[int]:
    """Return the invoices that a code ties to some mailing: no promotion counts them again."""
    return set(_tied(db, list(db.execute(select(campaign_reply.c.number)).scalars())))


def _tied(db: Connection, numbers: Sequence[str]) -> dict[int, str]:
    """Return the invoices of some numbers, of invoices or of quotes: id → number that is tied."""
    of_quotes = (
        select(quote.c.number.label("tied"), invoice.c.id)
        .select_from(quote)
        .join(sale_order, sale_order.c.quote_id == quote.c.id)
        .join(invoice, invoice.c.order_id == sale_order.c.id)
    )
    of_invoices = select(invoice.c.number.label("tied"), invoice.c.id)
    found: dict[int, str] = {}
    for piece in chunks(numbers):
        for source, column in ((of_quotes, quote.c.number), (of_invoices, invoice.c.number)):
            found |= {row.id: row.tied for row in db.execute(source.where(column.in_(piece)))}
    return found


def _sales(db: Connection, numbers: dict[int, str]) -> list[Brought]:
    found: list[Brought] = []
    for piece in chunks(list(numbers)):
        origin = func.coalesce(invoice.c.origin_id, invoice.c.id)
        mine = or_(invoice.c.id.in_(piece), invoice.c.origin_id.in_(piece))
        for row in db.execute(_revenue(origin).where(mine)):
            found.append(Brought(row.contact_id, SALES, row.amount, numbers[row.origin]))
    return found


def _revenue(origin: ColumnElement[int]) -> Select[tuple[int, int, Decimal]]:
    """Sum the lines of invoices and of their credit notes that are revenue (70x), before tax."""
    amount = func.sum(invoice_line.c.net)
    return (
        select(origin.label("origin"), invoice.c.contact_id, amount.label("amount"))
        .join(invoice_line, invoice_line.c.invoice_id == invoice.c.id)
        .where(invoice_line.c.account.like("70%"))
        .group_by(origin, invoice.c.contact_id)
    )


def _promoted(skus: Iterable[str], since: date, until: date) -> Select[tuple[int, int, Decimal]]:
    """Sum what invoices of some days have of some items, less their credit notes."""
    origin = func.coalesce(invoice.c.origin_id, invoice.c.id)
    within = select(invoice.c.id).where(
        invoice.c.kind == "invoice", invoice.c.issued_on >= since, invoice.c.issued_on <= until
    )
    return _revenue(origin).where(invoice_line.c.sku.in_(list(skus)), origin.in_(within))


def promoted(
    db: Connection, skus: Iterable[str], *, since: date, until: date
) -> dict[int, Decimal]:
    """Return what each invoice of some days has of some items, before tax."""
    return {row.origin: row.amount for row in db.execute(_promoted(skus, since, until))}


def answering(db: Connection, campaign: str) -> dict[int, Decimal]:
    """Return the revenue of the invoices that a code ties to a mailing, before tax."""
    ties = select(campaign_reply.c.number).where(campaign_reply.c.campaign == campaign)
    found: dict[int, Decimal] = {}
    for piece in chunks(list(_tied(db, list(db.execute(ties).scalars())))):
        origin = func.coalesce(invoice.c.origin_id, invoice.c.id)
        wanted = _revenue(origin).where(origin.in_(piece))
        found |= {row.origin: row.amount for row in db.execute(wanted)}
    return found


def by_promotion(
    db: Connection, skus: Iterable[str], *, since: date, until: date, but: Iterable[int]
) -> list[Brought]:
    """Return what promoted items brought over some days, documents tied by a code left out."""
    rows = db.execute(_promoted(skus, since, until)).all()
    names = select(invoice.c.id, invoice.c.number)
    numbers: dict[int, str] = {}
    for piece in chunks([row.origin for row in rows]):
        numbers |= {r.id: r.number for r in db.execute(names.where(invoice.c.id.in_(piece)))}
    left_out = set(but)
    return [
        Brought(row.contact_id, SALES, row.amount, numbers[row.origin])
        for row in rows
        if row.origin not in left_out
    ]


def _paid(db: Connection, numbers: Sequence[str]) -> list[Brought]:
    """Return the dues and gifts of payments, less what was given back of them."""
    found: list[Brought] = []
    origin = func.coalesce(payment.c.reverses_id, payment.c.id)
    for piece in chunks(numbers):
        these = select(payment.c.id, payment.c.number).where(payment.c.number.in_(piece))
        named = {row.id: row.number for row in db.execute(these)}
        wanted = (
            select(
                origin.label("origin"),
                payment.c.contact_id,
                payment_part.c.kind,
                func.sum(payment_part.c.amount).label("amount"),
            )
            .join(payment_part, payment_part.c.payment_id == payment.c.id)
            .where(origin.in_(list(named)), payment_part.c.kind.in_(("membership", "donation")))
            .group_by(origin, payment.c.contact_id, payment_part.c.kind)
        )
        for row in db.execute(wanted):
            kind = DUES if row.kind == "membership" else GIFTS
            found.append(Brought(row.contact_id, kind, row.amount, named[row.origin]))
    return found


def converted(
    db: Connection, contact_ids: Sequence[int], *, since: date
) -> tuple[set[int], set[int]]:
    """Return who of some people was a prospect on a day, and who of these is more since then.

    A customer, a member or a donor is: by a role, a sale, dues or a gift after that day.
    """
    prospects: set[int] = set()
    more: set[int] = set()
    for piece in chunks(contact_ids):
        role = contact_role.c
        there = or_(role.until.is_(None), role.until >= since)
        was = (role.role == "prospect") & there & or_(role.since.is_(None), role.since <= since)
        mine = select(role.contact_id).where(role.contact_id.in_(piece))
        prospects |= set(db.execute(mine.where(was)).scalars())
        became = role.role.in_(("customer", "member", "donor")) & (role.since >= since)
        more |= set(db.execute(mine.where(became)).scalars())
        for table, day in (
            (invoice, invoice.c.issued_on),
            (membership, membership.c.recorded_on),
            (donation, donation.c.received_on),
        ):
            did = select(table.c.contact_id).where(table.c.contact_id.in_(piece), day >= since)
            if "cancelled_on" in table.c:
                did = did.where(table.c.cancelled_on.is_(None))
            more |= set(db.execute(did).scalars())
    return prospects, prospects & more


def everything(
    db: Connection, contact_ids: Sequence[int], *, since: date, until: date
) -> dict[int, Decimal]:
    """Return what some people brought over some days, whatever the reason: sales, dues, gifts."""
    found: dict[int, Decimal] = {}
    for piece in chunks(contact_ids):
        sold = _revenue(invoice.c.contact_id).where(
            invoice.c.contact_id.in_(piece),
            invoice.c.issued_on >= since,
            invoice.c.issued_on <= until,
        )
        given = (
            select(payment.c.contact_id, func.sum(payment_part.c.amount).label("amount"))
            .join(payment_part, payment_part.c.payment_id == payment.c.id)
            .where(
                payment.c.contact_id.in_(piece),
                payment.c.received_on >= since,
                payment.c.received_on <= until,
                payment_part.c.kind.in_(("membership", "donation")),
            )
            .group_by(payment.c.contact_id)
        )
        for query in (sold, given):
            for row in db.execute(query):
                found[row.contact_id] = found.get(row.contact_id, ZERO) + row.amount
    return found
