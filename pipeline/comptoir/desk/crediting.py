"""`comptoir credit`: give back an issued invoice, in whole or in part."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from comptoir.bookkeeping import PaidInvoice, credit_entry, credit_note
from comptoir.context import Context
from comptoir.desk import books, filing, papers, structured
from comptoir.errors import InputError, RefusedError
from comptoir.money import ZERO
from comptoir.sales import CreditNote
from comptoir.sales.credits import (
    Credited,
    credit_all,
    credit_amount,
    credit_lines,
    left_to_credit,
    line_named,
)
from comptoir.sales.face import credit_face
from comptoir.sales.mentions import credit_mentions
from comptoir.sales.numbering import CREDIT
from comptoir.sales.plain import to_json
from comptoir.store import billing, contacts, documents, reading
from comptoir.store.billing import KeptCredit, KeptInvoice, ToIssue
from comptoir.store.sequences import next_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be credited: everything left, quantities of lines, or an amount."""

    lines: Sequence[tuple[str, Decimal | None]] = ()  # reference or rank; all of the line
    amount: Decimal | None = None  # gross or net, as the prices of the invoice


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCredit:
    """A credit note that was just issued."""

    number: str
    invoice: str
    customer: str
    net: Decimal
    tax: Decimal
    gross: Decimal
    applied: Decimal  # taken off what was left to pay
    owed: Decimal  # to give back
    amount_due: Decimal  # what is left to pay of the invoice
    path: Path
    form: str  # factur-x, or pdf
    form_why: str = ""  # there is no structured invoice
    matched: str = ""
    notices: tuple[str, ...] = ()


def new(ctx: Context, number: str, *, reason: str, wanted: Wanted) -> MadeCredit:
    """Issue a credit note on an invoice: number, entry, frozen copy and PDF, or nothing.

    Args:
        ctx: who acts.
        number: F-2026-0001.
        reason: printed on the note.
        wanted: what is given back.

    Raises:
        RefusedError: more than what is left of the invoice, or no reason.
    """
    today = ctx.act_on()
    structured.warm()
    with filing.issuing(ctx, act="credit.new") as act:
        db = act.tx.db
        kept = billing.invoice_numbered(db, number.strip().upper())
        _refuse_deducted(kept, billing.deducting(db, kept))
        earlier = [note.credited for note in kept.notes]
        made = write(act, kept, _credited(kept, wanted, reason, earlier), reason, today)
    return replace(made, notices=tuple(act.notices))


def write(
    act: filing.Issuing, kept: KeptInvoice, credited: Credited, reason: str, today: date
) -> MadeCredit:
    """Issue the note of what is given back, in an open act."""
    db, organisation = act.tx.db, act.project.organisation
    filing.check_order(db, "credit_note", today)
    note = credit_note(
        kept.invoice,
        credited,
        PaidInvoice.of(kept.invoice, paid_before=kept.paid, notes=kept.notes),
        number=next_number(db, series=CREDIT, year=today.year),
        issued_on=today,
        reason=reason,
    )
    due = kept.amount_due - note.applied
    said = credit_mentions(note, organisation)
    face = credit_face(note, said, left=due)
    form = structured.structured(note, said, organisation)
    left = left_to_credit(kept.invoice, [each.credited for each in kept.notes])
    act.judge(papers.credit_paper(note, face, act.project, left=left), on=today)
    (contact,) = contacts.many(db, [kept.contact_id])
    to_issue = ToIssue(invoice=note, contact_id=contact.id, origin_id=kept.id, outlet=kept.outlet)
    (note_id,) = billing.add_invoices(act.tx, [to_issue])
    act.tx.record("credit", note.number, {"gross": (None, note.gross)})
    books.post(act.tx, act.project, [credit_entry(note)])
    if note.applied:
        billing.lower(act.tx, kept, note.applied)
    code = _settle(act, kept, note, due)
    path = act.issue(
        filing.Paper(
            number=note.number,
            kind="credit_note",
            contact_id=contact.id,
            contact_reference=contact.reference,
            record_id=note_id,
            issued_on=today,
            content=to_json(note),
            template="print/credit.typ",
            face=face,
            xml=form.xml,
        )
    )
    totals = note.totals
    return MadeCredit(
        number=note.number,
        invoice=kept.invoice.number,
        customer=contact.reference,
        net=totals.net,
        tax=totals.tax,
        gross=totals.gross,
        applied=note.applied,
        owed=note.owed,
        amount_due=due,
        path=path,
        form=form.form,
        form_why=form.why,
        matched=code,
    )


def _refuse_deducted(kept: KeptInvoice, final: str) -> None:
    if final:
        raise RefusedError(
            f"L’acompte {kept.invoice.number} est déjà déduit de {final}.",
            remedy=f"Faites l’avoir de {final} : l’acompte redevient alors disponible.",
        )


def _credited(
    kept: KeptInvoice, wanted: Wanted, reason: str, earlier: Sequence[Credited]
) -> Credited:
    invoice = kept.invoice
    if wanted.amount is not None:
        if len(wanted.lines) > 1:
            raise InputError(
                "un montant se rend sur une ligne, ou sur toute la facture.",
                remedy="Donnez une seule --line, ou aucune.",
            )
        index = line_named(invoice, wanted.lines[0][0]) if wanted.lines else None
        return credit_amount(invoice, wanted.amount, label=reason, index=index, earlier=earlier)
    if not wanted.lines:
        return credit_all(invoice, earlier)
    lines = []
    for name, quantity in wanted.lines:
        index = line_named(invoice, name)
        lines.append((index, quantity or invoice.offer.lines[index].quantity))
    return credit_lines(invoice, lines, earlier)


def _settle(act: filing.Issuing, kept: KeptInvoice, note: CreditNote, due: Decimal) -> str:
    """Match the invoice when this note settles it and nothing is to be given back."""
    if due or note.owed or not kept.invoice.to_pay or not books.keeps(act.project):
        return ""
    after = billing.invoice_numbered(act.tx.db, kept.invoice.number)
    return books.match(act.tx, after, party=kept.invoice.offer.buyer.reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCredit:
    """A credit note, what is left to give back, and where its PDF is."""

    note: CreditNote
    left: Decimal
    path: Path | None = None

    @classmethod
    def of(cls, kept: KeptCredit, path: Path | None = None) -> "ShownCredit":
        return cls(note=kept.note, left=max(kept.left, ZERO), path=path)


def show(ctx: Context, number: str) -> ShownCredit:
    with reading(ctx) as db:
        kept = billing.credit_numbered(db, number.strip().upper())
        paper = documents.numbered(db, kept.note.number)
    path = ctx.var / filing.FOLDER / paper.path if paper and paper.path else None
    return ShownCredit.of(kept, path)


def credit_notes(ctx: Context, *, limit: int | None = None) -> list[ShownCredit]:
    with reading(ctx) as db:
        return [ShownCredit.of(kept) for kept in billing.credit_notes(db, limit=limit)]
