"""What is to be sold, as it was asked for: typed, or read from a file, then priced."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from sqlalchemy import Connection

from comptoir.contacts.model import Contact
from comptoir.contracts import State
from comptoir.desk import items
from comptoir.desk.parties import party
from comptoir.errors import InputError, RefusedError
from comptoir.law.mentions import UNTAXED
from comptoir.law.payments import DEFAULT_TERM, Term
from comptoir.money import parse_amount, to_cents
from comptoir.sales import Allowance, Charge, Line, Offer, Prices
from comptoir.sales.discounts import paid_at_once
from comptoir.sales.outlets import Outlet
from comptoir.sales.tongue import LANGUAGES, language_of
from comptoir.store import contracts
from comptoir.text import fold

FINEST = Decimal("0.000001")  # of a unit price without tax


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A line as it was asked for: `KIT-VELO:2` or `KIT-VELO:2:35.00`."""

    sku: str
    quantity: Decimal = Decimal(1)
    price: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """An allowance as it was asked for: of the document, or of the lines of an item."""

    reason: str
    amount: str  # 5.00, or 10%
    sku: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A sale as it was asked for."""

    to: str  # C-000123
    lines: Sequence[Wanted]
    allowances: Sequence[Reduction] = ()
    charges: Sequence[Charge] = ()
    subject: str = ""
    buyer_reference: str = ""
    contract: str = ""  # of ours, or the number of a public contract
    term: Term = DEFAULT_TERM
    net: bool = False  # prices typed, and shown, without tax
    untaxed: str = ""  # AE, K, G: why there is no VAT
    discount: tuple[Decimal, int] = (Decimal(0), 0)  # percent, days; 0 day: deducted at once
    outlet: Outlet | None = None
    language: str = ""  # fr, en; that of the customer unless said


def wanted(text: str) -> Wanted:
    """Read a line as it is typed.

    >>> wanted("KIT-VELO:2:35,50")
    Wanted(sku='KIT-VELO', quantity=Decimal('2'), price=Decimal('35.50'))
    """
    sku, _, rest = text.partition(":")
    quantity, _, price = rest.partition(":")
    try:
        number = Decimal(quantity.strip().replace(",", ".") or "1")
    except InvalidOperation:
        number = Decimal("NaN")
    if not sku.strip() or not number.is_finite():
        raise InputError(
            f"la ligne « {text} » ne se lit pas.",
            remedy="Écrivez-la comme KIT-VELO:2 ou KIT-VELO:2:35.00 (article, quantité, prix).",
        )
    return Wanted(
        sku=sku.strip(), quantity=number, price=parse_amount(price) if price.strip() else None
    )


def reduction(text: str) -> Reduction:
    """Read an allowance as it is typed: `Remise:5.00`, `Remise:10%`, `KIT-VELO/Remise:5.00`.

    >>> reduction("KIT-VELO/Fin de série:10%")
    Reduction(reason='Fin de série', amount='10%', sku='KIT-VELO')
    """
    reason, amount = _labelled(text)
    sku, slash, rest = reason.partition("/")
    if slash and re.fullmatch(r"[A-Z0-9-]+", sku.strip()):
        return Reduction(reason=rest.strip(), amount=amount, sku=sku.strip())
    return Reduction(reason=reason, amount=amount)


def charge(text: str) -> Charge:
    """
    >>> charge("Port:4,90")
    Charge(reason='Port', amount=Decimal('4.90'))
    """
    reason, amount = _labelled(text)
    return Charge(reason=reason, amount=parse_amount(amount))


def _labelled(text: str) -> tuple[str, str]:
    reason, colon, amount = text.rpartition(":")
    if not colon or not reason.strip() or not amount.strip():
        raise InputError(
            f"« {text} » ne se lit pas.", remedy="Écrivez un libellé et un montant : Remise:5.00."
        )
    return reason.strip(), amount.strip()


TERMS = {
    "reception": Term.ON_RECEIPT,
    "30": Term.NET_30,
    "30 jours": Term.NET_30,
    "45 fin de mois": Term.NET_45_END_OF_MONTH,
    "fin de mois 45": Term.END_OF_MONTH_45,
    "60": Term.NET_60,
    "60 jours": Term.NET_60,
} | {term.value: term for term in Term}


def term(text: str) -> Term:
    """
    >>> term("à réception"), term("45 fin de mois")
    (<Term.ON_RECEIPT: 'on_receipt'>, <Term.NET_45_END_OF_MONTH: '45_days_end_of_month'>)
    """
    wanted = fold(text).removeprefix("a ").strip()
    if wanted not in TERMS:
        raise InputError(
            f"l’échéance « {text} » n’est pas connue.",
            remedy="Écrivez réception, 30, 45 fin de mois, fin de mois 45 ou 60.",
        )
    return TERMS[wanted]


CATEGORIES = {"autoliquidation": "AE", "intracommunautaire": "K", "export": "G"}


def untaxed(text: str) -> str:
    """
    >>> untaxed("autoliquidation"), untaxed("")
    ('AE', '')
    """
    wanted = fold(text).strip()
    if not wanted:
        return ""
    if wanted not in CATEGORIES and wanted.upper() not in UNTAXED:
        raise InputError(
            f"« {text} » n’est pas une raison de vendre sans TVA.",
            remedy=f"Écrivez {', '.join(CATEGORIES)}.",
        )
    return CATEGORIES.get(wanted, wanted.upper())


def language(text: str) -> str:
    """
    >>> language("anglais"), language("")
    ('en', '')
    """
    found = LANGUAGES.get(fold(text).strip())
    if found is None:
        raise InputError(
            f"les documents ne s’écrivent pas en « {text} ».", remedy="Écrivez fr ou en."
        )
    return found


def discount(text: str) -> tuple[Decimal, int]:
    """Read a discount as it is typed: for a payment within some days, or on the document at once.

    >>> discount("2%:10"), discount("2 %")
    ((Decimal('2.00'), 10), (Decimal('2.00'), 0))
    """
    found = re.fullmatch(r"\s*([\d.,]+)\s*%\s*(?::\s*(\d{1,3})\s*)?", text)
    rate = parse_amount(found[1]) if found else Decimal(0)
    if not found or not 0 < rate < 100:
        raise InputError(
            f"l’escompte « {text} » ne se lit pas.",
            remedy="Écrivez-le comme 2%:10 (taux, délai en jours), ou 2% s’il est déjà déduit.",
        )
    return rate, int(found[2] or 0)


def offer(db: Connection, known: list[items.Item], request: Request) -> tuple[Contact, Offer]:
    """Return who buys, and the offer that was asked for."""
    contact, buyer = party(db, request.to)
    sold, whole = _reduced(_lines(known, request), request.allowances)
    rate, days = request.discount
    made = Offer(
        buyer=buyer,
        lines=sold,
        allowances=whole,
        charges=tuple(request.charges),
        prices=Prices.NET if request.net or request.untaxed else Prices.GROSS,
        subject=request.subject,
        buyer_reference=request.buyer_reference,
        contract=_contract(db, contact, request.contract),
        term=request.term,
        discount_rate=rate if days else Decimal(0),
        discount_days=days,
        language=request.language or language_of(contact.language, contact.country),
    )
    return contact, paid_at_once(made, rate) if rate and not days else made


def _contract(db: Connection, contact: Contact, said: str) -> str:
    """Return the contract that a sale follows; one of ours is of this customer, and signed.

    Raises:
        RefusedError: it is somebody else's, or is not signed.
    """
    number = said.strip()
    if not number.upper().startswith("CT-"):
        return number
    made = contracts.numbered(db, number).contract
    if made.party != contact.reference:
        raise RefusedError(
            f"Le contrat {made.number} n’est pas celui de {contact.reference}.",
            remedy="Voyez-les : comptoir contrat lister",
        )
    if made.state is not State.SIGNED:
        raise RefusedError(
            f"Le contrat {made.number} est {made.state.french} : une vente suit un contrat signé.",
            remedy=f"Voyez-le : comptoir contrat montrer {made.number}",
        )
    return made.number


def _lines(known: list[items.Item], request: Request) -> tuple[Line, ...]:
    if not request.lines:
        raise InputError("cette vente n’a aucune ligne.", remedy="Ajoutez --line ARTICLE:QUANTITÉ.")
    return tuple(_line(known, each, request) for each in request.lines)


def _line(known: list[items.Item], wanted: Wanted, request: Request) -> Line:
    """Price a line; the catalogue's prices hold the tax, which a net sale takes out."""
    item = items.item(known, wanted.sku)
    line = item.line(wanted.quantity, wanted.price)
    if not (request.net or request.untaxed):
        return line
    if wanted.price is None:
        without = item.price * 100 / (100 + item.vat_rate)
        line = replace(line, unit_price=without.quantize(FINEST, ROUND_HALF_UP))
    if not request.untaxed:
        return line
    reason = UNTAXED[request.untaxed][0]
    return replace(line, vat_rate=Decimal(0), category=request.untaxed, exemption=reason)


def _reduced(
    lines: tuple[Line, ...], allowances: Sequence[Reduction]
) -> tuple[tuple[Line, ...], tuple[Allowance, ...]]:
    """Put allowances on the lines that they name, and return those of the whole document."""
    made, whole = list(lines), []
    for each in allowances:
        if not each.sku:
            sold = sum((line.amount for line in made), Decimal(0))
            whole.append(Allowance(reason=each.reason, amount=_amount(each.amount, sold)))
            continue
        places = [rank for rank, line in enumerate(made) if line.sku == each.sku]
        if not places:
            raise InputError(
                f"la remise « {each.reason} » porte sur {each.sku}, qui n’est pas sur ce devis.",
                remedy="Vérifiez la référence de l’article.",
            )
        line = made[places[0]]
        taken = Allowance(reason=each.reason, amount=_amount(each.amount, line.amount))
        made[places[0]] = _with(line, taken)
    return tuple(made), tuple(whole)


def _with(line: Line, allowance: Allowance) -> Line:
    return replace(line, allowances=(*line.allowances, allowance))


def _amount(text: str, base: Decimal) -> Decimal:
    if text.endswith("%"):
        return to_cents(base * parse_amount(text.removesuffix("%")) / 100)
    return parse_amount(text)
