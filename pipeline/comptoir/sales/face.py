"""What a quote or an invoice shows: the same facts as its model, written for paper."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from comptoir import identifiers
from comptoir.dates import french_date
from comptoir.money import ZERO, to_cents
from comptoir.party import COUNTRIES, Party
from comptoir.sales.amounts import Part, Totals
from comptoir.sales.credits import CreditNote
from comptoir.sales.deliveries import DeliveryNote
from comptoir.sales.documents import Deposit, Invoice, Offer, Quote
from comptoir.sales.lines import Line, Prices
from comptoir.sales.mentions import Mention
from comptoir.sales.tongue import ENGLISH, FRENCH, Tongue, english_of, term_in, tongue

Face = dict[str, Any]


def quote_face(quote: Quote, mentions: Sequence[Mention] = ()) -> Face:
    """Return what `print/quote.typ` shows."""
    t = tongue(quote.offer.language)
    facts = [
        (t.say("date"), t.day(quote.issued_on)),
        (t.say("valid_to"), t.day(quote.valid_to)),
        *_buyer_facts(quote.offer, t),
    ]
    own = {
        "title": f"{t.say('quote')} {quote.number}",
        "number": quote.number,
        "valid_to": t.day(quote.valid_to),
        "paid_term": t.say("paid_term", term=term_in(t, quote.offer.term)),
        "agreement": {"title": t.say("agreed"), "how": t.say("agree")},
        "mentions": _mentions(mentions, t),
    }
    return own | _shared(quote.offer, facts, t)


def invoice_face(
    invoice: Invoice,
    mentions: Sequence[Mention],
    *,
    paid: Decimal = ZERO,
    bank: Sequence[tuple[str, str]] = (),
) -> Face:
    """Return what `print/invoice.typ` shows.

    Args:
        invoice: as issued.
        mentions: the sentences that the law wants.
        paid: what was paid of it already.
        bank: where a transfer goes, as labels and values: IBAN, BIC.
    """
    t = tongue(invoice.offer.language)
    facts = [(t.say("date"), t.day(invoice.issued_on))]
    if invoice.supplied_on != invoice.issued_on:
        facts.append((t.say("supplied_on"), t.day(invoice.supplied_on)))
    facts.append((t.say("due_on"), t.day(invoice.due_on)))
    if invoice.order_number:
        facts.append((t.say("order"), invoice.order_number))
    due = invoice.to_pay - paid
    return (
        {"title": f"{t.say(invoice.kind.value)} {invoice.number}", "number": invoice.number}
        | _shared(invoice.offer, [*facts, *_buyer_facts(invoice.offer, t)], t)
        | {
            "deposits": _deposit_rows(invoice.deposits, t),
            "paid": t.amount(paid, "€") if paid else "",
            "due": t.amount(due, "€"),
            "settled": not due,
            "due_on": t.day(invoice.due_on),
            "debit": _debit(invoice, t),
            "bank": [list(one) for one in bank] if due and not invoice.debit else [],
            "mentions": _mentions(mentions, t),
        }
    )


def _mentions(said: Sequence[Mention], t: Tongue) -> list[list[str]]:
    """Return each sentence in French, and its translation where the document is in English."""
    return [[one.text, english_of(one.code, one.text) if t is ENGLISH else ""] for one in said]


def _debit(invoice: Invoice, t: Tongue) -> list[str]:
    """Tell the customer of a debit: the day, then the account, the mandate and who debits."""
    told = invoice.debit
    if told is None:
        return []
    return [
        t.day(told.on),
        t.say("debit", account=told.account, mandate=told.mandate, creditor=told.creditor),
    ]


def credit_face(note: CreditNote, mentions: Sequence[Mention], *, left: Decimal) -> Face:
    """Return what `print/credit.typ` shows.

    Args:
        note: as issued.
        mentions: the sentences that the law wants.
        left: what is left to pay of its invoice once the note is taken off.
    """
    t = tongue(note.offer.language)
    facts = [
        (t.say("date"), t.day(note.issued_on)),
        (t.say("origin"), note.invoice_number),
        (t.say("of"), t.day(note.invoice_issued_on)),
    ]
    return (
        {"title": f"{t.say('credit')} {note.number}", "number": note.number}
        | _shared(note.offer, [*facts, *_buyer_facts(note.offer, t)], t, note.totals)
        | {
            "subject": note.reason,
            "deposits": _deposit_rows(note.deposits, t),
            "amount": t.amount(note.gross - note.deducted, "€"),
            "effect": _credit_effect(note, left, t),
            "mentions": _mentions(mentions, t),
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


def _credit_effect(note: CreditNote, left: Decimal, t: Tongue) -> list[str]:
    said = []
    if note.applied:
        rest = t.say("left", left=t.amount(left, "€")) if left else t.say("nothing_left")
        said.append(t.say("applied", applied=t.amount(note.applied, "€"), rest=rest))
    if note.owed:
        said.append(t.say("owed", owed=t.amount(note.owed, "€")))
    return said


def _deposit_rows(deposits: Sequence[Deposit], t: Tongue) -> list[list[str]]:
    return [
        [
            t.say("deposit_row", number=each.number, day=t.day(each.issued_on))
            + (t.say("deposit_tax", tax=t.amount(each.tax, "€")) if each.tax else ""),
            t.amount(-each.gross, "€"),
        ]
        for each in deposits
    ]


def address_lines(party: Party) -> list[str]:
    """Return the block of the window: names as written, place in capitals (NF Z10-011)."""
    address = party.address
    place = " ".join(part for part in (address.postcode, address.city.upper()) if part)
    country = "" if address.country == "FR" else COUNTRIES.get(address.country, address.country)
    lines = (party.name, party.attention, address.addition, address.street, place, country)
    return [line for line in lines if line]


def _buyer_facts(offer: Offer, t: Tongue) -> list[tuple[str, str]]:
    buyer = offer.buyer
    facts = []
    if buyer.reference:
        facts.append((t.say("customer"), buyer.reference))
    if offer.buyer_reference:
        facts.append((t.say("your_reference"), offer.buyer_reference))
    if offer.contract:
        facts.append((t.say("contract"), offer.contract))
    if buyer.siren:
        facts.append((t.say("your_siren"), identifiers.french_siren(buyer.siren)))
    if buyer.vat_number:
        facts.append((t.say("your_vat"), buyer.vat_number))
    return facts


def _shared(
    offer: Offer, facts: Sequence[tuple[str, str]], t: Tongue, totals: Totals | None = None
) -> Face:
    totals = totals or offer.totals
    return {
        "language": t.code,
        "labels": dict(t.labels),
        "facts": [list(fact) for fact in facts],
        "address": address_lines(offer.buyer),
        "subject": offer.subject,
        "rows": [_row(part, offer, t) for part in shown_parts(totals.parts)],
        "vat": [
            {
                "rate": t.rate(vat.rate) if vat.rate else t.say("exempt"),
                "taxable": t.amount(vat.taxable_amount, "€"),
                "tax": t.amount(vat.tax_amount, "€"),
                "gross": t.amount(vat.taxable_amount + vat.tax_amount, "€"),
            }
            for vat in totals.vat
        ],
        "totals": {
            "net": t.amount(totals.net, "€"),
            "tax": t.amount(totals.tax, "€"),
            "gross": t.amount(totals.gross, "€"),
        },
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


def _row(part: Part, offer: Offer, t: Tongue) -> dict[str, Any]:
    shown = {
        "kind": part.kind,
        "name": part.name,
        "rate": t.rate(part.rate) if part.rate else "–",
        "net": t.amount(part.net, ""),
        "gross": t.amount(part.gross, ""),
        "quantity": "",
        "unit_price": "",
        "details": [],
    }
    if part.line < 0:
        return shown
    line = offer.lines[part.line]
    basis = t.say("gross_short" if offer.prices is Prices.GROSS else "net_short")
    colon = ": " if t is ENGLISH else " : "
    return shown | {
        "sku": line.sku,
        "quantity": counted(line.quantity, line.unit, t),
        "unit_price": unit_price(line, offer.prices, t),
        "details": [
            f"{a.reason}{colon}{t.amount(-a.amount, '€')} {basis}" for a in line.allowances
        ],
    }


def quantity(line: Line) -> str:
    return counted(line.quantity, line.unit)


def counted(number: Decimal, unit: str = "", t: Tongue = FRENCH) -> str:
    plain = f"{number.normalize():f}"
    written = plain if t is ENGLISH else plain.replace(".", ",")
    return f"{written}\N{NO-BREAK SPACE}{unit}" if unit else written


def unit_price(line: Line, prices: Prices, t: Tongue = FRENCH) -> str:
    """Return the net unit price, with more than two decimals only when it needs them."""
    net = line.unit_price
    if prices is Prices.GROSS:
        net = net * 100 / (100 + line.vat_rate)
    if to_cents(net) == net:
        return t.amount(net, "")
    plain = f"{net.quantize(Decimal('0.0001')):f}"
    return plain if t is ENGLISH else plain.replace(".", ",")
