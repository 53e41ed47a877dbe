"""`comptoir invoice`: issue, show, list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection

from comptoir.bookkeeping import invoice_entry
from comptoir.contacts.model import Contact
from comptoir.context import Context
from comptoir.desk import (
    archives,
    books,
    filing,
    items,
    offers,
    papers,
    quotes,
    sale_files,
    structured,
)
from comptoir.desk.cashier.early import Early, offered
from comptoir.desk.debits.mandates import foreseen as foreseen_debit
from comptoir.desk.filing import Issuing
from comptoir.desk.project import load
from comptoir.desk.sale_files import Asked
from comptoir.desk.stationery import bank_facts
from comptoir.errors import ComptoirError, InputError, RefusedError
from comptoir.law.payments import due_on
from comptoir.money import ZERO
from comptoir.sales import CreditNote, Deposit, Invoice, InvoiceKind, Offer, Order
from comptoir.sales.deposits import deducted, deposit_amount, deposit_offer
from comptoir.sales.documents import invoice_of
from comptoir.sales.face import invoice_face
from comptoir.sales.mentions import Mention, mentions, missing, on_debits, seller_of
from comptoir.sales.numbering import INVOICE, ORDER, QUOTE
from comptoir.sales.plain import to_json
from comptoir.store import (
    billing,
    contacts,
    deliveries,
    documents,
    members,
    payments,
    reading,
    sales,
)
from comptoir.store.billing import KeptInvoice, ToIssue
from comptoir.store.sequences import next_number


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeInvoice:
    """An invoice that was just issued."""

    number: str
    order: str
    customer: str  # C-000123
    net: Decimal
    tax: Decimal
    gross: Decimal
    amount_due: Decimal  # deposits taken off
    due_on: date
    path: Path
    form: str  # factur-x, or pdf
    form_why: str = ""  # there is no structured invoice
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """What a file of sales would issue."""

    invoices: int
    gross: Decimal


def issue(
    ctx: Context, reference: str, *, supplied_on: date | None = None, deposit: str = ""
) -> MadeInvoice:
    """Issue the invoice of an order, or of a quote accepted on the way.

    Number, lines, entry, frozen copy and PDF are written in one transaction.

    Args:
        ctx: who acts.
        reference: BC-2026-0001 or D-2026-0001.
        supplied_on: the day of the sale or of the service; that of the last delivery, or today.
        deposit: 30% or an amount, when this is the invoice of a deposit.

    Raises:
        RefusedError: already invoiced, or something that the law wants is missing.
    """
    today = ctx.act_on()
    structured.warm()
    with filing.issuing(ctx, act="invoice.issue") as act:
        sold = _ordered(act, reference, today)
        _refuse_second(act, sold)
        made = _issued(act, sold, today, supplied_on=supplied_on, deposit=deposit)
    return replace(made, notices=tuple(act.notices))


def foreseen(ctx: Context, path: Path) -> Bulk:
    """Return what a file of sales would issue.

    Raises:
        InputError: a row is wrong; each is named.
    """
    with reading(ctx) as db:
        priced = _priced(db, items.items(ctx), sale_files.many(path), path)
    return Bulk(
        invoices=len(priced), gross=sum((offer.totals.gross for _, _, offer, _ in priced), ZERO)
    )


def issue_many(ctx: Context, path: Path) -> list[MadeInvoice]:
    """Issue an invoice for each sale of a file: all of them, or none.

    Args:
        ctx: who acts.
        path: CSV, workbook or JSON lines.

    Returns:
        The invoices; the last one carries what the rules tell of them all.

    Raises:
        InputError: a row is wrong; each is named.
        RefusedError: an invoice lacks what the law wants.
    """
    today = ctx.act_on()
    asked = sale_files.many(path)
    known = items.items(ctx)
    structured.warm()
    made = []
    with filing.issuing(ctx, act="invoice.issue") as act:
        priced = _priced(act.tx.db, known, asked, path)
        for line, contact, offer, outlet in priced:
            try:
                made.append(
                    issued_for(act, offer, contact_id=contact.id, today=today, outlet=outlet)
                )
            except ComptoirError as error:
                raise RefusedError(faults=sale_files.at_line(error, path, line)) from error
    return [*made[:-1], replace(made[-1], notices=tuple(dict.fromkeys(act.notices)))]


def issued_for(
    act: Issuing, offer: Offer, *, contact_id: int, today: date, outlet: str = ""
) -> MadeInvoice:
    """Order and invoice an offer at once, in an open act."""
    order = Order(
        number=next_number(act.tx.db, series=ORDER, year=today.year),
        ordered_on=today,
        offer=offer,
    )
    order_id = sales.add_order(act.tx, order, contact_id=contact_id, outlet=outlet)
    sold = _Sold(
        number=order.number, order_id=order_id, contact_id=contact_id, offer=offer, outlet=outlet
    )
    return _issued(act, sold, today)


def _priced(
    db: Connection, known: list[items.Item], asked: Sequence[Asked], path: Path
) -> list[tuple[int, Contact, Offer, str]]:
    priced, faults = [], []
    for each in asked:
        try:
            contact, offer = offers.offer(db, known, each.request)
            priced.append((each.line, contact, offer, each.request.outlet or ""))
        except ComptoirError as error:
            faults += sale_files.at_line(error, path, each.line)
    if faults:
        raise InputError(faults=faults)
    return priced


def _issued(
    act: Issuing,
    sold: "_Sold",
    today: date,
    *,
    supplied_on: date | None = None,
    deposit: str = "",
) -> MadeInvoice:
    """Write one invoice in an open act."""
    db, organisation = act.tx.db, act.project.organisation
    seller = seller_of(organisation)
    before = billing.deposits_of(db, sold.order_id)
    kind = InvoiceKind.DEPOSIT if deposit else InvoiceKind.INVOICE
    offer = _deposit(sold, before, deposit) if deposit else sold.offer
    if faults := missing(offer, seller, organisation, today):
        raise RefusedError(faults=faults)
    filing.check_order(db, "invoice", today, "deposit")
    invoice = invoice_of(
        offer,
        kind=kind,
        deposits=() if deposit else _paid_deposits(before),
        number=next_number(db, series=INVOICE, year=today.year),
        issued_on=today,
        seller=seller,
        order_number=sold.number,
        supplied_on=supplied_on or _delivered_on(act, sold.order_id),
        vat_on_debits=on_debits(organisation, today),
        debit=foreseen_debit(
            act.tx, act.project, sold.contact_id, today, due_on(today, offer.term)
        ),
    )
    said = mentions(invoice, organisation)
    face = invoice_face(invoice, said, bank=bank_facts(organisation))
    form = structured.structured(invoice, said, organisation)
    act.judge(papers.invoice_paper(invoice, face, act.project), on=today)
    (contact,) = contacts.many(db, [sold.contact_id])
    to_issue = ToIssue(
        invoice=invoice,
        contact_id=contact.id,
        order_id=None if deposit else sold.order_id,
        part_of_order_id=sold.order_id if deposit else None,
        outlet=sold.outlet,
    )
    (invoice_id,) = billing.add_invoices(act.tx, [to_issue])
    act.tx.record("invoice", invoice.number, {"gross": (None, invoice.gross)})
    books.post(act.tx, act.project, [invoice_entry(invoice)])
    members.add_roles(act.tx, [(contact.id, "customer", today)])
    path = act.issue(
        filing.Paper(
            number=invoice.number,
            kind=kind.value,
            contact_id=contact.id,
            contact_reference=contact.reference,
            record_id=invoice_id,
            issued_on=today,
            content=to_json(invoice),
            template="print/invoice.typ",
            face=face,
            xml=form.xml,
        )
    )
    totals = invoice.totals
    return MadeInvoice(
        number=invoice.number,
        order=sold.number,
        customer=contact.reference,
        net=totals.net,
        tax=totals.tax,
        gross=totals.gross,
        amount_due=invoice.to_pay,
        due_on=invoice.due_on,
        path=path,
        form=form.form,
        form_why=form.why,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sold:
    """What is to be invoiced."""

    number: str  # of the order
    order_id: int
    contact_id: int
    offer: Offer
    outlet: str = ""


def _ordered(act: Issuing, reference: str, today: date) -> _Sold:
    db, wanted = act.tx.db, reference.strip().upper()
    if wanted.startswith(f"{QUOTE}-"):
        kept = sales.quote_numbered(db, wanted)
        found = sales.order_of_quote(db, kept.id)
        if found is None:
            order, order_id = quotes.accepted(act.tx, kept, today=today)
            return _Sold(
                number=order.number,
                order_id=order_id,
                contact_id=kept.contact_id,
                offer=order.offer,
                outlet=kept.outlet,
            )
    elif wanted.startswith(f"{ORDER}-"):
        found = sales.order_numbered(db, wanted)
    else:
        raise InputError(
            f"« {reference} » n’est ni un devis ni un bon de commande.",
            remedy="Donnez un numéro comme D-2026-0001 ou BC-2026-0001.",
        )
    return _Sold(
        number=found.order.number,
        order_id=found.id,
        contact_id=found.contact_id,
        offer=found.order.offer,
        outlet=found.outlet,
    )


def _delivered_on(act: Issuing, order_id: int) -> date | None:
    """Return the day of the last delivery of an order."""
    notes = deliveries.of_order(act.tx.db, order_id)
    return max((note.delivered_on for note in notes), default=None)


def _deposit(sold: _Sold, before: Sequence[KeptInvoice], text: str) -> Offer:
    gross = sold.offer.totals.gross
    amount, label = deposit_amount(text, gross)
    left = gross - sum((deducted(kept.invoice, kept.notes).gross for kept in before), ZERO)
    return deposit_offer(sold.offer, amount, f"{label} sur la commande {sold.number}", left=left)


def _paid_deposits(before: Sequence[KeptInvoice]) -> tuple[Deposit, ...]:
    """Return the deposits to deduct; one that is not paid stops the final invoice."""
    for kept in before:
        if kept.amount_due:
            number = kept.invoice.number
            raise RefusedError(
                f"La facture d’acompte {number} n’est pas payée : la facture finale déduit ce qui "
                "a été versé (CGI, art. 289, I-1-c).",
                remedy="Enregistrez son règlement, ou annulez-la : "
                f"comptoir avoir nouveau {number}.",
            )
    made = (deducted(kept.invoice, kept.notes) for kept in before)
    return tuple(deposit for deposit in made if deposit.shares)


def _refuse_second(act: Issuing, sold: _Sold) -> None:
    if number := billing.invoice_of_order(act.tx.db, sold.order_id):
        raise RefusedError(
            f"La commande {sold.number} est déjà facturée : {number}.",
            remedy=f"Voyez-la : comptoir facture montrer {number}.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownInvoice:
    """An invoice, what paid it, and where its PDF is."""

    invoice: Invoice
    paid: Decimal
    amount_due: Decimal
    state: str  # paid, credited, part, open, late
    notes: tuple[CreditNote, ...] = ()
    payments: tuple[tuple[str, Decimal], ...] = ()
    mentions: tuple[Mention, ...] = ()
    path: Path | None = None
    early: Early | None = None


def show(ctx: Context, number: str) -> ShownInvoice:
    project = load(ctx)
    with reading(ctx) as db:
        kept = billing.invoice_numbered(db, number.strip().upper())
        archives.check(ctx, db, kept.contact_id, number=kept.invoice.number)
        shares = payments.shares_of(db, kept.id)
        paper = documents.numbered(db, kept.invoice.number)
    return ShownInvoice(
        invoice=kept.invoice,
        paid=kept.paid,
        amount_due=kept.amount_due,
        state=state_on(kept, ctx.today),
        notes=kept.notes,
        payments=tuple((share.payment_number, share.amount) for share in shares),
        mentions=tuple(mentions(kept.invoice, project.organisation)),
        early=offered(kept),
        path=ctx.var / filing.FOLDER / paper.path if paper and paper.path else None,
    )


STATES = {
    "paid": "payée",
    "credited": "annulée par avoir",
    "part": "payée en partie",
    "open": "à payer",
    "late": "en retard",
}


def state_on(kept: KeptInvoice, today: date) -> str:
    if kept.amount_due <= 0:
        return "paid" if kept.paid or not kept.notes else "credited"
    if kept.invoice.due_on < today:
        return "late"
    return "part" if kept.paid or kept.notes else "open"


def invoices(ctx: Context, *, unpaid: bool = False, limit: int | None = None) -> list[ShownInvoice]:
    """Return invoices, newest first; unpaid ones, the oldest due first."""
    with reading(ctx) as db:
        hidden = archives.hidden(ctx, db)
        return [
            ShownInvoice(
                invoice=kept.invoice,
                paid=kept.paid,
                amount_due=kept.amount_due,
                state=state_on(kept, ctx.today),
            )
            for kept in billing.invoices(db, unpaid=unpaid, limit=limit)
            if kept.contact_id not in hidden
        ]
