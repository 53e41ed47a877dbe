"""Quotes, invoices and receipts as the rules read them: facts, and every word printed."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from comptoir.desk.project import Project
from comptoir.members import DuesReceipt, GiftReceipt
from comptoir.money import ZERO
from comptoir.party import Party
from comptoir.printing.letterhead import letterhead
from comptoir.rules.values.document import (
    Cover,
    DocumentLine,
    RateShare,
    SalesDocument,
    Side,
    VatRow,
)
from comptoir.rules.values.receipt import DuesPaper, GiftPaper
from comptoir.sales import CreditNote, Invoice, Line, Offer, Prices, Quote, Totals
from comptoir.sales.deliveries import DeliveryNote
from comptoir.sales.face import shown_parts
from comptoir.settings.organisation import VatRegime

Face = Mapping[str, Any]


def quote_paper(quote: Quote, face: Face, project: Project, seller: Party) -> SalesDocument:
    """Return a quote as the rules read it."""
    return SalesDocument(
        kind="quote",
        number=quote.number,
        issued_on=quote.issued_on,
        valid_to=quote.valid_to,
        **_shared(quote.offer, face, project, seller),
    )


def invoice_paper(invoice: Invoice, face: Face, project: Project) -> SalesDocument:
    """Return an invoice as the rules read it."""
    return SalesDocument(
        kind=invoice.kind.value,
        number=invoice.number,
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        supplied_on=invoice.supplied_on,
        order=invoice.order_number,
        on_debits=invoice.vat_on_debits,
        paid_before=invoice.deducted,
        deposits=tuple(each.number for each in invoice.deposits),
        **_shared(invoice.offer, face, project, invoice.seller),
    )


def credit_paper(note: CreditNote, face: Face, project: Project, *, left: Decimal) -> SalesDocument:
    """Return a credit note as the rules read it.

    Args:
        note: to issue.
        face: what is printed.
        project: whose it is.
        left: what may still be credited of its invoice, this note set apart.
    """
    return SalesDocument(
        kind="credit_note",
        number=note.number,
        issued_on=note.issued_on,
        original=note.invoice_number,
        original_on=note.invoice_issued_on,
        original_left=left,
        on_debits=note.vat_on_debits,
        **_shared(note.offer, face, project, note.seller, note.totals),
    )


def delivery_paper(note: DeliveryNote, face: Face, project: Project) -> SalesDocument:
    """Return a delivery note as the rules read it."""
    return SalesDocument(
        kind="delivery_note",
        number=note.number,
        issued_on=note.delivered_on,
        supplied_on=note.delivered_on,
        order=note.order_number,
        seller=_side(note.seller),
        buyer=_side(note.buyer),
        lines=tuple(DocumentLine(name=line.name, quantity=line.quantity) for line in note.lines),
        text=printed(face, project),
    )


def _shared(
    offer: Offer, face: Face, project: Project, seller: Party, totals: Totals | None = None
) -> dict[str, Any]:
    shown = totals is None
    totals, organisation = totals or offer.totals, project.organisation
    parts = shown_parts(totals.parts)
    sold = {part.line: part for part in parts if part.line >= 0}
    return {
        "seller": _side(seller),
        "buyer": _side(offer.buyer),
        "territory": organisation.vat.territory,
        "lines": tuple(
            _line(line, sold[rank].net, organisation.vat.regime)
            for rank, line in enumerate(offer.lines)
        ),
        "reductions": tuple(
            RateShare(rate=part.rate, amount=-part.net, reason=part.name)
            for part in parts
            if part.kind == "allowance"
        ),
        "costs": tuple(
            RateShare(rate=part.rate, amount=part.net, reason=part.name)
            for part in parts
            if part.kind == "charge"
        ),
        "vat": tuple(
            VatRow(rate=row.rate, base=row.taxable_amount, tax=row.tax_amount) for row in totals.vat
        ),
        "net": totals.net,
        "tax": totals.tax,
        "gross": totals.gross,
        "displayed": _displayed(offer) if shown else None,
        "covers": tuple(
            Cover(
                insurer=one.insurer,
                contact=one.contact,
                territory=one.territory,
                valid_to=one.valid_to,
            )
            for one in organisation.insurances
        ),
        "buyer_order": offer.buyer_reference,
        "text": printed(face, project),
    }


def _line(line: Line, net: Decimal, regime: VatRegime) -> DocumentLine:
    exempt = line.exemption or regime in (VatRegime.FRANCHISE, VatRegime.EXEMPT)
    return DocumentLine(
        name=line.name,
        quantity=line.quantity,
        unit_price=line.unit_price,
        net=net,
        rate=line.vat_rate,
        nature=line.nature.value,
        category=line.category or ("S" if line.vat_rate else "E" if exempt else ""),
        exemption=line.exemption,
    )


def _displayed(offer: Offer) -> Decimal | None:
    """What the displayed prices come to, when they are those that a consumer sees."""
    if offer.prices is not Prices.GROSS:
        return None
    sold = sum((line.amount for line in offer.lines), ZERO)
    taken = sum((allowance.amount for allowance in offer.allowances), ZERO)
    return sold - taken + sum((charge.amount for charge in offer.charges), ZERO)


def _side(party: Party) -> Side:
    return Side(
        kind=party.kind,
        name=bool(party.name),
        address=bool(party.address),
        siren=party.siren,
        vat_number=party.vat_number,
        country=party.address.country,
    )


def printed(face: Face, project: Project) -> str:
    """Return every word that a document prints, one piece a line."""
    head = letterhead(project.organisation, project.site)
    said = {name: value for name, value in face.items() if name != "labels"}
    return "\n".join(_words([said, head]))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _words(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _words(each)


def dues_paper(receipt: DuesReceipt, face: Face, project: Project) -> DuesPaper:
    """Return a receipt for dues as the rules read it."""
    return DuesPaper(
        number=receipt.number,
        issued_on=receipt.issued_on,
        member=bool(receipt.member.name),
        period=receipt.period,
        amount=receipt.amount,
        paid_on=receipt.paid_on,
        method=receipt.method,
        text=printed(face, project),
    )


def gift_paper(
    receipt: GiftReceipt, face: Face, project: Project, *, received: Decimal
) -> GiftPaper:
    """Return a tax receipt as the rules read it.

    Args:
        receipt: as issued.
        face: what is printed.
        project: whose receipt it is.
        received: what the payment gave.
    """
    rights = project.organisation.tax_receipts
    body = receipt.body
    return GiftPaper(
        number=receipt.number,
        issued_on=receipt.issued_on,
        model=receipt.model,
        donor=receipt.donor.kind,
        donor_name=bool(receipt.donor.name),
        donor_address=bool(receipt.donor.address),
        donor_siren=receipt.donor.siren,
        body_name=bool(body.name),
        body_address=bool(body.address),
        body_number=body.siren or body.reference,
        body_object=receipt.body_object,
        body_status=receipt.body_status,
        amount=receipt.amount,
        words=receipt.amount_in_words,
        received_on=receipt.received_on,
        form=face["gift_form"],
        nature=face["gift_nature"].lower(),
        method=receipt.method,
        article=receipt.article,
        signatory=bool(receipt.signatory),
        eligible=rights.eligible,
        eligible_basis=rights.basis,
        received=received,
    )
