"""What segments read of sales, kept true in the transaction of each invoice."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, insert, select, update

from comptoir.money import ZERO
from comptoir.sales import CreditNote, Invoice, InvoiceKind
from comptoir.store.tables.sales import sale_item, sale_stat


def count(db: Connection, made: Sequence[tuple[int, Invoice | CreditNote]]) -> None:
    """Add sales to sale_stat and sale_item; a credit lowers the total, a deposit is no sale yet.

    Args:
        db: in the transaction of the documents.
        made: id of the contact, document.
    """
    stats: dict[int, tuple[int, Decimal, date]] = {}
    items: set[tuple[int, str]] = set()
    for contact_id, sale in made:
        number, total, last = stats.get(contact_id, (0, ZERO, date.min))
        amount = sum((p.gross for p in sale.totals.parts if p.booked_on.startswith("7")), ZERO)
        if isinstance(sale, CreditNote):
            stats[contact_id] = (number, total - amount, last)
        elif sale.kind is InvoiceKind.INVOICE:
            stats[contact_id] = (number + 1, total + amount, max(last, sale.issued_on))
            items |= {(contact_id, line.sku) for line in sale.offer.lines if line.sku}
    _write_stats(db, stats)
    there = {
        (row.contact_id, row.sku)
        for row in db.execute(select(sale_item).where(sale_item.c.contact_id.in_(list(stats))))
    }
    bought = [{"contact_id": c, "sku": sku} for c, sku in sorted(items - there)]
    if bought:
        db.execute(insert(sale_item), bought)


def _write_stats(db: Connection, stats: dict[int, tuple[int, Decimal, date]]) -> None:
    query = select(sale_stat).where(sale_stat.c.contact_id.in_(list(stats)))
    known = {row["contact_id"]: row for row in db.execute(query).mappings()}
    new = []
    for contact_id, (number, total, last) in stats.items():
        row = known.get(contact_id)
        if row is None:
            new.append({"contact_id": contact_id, "count": number, "total": total, "last_on": last})
        else:
            db.execute(
                update(sale_stat)
                .where(sale_stat.c.contact_id == contact_id)
                .values(
                    count=row["count"] + number,
                    total=row["total"] + total,
                    last_on=max(row["last_on"], last),
                )
            )
    if new:
        db.execute(insert(sale_stat), new)
