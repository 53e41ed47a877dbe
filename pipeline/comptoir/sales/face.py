"""What a quote or an invoice shows: the same facts as its model, written in French for paper."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from comptoir import identifiers
from comptoir.dates import french_date
from comptoir.money import ZERO, french_amount, french_rate, to_cents
from comptoir.party import Party
from comptoir.sales.amounts import Part, Totals
from comptoir.sales.credits import CreditNote
from comptoir.sales.deliveries import DeliveryNote
from comptoir.sales.documents import Deposit, Invoice, InvoiceKind, Offer, Quote
from comptoir.sales.lines import Line, Prices
from comptoir.sales.mentions import Mention

Face = dict[str, Any]
TITLES = {InvoiceKind.INVOICE: "Facture", InvoiceKind.DEPOSIT: "Facture d’acompte"}
AGREEMENT = {
    "title": "Bon pour accord",
    "how": "Pour accepter ce devis, renvoyez-le daté et signé, avec la mention manuscrite "
    "« bon pour accord ».",
}


def quote_face(quote: Quote, mentions: Sequence[Mention] = ()) -> Face:
    """Return what `print/quote.typ` shows."""
    facts = [
        ("Date", french_date(quote.issued_on)),
        ("Valable jusqu’au", french_date(quote.valid_to)),
        *_buyer_facts(quote.offer),
    ]
    own = {
        "title": f"Devis {quote.number}",
        "number": quote.number,
        "valid_to": french_date(quote.valid_to),
        "term": quote.offer.term.french,
        "agreement": AGREEMENT,
        "mentions": [mention.text for mention in mentions],
    }
    return own | _shared(quote.offer, facts)


def invoice_face(
    invoice: Invoice, mentions: Sequence[Mention], *, paid: Decimal = ZERO, account: str = ""
) -> Face:
    """Return what `print/invoice.typ` shows.

    Args:
        invoice: as issued.
        mentions: the sentences that the law wants.
        paid: before it was issued.
        account: where a transfer goes, in words; nothing where that is not said.
    """
    facts = [("Date", french_date(invoice.issued_on))]
    if invoice.supplied_on != invoice.issued_on:
        facts.append(("Date de la vente", french_date(invoice.supplied_on)))
    facts.append(("Échéance", french_date(invoice.due_on)))
    if invoice.order_number:
        facts.append(("Commande", invoice.order_number))
    due = invoice.to_pay - paid
    return (
        {"title": f"{TITLES[invoice.kind]} {invoice.number}", "number": invoice.number}
        | _shared(invoice.offer, [*facts, *_buyer_facts(invoice.offer)])
        | {
            "deposits": _deposit_rows(invoice.deposits),
            "paid": _amount(paid) if paid else "",
            "due": _amount(due),
            "settled": not due,
            "due_on": french_date(invoice.due_on),
            "account": account,
            "debit": _debit(invoice),
            "mentions": [mention.text for mention in mentions],
        }
    )


def _debit(invoice: Invoice) -> list[str]:
    """Tell the customer of a debit: the day, then the account, the mandate and who debits."""
    told = invoice.debit
    if told is None:
        return []
    return [
        french_date(told.on),
        f"sur le compte {told.account}, par le mandat {told.mandate} (créancier {told.creditor}).",
    ]


def credit_face(note: CreditNote, mentions: Sequence[Mention], *, left: Decimal) -> Face:
    """Return what `print/credit.typ` shows.

    Args:
        note: as issued.
        mentions: the sentences that the law wants.
        left: what is left to pay of its invoice once the note is taken off.
    """
    facts = [
        ("Date", french_date(note.issued_on)),
        ("Facture d’origine", note.invoice_number),
        ("Du", french_date(note.invoice_issued_on)),
    ]
    return (
        {"title": f"Avoir {note.number}", "number": note.number}
        | _shared(note.offer, [*facts, *_buyer_facts(note.offer)], note.totals)
        | {
            "subject": note.reason,
            "deposits": _deposit_rows(note.deposits),
            "amount": _amount(note.gross - note.deducted),
            "effect": _credit_effect(note, left),
            "mentions": [mention.text for mention in mentions],
        }
    )


def delivery_face(note: DeliveryNote) -> Face:
    """Return what `print/delivery.typ` shows."""
    facts = [("Livré le", french_date(note.delivered_on)), ("Commande", note.order_number)]
    if note.buyer_reference:
        facts.append(("Votre référence", note.buyer_reference))
    if note.buyer.reference:
        facts.append(("Client", note.buyer.reference))
    return {
        "title": f"Bon de livraison {note.number}",
        "facts": [list(fact) for fact in facts],
        "address": address_lines(note.buyer),
        "rows": [
            {
                "name": line.name,
                "sku": line.sku,
                "ordered": counted(line.ordered, line.unit),
                "delivered": counted(line.quantity, line.unit),
                "left": counted(line.left, line.unit) if line.left else "–",
            }
            for line in note.lines
        ],
        "signature": "Reçu le, réserves et signature :",
    }


def _credit_effect(note: CreditNote, left: Decimal) -> list[str]:
    said = []
    if note.applied:
        rest = f"il reste {_amount(left)} à payer" if left else "il n’y reste rien à payer"
        said.append(f"{_amount(note.applied)} viennent en déduction de cette facture : {rest}.")
    if note.owed:
        said.append(f"{_amount(note.owed)} sont à votre crédit : remboursement ou autre facture.")
    return said


def _deposit_rows(deposits: Sequence[Deposit]) -> list[list[str]]:
    return [
        [
            f"Acompte {each.number} du {french_date(each.issued_on)}"
            + (f" (dont TVA {_amount(each.tax)})" if each.tax else ""),
            _amount(-each.gross),
        ]
        for each in deposits
    ]


def address_lines(party: Party) -> list[str]:
    """Return the block of the window: names as written, place in capitals (NF Z10-011)."""
    address = party.address
    place = " ".join(part for part in (address.postcode, address.city.upper()) if part)
    country = "" if address.country == "FR" else address.country
    lines = (party.name, party.attention, address.addition, address.street, place, country)
    return [line for line in lines if line]


def _buyer_facts(offer: Offer) -> list[tuple[str, str]]:
    buyer = offer.buyer
    facts = []
    if buyer.reference:
        facts.append(("Client", buyer.reference))
    if offer.buyer_reference:
        facts.append(("Votre référence", offer.buyer_reference))
    if buyer.siren:
        facts.append(("Votre SIREN", identifiers.french_siren(buyer.siren)))
    if buyer.vat_number:
        facts.append(("Votre TVA", buyer.vat_number))
    return facts


def _shared(offer: Offer, facts: Sequence[tuple[str, str]], totals: Totals | None = None) -> Face:
    totals = totals or offer.totals
    return {
        "facts": [list(fact) for fact in facts],
        "address": address_lines(offer.buyer),
        "subject": offer.subject,
        "rows": [_row(part, offer) for part in shown_parts(totals.parts)],
        "vat": [
            {
                "rate": french_rate(vat.rate) if vat.rate else "Exonéré",
                "taxable": _amount(vat.taxable_amount),
                "tax": _amount(vat.tax_amount),
                "gross": _amount(vat.taxable_amount + vat.tax_amount),
            }
            for vat in totals.vat
        ],
        "totals": _totals(totals),
        "with_vat": any(vat.rate for vat in totals.vat),
    }


def shown_parts(parts: Sequence[Part]) -> list[Part]:
    """Join the shares of one allowance or charge that fall on one rate: the accounts are ours."""
    joined: dict[tuple[str, str, Decimal, int], Part] = {}
    for part in parts:
        key = (part.kind, part.name, part.rate, part.line)
        known = joined.get(key)
        joined[key] = (
            replace(known, net=known.net + part.net, gross=known.gross + part.gross)
            if known
            else part
        )
    return list(joined.values())


def _totals(totals: Totals) -> dict[str, str]:
    return {
        "net": _amount(totals.net),
        "tax": _amount(totals.tax),
        "gross": _amount(totals.gross),
    }


def _row(part: Part, offer: Offer) -> dict[str, Any]:
    shown = {
        "kind": part.kind,
        "name": part.name,
        "rate": french_rate(part.rate) if part.rate else "–",
        "net": _amount(part.net, unit=""),
        "gross": _amount(part.gross, unit=""),
        "quantity": "",
        "unit_price": "",
        "details": [],
    }
    if part.line < 0:
        return shown
    line = offer.lines[part.line]
    return shown | {
        "sku": line.sku,
        "quantity": quantity(line),
        "unit_price": unit_price(line, offer.prices),
        "details": [
            f"{a.reason} : −{_amount(a.amount)} {'TTC' if offer.prices is Prices.GROSS else 'HT'}"
            for a in line.allowances
        ],
    }


def quantity(line: Line) -> str:
    return counted(line.quantity, line.unit)


def counted(number: Decimal, unit: str = "") -> str:
    written = f"{number.normalize():f}".replace(".", ",")
    return f"{written}\N{NO-BREAK SPACE}{unit}" if unit else written


def unit_price(line: Line, prices: Prices) -> str:
    """Return the net unit price, with more than two decimals only when it needs them."""
    net = line.unit_price
    if prices is Prices.GROSS:
        net = net * 100 / (100 + line.vat_rate)
    if to_cents(net) == net:
        return _amount(net, unit="")
    return f"{net.quantize(Decimal('0.0001')):f}".replace(".", ",")


def _amount(amount: Decimal, *, unit: str = "€") -> str:
    return french_amount(amount, unit=unit).replace("-", "−")
