"""The gateway of quotes, orders and invoices, and of what segments ask about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, insert, select, update

from comptoir.errors import InputError
from comptoir.money import ZERO
from comptoir.sales import Invoice, Order, Quote
from comptoir.sales.plain import from_json, to_json
from comptoir.store.doors import Transaction
from comptoir.store.ids import next_id, next_ids
from comptoir.store.tables.sales import (
    invoice,
    invoice_line,
    invoice_vat,
    quote,
    sale_item,
    sale_order,
    sale_stat,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptQuote:
    """A quote as the base holds it."""

    id: int
    contact_id: int
    state: str  # open, accepted, refused
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOrder:
    """An order as the base holds it."""

    id: int
    contact_id: int
    state: str  # open, invoiced
    order: Order


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptInvoice:
    """An invoice as the base holds it, and what is left to pay."""

    id: int
    contact_id: int
    invoice: Invoice
    amount_due: Decimal
    order_id: int | None = None

    @property
    def paid(self) -> Decimal:
        return self.invoice.gross - self.amount_due


def add_quote(tx: Transaction, made: Quote, *, contact_id: int) -> int:
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
    )


def add_order(tx: Transaction, made: Order, *, contact_id: int, quote_id: int | None = None) -> int:
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


def order_of_quote(db: Connection, quote_id: int) -> KeptOrder | None:
    row = db.execute(select(sale_order).where(sale_order.c.quote_id == quote_id)).first()
    return _order(row) if row else None


def _order(row: Any) -> KeptOrder:
    return KeptOrder(
        id=row.id,
        contact_id=row.contact_id,
        state=row.state,
        order=from_json(Order, row.content),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ToIssue:
    """An invoice to write: whose, from which order, and what is left to pay."""

    invoice: Invoice
    contact_id: int
    order_id: int | None = None
    amount_due: Decimal | None = None  # the whole of it unless said


def add_invoices(tx: Transaction, made: Sequence[ToIssue]) -> list[int]:
    """Write invoices with their lines, VAT and statistics; return their ids."""
    ids = list(next_ids(tx.db, invoice, len(made)))
    if not made:
        return ids
    pairs = list(zip(ids, made, strict=True))
    tx.db.execute(insert(invoice), [_invoice_row(id_, each) for id_, each in pairs])
    lines = [row for id_, each in pairs for row in _line_rows(id_, each.invoice)]
    tx.db.execute(insert(invoice_line), lines)
    vat = [row for id_, each in pairs for row in _vat_rows(id_, each.invoice)]
    tx.db.execute(insert(invoice_vat), vat)
    orders = [each.order_id for each in made if each.order_id]
    if orders:
        tx.db.execute(
            update(sale_order).where(sale_order.c.id.in_(orders)).values(state="invoiced")
        )
    _count(tx.db, made)
    return ids


def _invoice_row(id_: int, made: ToIssue) -> dict[str, Any]:
    totals = made.invoice.totals
    return {
        "id": id_,
        "number": made.invoice.number,
        "order_id": made.order_id,
        "contact_id": made.contact_id,
        "issued_on": made.invoice.issued_on,
        "due_on": made.invoice.due_on,
        "net": totals.net,
        "tax": totals.tax,
        "gross": totals.gross,
        "amount_due": totals.gross if made.amount_due is None else made.amount_due,
        "content": to_json(made.invoice),
    }


def _line_rows(id_: int, made: Invoice) -> list[dict[str, Any]]:
    rows = []
    for rank, part in enumerate(made.totals.parts):
        line = made.offer.lines[part.line] if part.line >= 0 else None
        rows.append(
            {
                "invoice_id": id_,
                "rank": rank,
                "kind": part.kind,
                "sku": line.sku if line else "",
                "name": part.name,
                "nature": part.nature.value,
                "account": part.account,
                "quantity": line.quantity if line else Decimal(1),
                "unit_price": line.unit_price if line else part.gross,
                "vat_rate": part.rate,
                "net": part.net,
                "gross": part.gross,
            }
        )
    return rows


def _vat_rows(id_: int, made: Invoice) -> list[dict[str, Any]]:
    return [
        {
            "invoice_id": id_,
            "rate": rate,
            "nature": nature.value,
            "taxable_amount": net,
            "tax_amount": tax,
        }
        for (rate, nature), (net, tax) in made.totals.by_nature.items()
    ]


def _count(db: Connection, made: Sequence[ToIssue]) -> None:
    """Keep sale_stat and sale_item true, in the same transaction."""
    stats: dict[int, tuple[int, Decimal, date]] = {}
    items: set[tuple[int, str]] = set()
    for each in made:
        count, total, last = stats.get(each.contact_id, (0, ZERO, date.min))
        sale = each.invoice
        stats[each.contact_id] = (count + 1, total + sale.gross, max(last, sale.issued_on))
        items |= {(each.contact_id, line.sku) for line in sale.offer.lines if line.sku}
    wanted = list(stats)
    known = {
        row["contact_id"]: row
        for row in db.execute(
            select(sale_stat).where(sale_stat.c.contact_id.in_(wanted))
        ).mappings()
    }
    new = []
    for contact_id, (count, total, last) in stats.items():
        row = known.get(contact_id)
        if row is None:
            new.append({"contact_id": contact_id, "count": count, "total": total, "last_on": last})
        else:
            db.execute(
                update(sale_stat)
                .where(sale_stat.c.contact_id == contact_id)
                .values(
                    count=row["count"] + count,
                    total=row["total"] + total,
                    last_on=max(row["last_on"], last),
                )
            )
    if new:
        db.execute(insert(sale_stat), new)
    there = {
        (row.contact_id, row.sku)
        for row in db.execute(select(sale_item).where(sale_item.c.contact_id.in_(wanted)))
    }
    bought = [{"contact_id": c, "sku": sku} for c, sku in sorted(items - there)]
    if bought:
        db.execute(insert(sale_item), bought)


def invoices(
    db: Connection, *, unpaid: bool = False, limit: int | None = None
) -> list[KeptInvoice]:
    """Return issued invoices, the newest first; unpaid ones, the oldest due first."""
    query = select(invoice)
    if unpaid:
        query = query.where(invoice.c.amount_due > ZERO).order_by(invoice.c.due_on, invoice.c.id)
    else:
        query = query.order_by(invoice.c.id.desc())
    return [_invoice(row) for row in db.execute(query.limit(limit))]


def invoice_numbered(db: Connection, number: str) -> KeptInvoice:
    row = db.execute(select(invoice).where(invoice.c.number == number)).first()
    if row is None:
        raise InputError(
            f"Aucune facture n’a le numéro {number}.",
            remedy="Voyez-les : comptoir facture lister.",
        )
    return _invoice(row)


def invoice_of_order(db: Connection, order_id: int) -> str:
    """Return the number of the invoice of an order, or nothing."""
    query = select(invoice.c.number).where(invoice.c.order_id == order_id)
    return str(db.execute(query).scalar() or "")


def _invoice(row: Any) -> KeptInvoice:
    return KeptInvoice(
        id=row.id,
        contact_id=row.contact_id,
        invoice=from_json(Invoice, row.content),
        amount_due=row.amount_due,
        order_id=row.order_id,
    )


def take_payment(tx: Transaction, kept: KeptInvoice, amount: Decimal) -> Decimal:
    """Lower what is left to pay of an invoice and return what then is left."""
    left = kept.amount_due - amount
    tx.db.execute(update(invoice).where(invoice.c.id == kept.id).values(amount_due=left))
    tx.record("invoice", kept.invoice.number, {"amount_due": (kept.amount_due, left)})
    return left
