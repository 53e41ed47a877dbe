"""The gateway of invoices, deposits and credit notes: one table, where credits are negative."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, insert, select, text, update

from comptoir.errors import InputError, RefusedError
from comptoir.ledger.aged import BANDS, Owed
from comptoir.money import ZERO
from comptoir.sales import CreditNote, Invoice, InvoiceKind, Nature
from comptoir.sales.plain import from_json, to_json
from comptoir.store import doubtful, requests, sale_stats
from comptoir.store.contacts import chunks
from comptoir.store.doors import Transaction
from comptoir.store.ids import next_ids
from comptoir.store.tables.contacts import contact
from comptoir.store.tables.doubtful import doubtful_debt
from comptoir.store.tables.sales import invoice, invoice_line, invoice_vat, sale_order
from comptoir.store.types import Cents

CREDIT_NOTE = "credit_note"
FEW = 500  # numbers that one query names; beyond, it reads the whole table


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptInvoice:
    """An invoice as the base holds it, its credit notes, and what is left to pay."""

    id: int
    contact_id: int
    invoice: Invoice
    amount_due: Decimal
    order_id: int | None = None
    notes: tuple[CreditNote, ...] = ()  # oldest first
    outlet: str = ""

    @property
    def credited(self) -> Decimal:
        """What credit notes took off what was left to pay."""
        return sum((note.applied for note in self.notes), ZERO)

    @property
    def paid(self) -> Decimal:
        return self.invoice.to_pay - self.credited - self.amount_due


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCredit:
    """A credit note as the base holds it, and what is left to give back."""

    id: int
    contact_id: int
    note: CreditNote
    left: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ToIssue:
    """An invoice or a credit note to write: whose, from what, and what is left to pay."""

    invoice: Invoice | CreditNote
    contact_id: int
    order_id: int | None = None
    part_of_order_id: int | None = None
    origin_id: int | None = None
    amount_due: Decimal | None = None  # the whole of it unless said
    outlet: str = ""


def add_invoices(tx: Transaction, made: Sequence[ToIssue]) -> list[int]:
    """Write invoices and credit notes with lines, VAT and statistics; return their ids."""
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
    sale_stats.count(tx.db, [(each.contact_id, each.invoice) for each in made])
    return ids


def _sign(made: Invoice | CreditNote) -> int:
    return -1 if isinstance(made, CreditNote) else 1


def _invoice_row(id_: int, each: ToIssue) -> dict[str, Any]:
    made, sign = each.invoice, _sign(each.invoice)
    totals = made.totals
    due = -made.owed if isinstance(made, CreditNote) else made.to_pay
    return {
        "id": id_,
        "number": made.number,
        "order_id": each.order_id,
        "contact_id": each.contact_id,
        "issued_on": made.issued_on,
        "due_on": made.issued_on if isinstance(made, CreditNote) else made.due_on,
        "net": sign * totals.net,
        "tax": sign * totals.tax,
        "gross": sign * totals.gross,
        "amount_due": due if each.amount_due is None else each.amount_due,
        "content": to_json(made),
        "outlet": each.outlet,
        "kind": CREDIT_NOTE if isinstance(made, CreditNote) else made.kind.value,
        "origin_id": each.origin_id,
        "part_of_order_id": each.part_of_order_id,
    }


def _line_rows(id_: int, made: Invoice | CreditNote) -> Iterator[dict[str, Any]]:
    sign = _sign(made)
    for rank, part in enumerate(made.totals.parts):
        line = made.offer.lines[part.line] if part.line >= 0 else None
        yield {
            "invoice_id": id_,
            "rank": rank,
            "kind": part.kind,
            "sku": line.sku if line else "",
            "name": part.name,
            "nature": part.nature.value,
            "account": part.booked_on,
            "quantity": sign * (line.quantity if line else Decimal(1)),
            "unit_price": line.unit_price if line else abs(part.gross),
            "vat_rate": part.rate,
            "net": sign * part.net,
            "gross": sign * part.gross,
        }


def _vat_rows(id_: int, made: Invoice | CreditNote) -> list[dict[str, Any]]:
    sign = _sign(made)
    return [
        {
            "invoice_id": id_,
            "rate": rate,
            "nature": nature.value,
            "taxable_amount": sign * net,
            "tax_amount": sign * tax,
        }
        for (rate, nature), (net, tax) in made.totals.by_nature.items()
    ]


def invoices(
    db: Connection, *, unpaid: bool = False, limit: int | None = None
) -> list[KeptInvoice]:
    """Return issued invoices, the newest first; unpaid ones, the oldest due first."""
    query = select(invoice).where(invoice.c.kind != CREDIT_NOTE)
    if unpaid:
        query = query.where(invoice.c.amount_due > ZERO).order_by(invoice.c.due_on, invoice.c.id)
    else:
        query = query.order_by(invoice.c.id.desc())
    return _kept(db, db.execute(query.limit(limit)).all())


def invoices_of(db: Connection, ids: Sequence[int]) -> list[KeptInvoice]:
    """Return some invoices, the newest first."""
    rows = [
        row
        for piece in chunks(ids)
        for row in db.execute(select(invoice).where(invoice.c.id.in_(piece)))
    ]
    return _kept(db, sorted(rows, key=lambda row: -row.id))


def gross_by_nature(db: Connection) -> dict[str, dict[Nature, Decimal]]:
    """Return what each document is of goods and of services, VAT included, by its number."""
    gross = func.sum(invoice_vat.c.taxable_amount + invoice_vat.c.tax_amount, type_=Cents())
    query = (
        select(invoice.c.number, invoice_vat.c.nature, gross.label("gross"))
        .join(invoice_vat, invoice_vat.c.invoice_id == invoice.c.id)
        .group_by(invoice.c.number, invoice_vat.c.nature)
    )
    found: dict[str, dict[Nature, Decimal]] = {}
    for row in db.execute(query):
        found.setdefault(row.number, {})[Nature(row.nature)] = row.gross
    return found


ALIASES = ("whose", "contested", "lateness", "doubted")  # names of no column of these tables


def to_give_back(db: Connection) -> dict[str, Decimal]:
    """Return what is left to give back of credit notes, by customer."""
    query = (
        select(contact.c.reference, func.sum(-invoice.c.amount_due).label("amount"))
        .join(contact, contact.c.id == invoice.c.contact_id)
        .where(invoice.c.amount_due < ZERO)
        .group_by(contact.c.reference)
    )
    return {row.reference: row.amount for row in db.execute(query)}


def owed(db: Connection, today: date) -> list[Owed]:
    """Return what is left of invoices, and what is left to give back of credit notes.

    Those of one customer that are as late, by the bands of the aged balance, come as one sum, due
    on the first of their days; a disputed one comes alone, a doubtful one apart.
    """
    disputes = requests.contesting(db)
    disputed = case((invoice.c.number.in_(list(disputes)), invoice.c.number), else_="")
    limits = [today - timedelta(days=days) for days in BANDS]
    lateness = case(*((invoice.c.due_on >= day, rank) for rank, day in enumerate(limits)),
                    else_=len(limits))  # fmt: skip
    doubted = doubtful_debt.c.invoice_id.is_not(None)
    keys = (contact.c.reference, disputed, lateness, doubted)
    query = (
        select(
            *(key.label(name) for key, name in zip(keys, ALIASES, strict=True)),
            func.min(invoice.c.due_on).label("due_on"),
            func.sum(invoice.c.amount_due).label("amount"),
        )
        .join(contact, contact.c.id == invoice.c.contact_id)
        .join(doubtful_debt, doubtful_debt.c.invoice_id == invoice.c.id, isouter=True)
        .where(invoice.c.amount_due != ZERO)
        .group_by(*map(text, ALIASES))
        .order_by(*map(text, ALIASES))
    )  # fmt: skip
    return [
        Owed(
            party=row.whose,
            due_on=row.due_on,
            amount=row.amount,
            dispute=disputes.get(row.contested, ""),
            doubtful=bool(row.doubted),
        )
        for row in db.execute(query)
    ]


def read(row: Any) -> Invoice | CreditNote:
    """Return the document of a row."""
    if row.kind == CREDIT_NOTE:
        return from_json(CreditNote, row.content)
    return from_json(Invoice, row.content)


def any_numbered(db: Connection, number: str) -> Invoice | CreditNote:
    """Return an invoice or a credit note."""
    row = db.execute(select(invoice).where(invoice.c.number == number)).first()
    return read(row) if row else invoice_numbered(db, number).invoice


def invoice_numbered(db: Connection, number: str) -> KeptInvoice:
    query = select(invoice).where(invoice.c.number == number, invoice.c.kind != CREDIT_NOTE)
    row = db.execute(query).first()
    if row is None:
        raise InputError(
            f"Aucune facture n’a le numéro {number}.",
            remedy="Voyez-les : comptoir facture lister.",
        )
    return _kept(db, [row])[0]


def invoice_of_order(db: Connection, order_id: int) -> str:
    """Return the number of the invoice of an order, or nothing."""
    query = select(invoice.c.number).where(invoice.c.order_id == order_id)
    return str(db.execute(query).scalar() or "")


def deposits_of(db: Connection, order_id: int | None) -> list[KeptInvoice]:
    """Return the deposit invoices of an order, oldest first."""
    if order_id is None:
        return []
    query = (
        select(invoice)
        .where(invoice.c.part_of_order_id == order_id)
        .where(invoice.c.kind == InvoiceKind.DEPOSIT.value)
        .order_by(invoice.c.id)
    )
    return _kept(db, db.execute(query).all())


def finals_of(db: Connection, order_id: int | None) -> list[KeptInvoice]:
    """Return the invoice that closes an order, if there is one."""
    if order_id is None:
        return []
    return _kept(db, db.execute(select(invoice).where(invoice.c.order_id == order_id)).all())


def order_id_of(db: Connection, kept: KeptInvoice) -> int | None:
    """Return the order that an invoice or a deposit belongs to."""
    query = select(invoice.c.order_id, invoice.c.part_of_order_id).where(invoice.c.id == kept.id)
    row = db.execute(query).one()
    found: int | None = row.order_id or row.part_of_order_id
    return found


def deducting(db: Connection, kept: KeptInvoice) -> str:
    """Return the number of the invoice that deducts a deposit and stands, or nothing."""
    if kept.invoice.kind is not InvoiceKind.DEPOSIT:
        return ""
    for final in finals_of(db, order_id_of(db, kept)):
        given_back = {each.number for note in final.notes for each in note.deposits}
        if kept.invoice.number in {d.number for d in final.invoice.deposits} - given_back:
            return final.invoice.number
    return ""


def credit_notes(db: Connection, *, limit: int | None = None) -> list[KeptCredit]:
    """Return credit notes, the newest first."""
    query = select(invoice).where(invoice.c.kind == CREDIT_NOTE).order_by(invoice.c.id.desc())
    return [_credit(row) for row in db.execute(query.limit(limit))]


def credit_numbered(db: Connection, number: str) -> KeptCredit:
    query = select(invoice).where(invoice.c.number == number, invoice.c.kind == CREDIT_NOTE)
    row = db.execute(query).first()
    if row is None:
        raise InputError(
            f"Aucun avoir n’a le numéro {number}.", remedy="Voyez-les : comptoir avoir lister."
        )
    return _credit(row)


def _credit(row: Any) -> KeptCredit:
    return KeptCredit(
        id=row.id,
        contact_id=row.contact_id,
        note=from_json(CreditNote, row.content),
        left=-row.amount_due,
    )


def _kept(db: Connection, rows: Sequence[Any]) -> list[KeptInvoice]:
    notes = _notes(db, [row.id for row in rows])
    return [
        KeptInvoice(
            id=row.id,
            contact_id=row.contact_id,
            invoice=from_json(Invoice, row.content),
            amount_due=row.amount_due,
            order_id=row.order_id,
            notes=tuple(notes.get(row.id, ())),
            outlet=row.outlet,
        )
        for row in rows
    ]


def _notes(db: Connection, ids: Sequence[int]) -> dict[int, list[CreditNote]]:
    which: ColumnElement[bool] = invoice.c.origin_id.is_not(None)
    if len(ids) <= FEW:
        which = invoice.c.origin_id.in_(ids)
    query = select(invoice.c.origin_id, invoice.c.content).where(which).order_by(invoice.c.id)
    found: dict[int, list[CreditNote]] = {}
    for row in db.execute(query):
        found.setdefault(row.origin_id, []).append(from_json(CreditNote, row.content))
    return found


def give_back(tx: Transaction, kept: KeptCredit, amount: Decimal) -> Decimal:
    """Lower what is left to give back of a credit note; return what is left."""
    left = kept.left - amount
    tx.db.execute(update(invoice).where(invoice.c.id == kept.id).values(amount_due=-left))
    tx.record("invoice", kept.note.number, {"amount_due": (-kept.left, -left)})
    return left


def lower(tx: Transaction, kept: KeptInvoice, amount: Decimal) -> Decimal:
    """Lower what is left to pay of an invoice, by a payment or a credit; return what is left.

    Raises:
        RefusedError: it is a doubtful or a lost debt, and stands on another account.
    """
    if debt := doubtful.of_invoice(tx.db, kept.id):
        raise _elsewhere(kept, debt)
    left = kept.amount_due - amount
    tx.db.execute(update(invoice).where(invoice.c.id == kept.id).values(amount_due=left))
    tx.record("invoice", kept.invoice.number, {"amount_due": (kept.amount_due, left)})
    return left


def _elsewhere(kept: KeptInvoice, debt: doubtful.Debt) -> RefusedError:
    number = kept.invoice.number
    if debt.lost_on:
        return RefusedError(
            f"{number} est passée en perte : elle ne se règle plus.",
            remedy="Ce qui revient s’enregistre au compte 7714 : comptoir journal enregistrer.",
        )
    return RefusedError(
        f"{number} est en créance douteuse (416).",
        remedy=f"Ramenez-la d’abord : comptoir journal douteuse {number} --annuler.",
    )


def untaxed_between(db: Connection, starts: date, ends: date) -> Iterator[Invoice | CreditNote]:
    """Yield the invoices and credit notes of some days that have a line without VAT."""
    bare = select(invoice_vat.c.invoice_id).where(invoice_vat.c.rate == Decimal(0))
    query = (
        select(invoice)
        .where(invoice.c.issued_on.between(starts, ends), invoice.c.id.in_(bare))
        .where(invoice.c.kind != InvoiceKind.DEPOSIT.value)
        .order_by(invoice.c.id)
    )
    for row in db.execute(query):
        yield read(row)
