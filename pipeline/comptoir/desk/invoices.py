"""`comptoir invoice`: issue, show, list."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from comptoir.bookkeeping import invoice_entry
from comptoir.context import Context
from comptoir.desk import books, filing, papers, quotes, structured
from comptoir.desk.filing import Issuing
from comptoir.desk.project import load
from comptoir.errors import InputError, RefusedError
from comptoir.sales import CreditNote, Invoice, Offer
from comptoir.sales.documents import invoice_of
from comptoir.sales.face import invoice_face
from comptoir.sales.mentions import Mention, mentions, missing, on_debits, seller_of
from comptoir.sales.numbering import INVOICE, ORDER, QUOTE
from comptoir.sales.plain import to_json
from comptoir.store import billing, contacts, documents, members, payments, reading, sales
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
    due_on: date
    path: Path
    form: str  # factur-x, or pdf
    form_why: str = ""  # there is no structured invoice
    notices: tuple[str, ...] = ()


def issue(ctx: Context, reference: str, *, supplied_on: date | None = None) -> MadeInvoice:
    """Issue the invoice of an order, or of a quote accepted on the way.

    Number, lines, entry, frozen copy and PDF are written in one transaction.

    Args:
        ctx: who acts.
        reference: BC-2026-0001 or D-2026-0001.
        supplied_on: the day of the sale or of the service, today by default.

    Raises:
        RefusedError: already invoiced, or something that the law wants is missing.
    """
    today = ctx.act_on()
    structured.warm()
    with filing.issuing(ctx, act="invoice.issue") as act:
        db, organisation = act.tx.db, act.project.organisation
        sold = _ordered(act, reference, today)
        _refuse_second(act, sold)
        seller = seller_of(organisation)
        if faults := missing(sold.offer, seller, organisation, today):
            raise RefusedError(faults=faults)
        filing.check_order(db, "invoice", today)
        invoice = invoice_of(
            sold.offer,
            number=next_number(db, series=INVOICE, year=today.year),
            issued_on=today,
            seller=seller,
            order_number=sold.number,
            supplied_on=supplied_on,
            vat_on_debits=on_debits(organisation, today),
        )
        said = mentions(invoice, organisation)
        face = invoice_face(invoice, said)
        form = structured.structured(invoice, said, organisation)
        act.judge(papers.invoice_paper(invoice, face, act.project), on=today)
        (contact,) = contacts.many(db, [sold.contact_id])
        to_issue = ToIssue(invoice=invoice, contact_id=contact.id, order_id=sold.order_id)
        (invoice_id,) = billing.add_invoices(act.tx, [to_issue])
        act.tx.record("invoice", invoice.number, {"gross": (None, invoice.gross)})
        books.post(act.tx, act.project, [invoice_entry(invoice)])
        members.add_roles(act.tx, [(contact.id, "customer", today)])
        path = act.issue(
            filing.Paper(
                number=invoice.number,
                kind="invoice",
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
        due_on=invoice.due_on,
        path=path,
        form=form.form,
        form_why=form.why,
        notices=tuple(act.notices),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sold:
    """What is to be invoiced."""

    number: str  # of the order
    order_id: int
    contact_id: int
    offer: Offer


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
    )


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


def show(ctx: Context, number: str) -> ShownInvoice:
    project = load(ctx)
    with reading(ctx) as db:
        kept = billing.invoice_numbered(db, number.strip().upper())
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
        return [
            ShownInvoice(
                invoice=kept.invoice,
                paid=kept.paid,
                amount_due=kept.amount_due,
                state=state_on(kept, ctx.today),
            )
            for kept in billing.invoices(db, unpaid=unpaid, limit=limit)
        ]
